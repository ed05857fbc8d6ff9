"""Finding a time, and a second sitting."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.slots import asking, picking, sittings
from texts import refusals
from texts import slots as say


async def begin(visit: Visit) -> None:
    question = await asking.begin(visit.turn, visit.me)
    visit.says(refusals.plain(refusals.not_allowed()) if question is None else question)


async def pick(visit: Visit) -> None:
    ballot_id, *slot = visit.args
    match await picking.pick(visit.turn, visit.me, ballot_id, slot[0] if slot else None):
        case None:
            visit.answers(Toast(refusals.stale_button()))
        case False:
            visit.answers(Toast(say.picked_before()))
        case _:
            return


async def settle(visit: Visit) -> None:
    poll_id, *slot_ids = visit.args
    match await picking.settle(visit.turn, visit.me, poll_id, slot_ids):
        case picking.Settled(meeting):
            visit.answers(Toast(say.settled(meeting, visit.turn.now)))
        case picking.SettledBefore():
            visit.answers(Toast(say.settled_before()))
        case picking.Past():
            visit.answers(Toast(say.slot_past()))
        case picking.Refused():
            visit.refuses()


async def sit_twice(visit: Visit) -> None:
    visit.says_if_allowed(await sittings.begin(visit.turn, visit.me, visit.args[0]))


ROUTES: tuple[Route, ...] = (
    Command("slots", begin, ("约时间",), menu="约个大家方便的时间", feature=Feature.MEETINGS, leads=True),
    Tap("slp", pick, Feature.MEETINGS),
    Tap("sln", pick, Feature.MEETINGS),
    Tap("sls", settle, Feature.MEETINGS),
    Tap("slw", sit_twice, Feature.MEETINGS),
)
