"""电话单: a leader phones those whom messages do not reach, and says so with one tap."""

from domain.messages import Message, Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.calls import listing, phoning
from texts import calls as say


async def show(visit: Visit) -> None:
    if await listing.leads(visit.turn, visit.me):
        visit.says(await _page(visit, 0))
    else:
        visit.says(say.for_leaders())


async def turn_page(visit: Visit) -> None:
    visit.replaces(await _page(visit, visit.args[0]))


async def done(visit: Visit) -> None:
    member_id, last_call_id, came_of_it, number = visit.args
    match await phoning.done(visit.turn, visit.me, member_id, last_call_id, say.OUTCOMES[came_of_it]):
        case phoning.Done(member, outcome):
            visit.answers(Toast(say.done(member, outcome)))
        case phoning.DoneBefore():
            visit.answers(Toast(say.done_before()))
        case phoning.Refused():
            visit.refuses()
            return
    visit.replaces(await _page(visit, number))


async def _page(visit: Visit, number: int) -> Message:
    to_phone = await listing.of_leader(visit.turn, visit.me)
    if not to_phone:
        return say.empty()
    last = (len(to_phone) - 1) // say.PER_PAGE
    shown = max(0, min(number, last))
    return say.page(to_phone, shown, visit.turn.now)


ROUTES: tuple[Route, ...] = (
    Command("calls", show, ("电话单",), menu="电话单（组长、书记）", leads=True),
    Tap("clp", turn_page),
    Tap("cld", done),
)
