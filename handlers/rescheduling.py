"""Moving a meeting and calling it off."""

from domain.messages import Message
from handlers.routing import Route, Tap
from handlers.visits import Visit
from services.rescheduling import cancelling, moving


async def move(visit: Visit) -> None:
    match await moving.begin(visit.turn, visit.me, visit.args[0]):
        case Message() as question:
            visit.says(question)
        case refused:
            visit.says(moving.not_now(refused))


async def call_off(visit: Visit) -> None:
    match await cancelling.begin(visit.turn, visit.me, visit.args[0]):
        case Message() as question:
            visit.says(question)
        case refused:
            visit.says(moving.not_now(refused))


ROUTES: tuple[Route, ...] = (Tap("rsm", move), Tap("rsc", call_off))
