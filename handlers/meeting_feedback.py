"""说说这次会: from the group into the private chat, three taps, thanks."""

from collections.abc import Callable

from domain.features import Feature
from domain.messages import Message
from handlers.routing import Route, Start, Tap, privately
from handlers.visits import Visit
from services import joining
from services.meeting_feedback import answering
from texts import meeting_feedback as say
from texts import refusals


async def started(visit: Visit) -> None:
    """By the group's button, which carries the meeting's id."""
    member = await visit.member()
    if member is None:
        visit.says(refusals.not_on_roster())
    elif await joining.needs_notice(visit.turn, member):
        visit.says(await joining.notice(visit.turn, member, visit.telegram_id))
    elif visit.text.isdecimal() and len(visit.text) <= 12:
        await _go_on(visit, int(visit.text), (), visit.says)
    else:
        visit.says(say.not_yours())


async def begin(visit: Visit) -> None:
    await _go_on(visit, visit.args[0], (), visit.says)


async def tapped(visit: Visit) -> None:
    meeting_id, *answers = visit.args
    await _go_on(visit, meeting_id, tuple(answers), visit.replaces)


async def _go_on(visit: Visit, meeting_id: int, answers: tuple[int, ...], says: Callable[[Message], None]) -> None:
    match await answering.tap(visit.turn, visit.me, meeting_id, answers):
        case answering.Asked(meeting, so_far):
            says(say.ask(meeting, so_far))
        case answering.Heard():
            says(say.heard())
        case answering.SaidBefore():
            says(say.said_before())
        case answering.Published(meeting, result):
            says(say.result(meeting, result))
        case answering.NotTheirs():
            says(say.not_yours())


async def result(visit: Visit) -> None:
    found = await answering.result(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.refuses()
    else:
        visit.says(say.result(*found))


_ON = Feature.MEETING_FEEDBACK
ROUTES: tuple[Route, ...] = (
    Start(say.START, started),
    *privately(
        Tap("fbs", begin, _ON),
        Tap("fba", tapped, _ON),
        Tap("fbr", result, _ON),
    ),
)
