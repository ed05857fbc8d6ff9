"""Moving a meeting and calling it off."""

from domain.messages import Message
from handlers.routing import Route, Tap
from handlers.visits import Visit
from services.rescheduling import cancelling, moving
from services.rescheduling.changing import NotNow


async def move(visit: Visit) -> None:
    _ask(visit, await moving.begin(visit.turn, visit.me, visit.args[0]))


async def call_off(visit: Visit) -> None:
    _ask(visit, await cancelling.begin(visit.turn, visit.me, visit.args[0]))


def _ask(visit: Visit, begun: Message | NotNow) -> None:
    visit.says(begun if isinstance(begun, Message) else moving.not_now(begun))


ROUTES: tuple[Route, ...] = (Tap("rsm", move), Tap("rsc", call_off))
