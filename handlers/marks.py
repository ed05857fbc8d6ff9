"""迟到, 早退, 签退."""

from domain.features import Feature
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import marks
from texts import marks as say


async def begin(visit: Visit) -> None:
    visit.says_if_allowed(await marks.begin(visit.turn, visit.me, visit.args[0]))


async def sign_out(visit: Visit) -> None:
    match await marks.sign_out(visit.turn, visit.me, visit.moment):
        case marks.SignedOut(meeting):
            visit.says(say.signed_out(meeting))
        case marks.NotAsked():
            visit.says(say.not_asked())
        case marks.NotThere():
            visit.says(say.nothing_to_leave())


ROUTES: tuple[Route, ...] = (
    Tap("mk", begin),
    Command("signout", sign_out, ("签退",), feature=Feature.MEETINGS),
)
