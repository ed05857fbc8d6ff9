"""「转出」 and 接收: what two secretaries and the member press."""

from domain.messages import Message, Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.mobility import sending, transferring
from texts import mobility_transfers as say
from texts import refusals


async def begin(visit: Visit) -> None:
    question = await sending.begin(visit.turn, visit.me)
    visit.says(refusals.plain(refusals.not_allowed()) if question is None else question)


async def accept(visit: Visit) -> None:
    _answer(visit, await transferring.accept(visit.turn, visit.me, visit.args[0]))


async def take_back(visit: Visit) -> None:
    _answer(visit, await transferring.take_back(visit.turn, visit.me, visit.args[0]))


async def decline(visit: Visit) -> None:
    match await transferring.decline(visit.turn, visit.me, visit.args[0]):
        case Message() as question:
            visit.says(question)
        case transferring.SettledBefore():
            visit.answers(Toast(say.settled_before()))
        case transferring.Refused():
            visit.refuses()


async def let_read_on(visit: Visit) -> None:
    transfer_id, yes = visit.args
    if await transferring.let_read_on(visit.turn, visit.me, transfer_id, yes=bool(yes)):
        visit.says(say.read_on(yes=bool(yes)))
    else:
        visit.answers(Toast(say.settled_before()))


def _answer(visit: Visit, outcome: transferring.Outcome) -> None:
    match outcome:
        case transferring.Moved(member, transfer):
            visit.replaces(say.received(member, transfer))
        case transferring.TakenBack(member):
            visit.replaces(say.taken_back(member))
        case transferring.SettledBefore():
            visit.answers(Toast(say.settled_before()))
        case transferring.Refused():
            visit.refuses()


ROUTES: tuple[Route, ...] = (
    Command("transfer", begin, ("转出", "转接"), menu="转接组织关系（书记）", leads=True),
    Tap("mbta", accept),
    Tap("mbtd", decline),
    Tap("mbtw", take_back),
    Tap("mbtr", let_read_on),
)
