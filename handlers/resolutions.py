"""What a meeting decided: written down, declared, and looked at."""

from domain.features import Feature
from domain.messages import Toast
from domain.votes import Outcome
from handlers.routing import Route, Tap, privately
from handlers.visits import Visit
from services.resolutions import declaring, looking, recording
from texts import decisions as say_decisions
from texts import resolutions as say


async def page(visit: Visit) -> None:
    found = await looking.page(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.refuses()
    else:
        visit.says(say_decisions.page(found, visit.turn.now))


async def new(visit: Visit) -> None:
    visit.says_if_allowed(await recording.begin(visit.turn, visit.me, visit.args[0]))


async def next_person(visit: Visit) -> None:
    visit.says_if_allowed(await recording.begin_next(visit.turn, visit.me, visit.args[0]))


async def look(visit: Visit) -> None:
    found = await looking.weigh(visit.turn, visit.args[0])
    if found is None or await looking.led(visit.turn, visit.me, found.meeting.id) is None:
        visit.refuses()
        return
    declares = await declaring.may_declare(visit.turn, visit.me, found.meeting.node_id)
    resolution, may = found.resolution, found.may_carry
    visit.says(say.card(resolution, found.sheet, found.sum_, declares=declares, may=may, leads=True))


async def carried(visit: Visit) -> None:
    await _declare(visit, Outcome.CARRIED)


async def rejected(visit: Visit) -> None:
    await _declare(visit, Outcome.REJECTED)


async def _declare(visit: Visit, outcome: Outcome) -> None:
    match await declaring.declare(visit.turn, visit.me, visit.args[0], outcome):
        case declaring.Declared(found):
            visit.replaces(say.card(found.resolution, found.sheet, found.sum_, declares=True, may=False, leads=True))
        case declaring.DeclaredBefore():
            visit.answers(Toast(say.declared_before()))
        case declaring.TooFew():
            visit.answers(Toast(say.too_few(), alert=True))
        case declaring.Refused():
            visit.refuses()


async def drop(visit: Visit) -> None:
    dropped = await declaring.drop(visit.turn, visit.me, visit.args[0])
    if dropped is None:
        visit.answers(Toast(say.too_late_to_drop()))
    else:
        visit.replaces(say.dropped(dropped.meeting_id))


ROUTES: tuple[Route, ...] = privately(
    Tap("reo", page, Feature.RECORDS),
    Tap("ren", new, Feature.RECORDS),
    Tap("rep", next_person, Feature.RECORDS),
    Tap("rel", look),
    Tap("rec", carried),
    Tap("rej", rejected),
    Tap("red", drop),
)
