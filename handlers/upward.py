"""「上报」: a quarter's counts for those above (X4)."""

from collections.abc import Callable

from domain.messages import Message
from domain.upward import Quarter
from handlers.routing import Command, Route, Tap, privately
from handlers.visits import Visit
from services.upward import looking, sheet
from texts import refusals
from texts import upward as say


async def show(visit: Visit) -> None:
    await _show(visit, None, visit.says, dark=False)


async def look(visit: Visit) -> None:
    number, dark = visit.args
    await _show(visit, Quarter(number), visit.replaces, dark=bool(dark))


async def file(visit: Visit) -> None:
    page = await looking.look(visit.turn, visit.me, Quarter(visit.args[0]))
    if isinstance(page, looking.Page):
        visit.says(sheet.of_page(page))
    else:
        visit.refuses()


async def _show(visit: Visit, quarter: Quarter | None, says: Callable[[Message], None], *, dark: bool) -> None:
    match await looking.look(visit.turn, visit.me, quarter):
        case looking.Page() as page:
            says(say.page(page.place, page.quarter, page.branches, page.total, page.others, dark=dark))
        case looking.NoneYet(place):
            says(say.none_yet(place))
        case looking.NotAllowed():
            says(refusals.plain(refusals.not_allowed()))


ROUTES: tuple[Route, ...] = (
    Command("upward", show, ("上报",), menu="上报：一个季度的数", leads=True),
    *privately(Tap("upq", look), Tap("upf", file)),
)
