"""撤销, for a minute."""

from domain.features import Feature
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import undoing
from texts import undoing as say


async def by_word(visit: Visit) -> None:
    match await undoing.latest(visit.turn, visit.me, visit.moment):
        case undoing.Undone(meeting):
            visit.says(say.undone(meeting))
        case undoing.LeaveTakenBack(meeting):
            visit.says(say.leave_taken_back(meeting))
        case undoing.TooLate(meeting):
            visit.says(say.too_late(meeting))
        case undoing.Nothing():
            visit.says(say.nothing())


async def sign_in(visit: Visit) -> None:
    """The button under the answer to a sign-in."""
    match await undoing.sign_in(visit.turn, visit.me, visit.args[0], visit.moment):
        case undoing.Undone(meeting):
            visit.replaces(say.undone(meeting))
        case undoing.TooLate(meeting):
            visit.replaces(say.too_late(meeting))
        case undoing.Nothing():
            visit.replaces(say.nothing())


ROUTES: tuple[Route, ...] = (
    Command("undo", by_word, ("撤销",), menu="一分钟内撤销签到、请假", feature=Feature.MEETINGS),
    Tap("und", sign_in),
)
