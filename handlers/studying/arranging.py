"""学习安排: what leaders arrange, look at in totals, change and take back (S3)."""

from domain.features import Feature
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.studying import arranging, changing, marking, programmes
from services.studying.programmes import Looked
from texts import refusals
from texts import studying_plans as say


async def plans(visit: Visit) -> None:
    if not await programmes.may_arrange(visit.turn, visit.me):
        visit.says(refusals.plain(refusals.not_allowed()))
        return
    listed = await programmes.listed(visit.turn, visit.me)
    records = bool(await marking.for_paper(visit.turn, visit.me))
    visit.says(say.plans(listed, records=records))


async def new(visit: Visit) -> None:
    visit.says_if_allowed(await arranging.begin(visit.turn, visit.me))


async def again(visit: Visit) -> None:
    visit.says_if_allowed(await arranging.begin_again(visit.turn, visit.me, visit.args[0]))


async def add(visit: Visit) -> None:
    visit.says_if_allowed(await changing.begin_adding(visit.turn, visit.me, visit.args[0]))


async def change(visit: Visit) -> None:
    piece_id, what = visit.args
    visit.says_if_allowed(await changing.begin(visit.turn, visit.me, piece_id, what))


async def show(visit: Visit) -> None:
    _look(visit, await programmes.look(visit.turn, visit.me, visit.args[0]))


async def withdraw(visit: Visit) -> None:
    programme_id, back = visit.args
    _look(visit, await programmes.withdraw(visit.turn, visit.me, programme_id, back=bool(back)))


async def withdraw_piece(visit: Visit) -> None:
    piece_id, back = visit.args
    _look(visit, await programmes.withdraw_piece(visit.turn, visit.me, piece_id, back=bool(back)))


async def show_piece(visit: Visit) -> None:
    found = await programmes.piece(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.refuses()
    else:
        visit.replaces(say.piece(*found, visit.turn.now))


def _look(visit: Visit, looked: Looked | None) -> None:
    if looked is None:
        visit.refuses()
    else:
        shown = say.programme(looked.programme, looked.pieces, looked.marked, looked.reach, visit.turn.now)
        visit.replaces(shown)


ROUTES: tuple[Route, ...] = (
    Command("study_plan", plans, ("学习安排", "安排学习"), menu="安排学习，看人数", feature=Feature.STUDY, leads=True),
    Tap("stpn", new, Feature.STUDY),
    Tap("stpv", show, Feature.STUDY),
    Tap("stpp", show_piece, Feature.STUDY),
    Tap("stpw", withdraw, Feature.STUDY),
    Tap("stpx", withdraw_piece, Feature.STUDY),
    Tap("stpr", again, Feature.STUDY),
    Tap("stpa", add, Feature.STUDY),
    Tap("stpc", change, Feature.STUDY),
)
