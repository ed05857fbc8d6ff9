"""Meetings of several branches: asking, and the answer of the branch that is asked."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Route, Tap
from handlers.visits import Visit
from services.joint import asking
from texts import joint as say


async def begin(visit: Visit) -> None:
    visit.says_if_allowed(await asking.begin(visit.turn, visit.me, visit.args[0]))


async def accept(visit: Visit) -> None:
    _answered(visit, await asking.answer(visit.turn, visit.me, visit.args[0], accepts=True))


async def decline(visit: Visit) -> None:
    _answered(visit, await asking.answer(visit.turn, visit.me, visit.args[0], accepts=False))


def _answered(visit: Visit, outcome: asking.Answer) -> None:
    match outcome:
        case asking.Accepted(meeting):
            visit.replaces(say.accepted(meeting))
        case asking.Declined():
            visit.replaces(say.declined())
        case asking.AnsweredBefore():
            visit.answers(Toast(say.answered_before()))
        case asking.Over():
            visit.answers(Toast(say.over()))
        case asking.Refused():
            visit.refuses()


ROUTES: tuple[Route, ...] = (
    Tap("jo", begin, Feature.MEETINGS),
    Tap("joy", accept, Feature.MEETINGS),
    Tap("jon", decline, Feature.MEETINGS),
)
