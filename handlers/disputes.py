"""我有异议: the member's tap, and what who decides presses."""

from domain.messages import Message
from handlers.routing import Route, Tap
from handlers.visits import Visit
from services.disputes import contesting, deciding
from services.disputes import trail as trails
from texts import disputes as say


async def contest(visit: Visit) -> None:
    match await contesting.begin(visit.turn, visit.me, visit.args[0]):
        case Message() as question:
            visit.says(question)
        case contesting.Waiting(judge):
            visit.says(say.waiting(judge))
        case contesting.TooSoon():
            visit.says(say.too_soon())
        case contesting.Refused():
            visit.refuses()


async def choose(visit: Visit) -> None:
    dispute_id, change = visit.args
    match await deciding.ask_reason(visit.turn, visit.me, dispute_id, change):
        case Message() as question:
            visit.says(question)
        case deciding.DecidedBefore():
            visit.says(say.decided_before())
        case deciding.Refused():
            visit.refuses()


async def trail(visit: Visit) -> None:
    meeting_id, member_id = visit.args
    visit.says_if_allowed(await trails.show(visit.turn, visit.me, meeting_id, member_id))


ROUTES: tuple[Route, ...] = (
    Tap("di", contest),
    Tap("dic", choose),
    Tap("dit", trail),
)
