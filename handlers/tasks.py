"""Tasks that came of a meeting: given, done, given back, handed on."""

from domain.features import Feature
from domain.messages import Message, Toast
from handlers.routing import Route, Tap, privately
from handlers.visits import Visit
from services.tasks import doing, giving, looking
from texts import refusals
from texts import tasks as say


async def new(visit: Visit) -> None:
    meeting_id, resolution_id = visit.args
    question = await giving.begin(visit.turn, visit.me, meeting_id, resolution_id or None)
    _asks(visit, question, refusals.not_allowed())


async def look(visit: Visit) -> None:
    found = await looking.held(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.answers(Toast(say.over_toast()))
        return
    owner = found.owner.name if found.owner is not None else None
    visit.says(say.card(found.task, found.meeting, owner, visit.turn.now, mine=found.mine, leads=found.leads))


async def done(visit: Visit) -> None:
    _asks(visit, await doing.begin_closing(visit.turn, visit.me, visit.args[0]), say.over_toast())


async def hand_on(visit: Visit) -> None:
    _asks(visit, await giving.begin_handing(visit.turn, visit.me, visit.args[0]), say.over_toast())


async def give_back(visit: Visit) -> None:
    task = await doing.give_back(visit.turn, visit.me, visit.args[0])
    if task is None:
        visit.answers(Toast(say.over_toast()))
    else:
        visit.replaces(say.given_back())


async def drop(visit: Visit) -> None:
    task = await doing.drop(visit.turn, visit.me, visit.args[0])
    if task is None:
        visit.answers(Toast(say.over_toast()))
    else:
        visit.replaces(say.dropped(task))


def _asks(visit: Visit, question: Message | None, otherwise: str) -> None:
    if question is None:
        visit.answers(Toast(otherwise))
    else:
        visit.says(question)


ROUTES: tuple[Route, ...] = privately(
    Tap("tan", new, Feature.RECORDS),
    Tap("tal", look),
    Tap("tad", done),
    Tap("tab", give_back),
    Tap("tah", hand_on),
    Tap("tax", drop),
)
