"""A death is written down: two taps, then who is asked to go; and the way back (C19)."""

from domain.messages import Toast
from handlers.routing import Route, Tap, privately
from handlers.visits import Visit
from services.care import condoling, death
from texts import care_deaths as say
from texts import refusals


async def check(visit: Visit) -> None:
    member = await death.may_record(visit.turn, visit.me, visit.args[0])
    if member is None:
        visit.refuses()
    else:
        visit.replaces(say.confirm(member))


async def record(visit: Visit) -> None:
    match await death.record(visit.turn, visit.me, visit.args[0]):
        case death.Recorded(member):
            visit.replaces(await condoling.offer(visit.turn, member))
        case death.RecordedBefore():
            visit.answers(Toast(say.recorded_before()))
        case death.Refused():
            visit.refuses()


async def not_so(visit: Visit) -> None:
    visit.replaces(say.not_so())


async def condole(visit: Visit) -> None:
    about_id, person_id = visit.args
    visitor = await condoling.ask(visit.turn, visit.me, about_id, person_id)
    visit.answers(Toast(refusals.not_allowed() if visitor is None else say.told_toast(visitor)))


async def undo(visit: Visit) -> None:
    member = await death.undo(visit.turn, visit.me, visit.args[0])
    if member is None:
        visit.answers(Toast(say.too_late()))
    else:
        visit.replaces(say.undone(member))


ROUTES: tuple[Route, ...] = privately(
    Tap("vik", check),
    Tap("vig", record),
    Tap("viz", not_so),
    Tap("vij", condole),
    Tap("viu", undo),
)
