"""名单点到."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Route, Tap
from handlers.visits import Visit
from services import ticking
from texts import ticking as say


async def open_sheet(visit: Visit) -> None:
    match await ticking.sheet(visit.turn, visit.me, visit.args[0], 0):
        case say.Sheet() as shown:
            visit.says(say.sheet(shown))
        case refused:
            _refuse(visit, refused)


async def turn_page(visit: Visit) -> None:
    meeting_id, number = visit.args
    await _show(visit, meeting_id, number)


async def tick(visit: Visit) -> None:
    meeting_id, member_id, number = visit.args
    match await ticking.tick(visit.turn, visit.me, meeting_id, member_id):
        case ticking.Ticked(member, off):
            visit.answers(Toast(say.ticked(member, off=off)))
            await _show(visit, meeting_id, number)
        case ticking.OwnHand(member):
            visit.answers(Toast(say.own_hand(member)))
        case refused:
            _refuse(visit, refused)


async def tick_page(visit: Visit) -> None:
    meeting_id, number = visit.args
    match await ticking.tick_page(visit.turn, visit.me, meeting_id, number):
        case say.Batch() as done:
            visit.answers(Toast(say.all_ticked(done.count)))
            await _show(visit, meeting_id, number, done)
        case refused:
            _refuse(visit, refused)


async def take_back(visit: Visit) -> None:
    meeting_id, number, stamp = visit.args
    match await ticking.take_back(visit.turn, visit.me, meeting_id, stamp):
        case int() as count:
            visit.answers(Toast(say.taken_back(count)))
            await _show(visit, meeting_id, number)
        case refused:
            _refuse(visit, refused)


async def _show(visit: Visit, meeting_id: int, number: int, done: say.Batch | None = None) -> None:
    match await ticking.sheet(visit.turn, visit.me, meeting_id, number, done):
        case say.Sheet() as shown:
            visit.replaces(say.sheet(shown))
        case refused:
            _refuse(visit, refused)


def _refuse(visit: Visit, outcome: ticking.NotNow) -> None:
    match outcome:
        case ticking.TooEarly(meeting):
            visit.answers(Toast(say.too_early(meeting, visit.turn.now)))
        case ticking.Over():
            visit.answers(Toast(say.over()))
        case ticking.Refused():
            visit.refuses()


ROUTES: tuple[Route, ...] = (
    Tap("ti", open_sheet, Feature.PAPER),
    Tap("tip", turn_page, Feature.PAPER),
    Tap("tit", tick, Feature.PAPER),
    Tap("tia", tick_page, Feature.PAPER),
    Tap("tiu", take_back, Feature.PAPER),
)
