"""「需求调查」: answering in two taps, and the totals once it is over (C20)."""

from collections.abc import Callable

from domain.features import Feature
from domain.messages import Message, Toast
from domain.surveys import Standing, is_answer
from handlers.routing import Command, Route, Tap, privately
from handlers.visits import Visit
from services.surveys import answering, closing, opening
from texts import refusals
from texts import surveys as say


async def show(visit: Visit) -> None:
    found = await closing.overview(visit.turn, visit.me)
    if found is None:
        visit.says(say.no_branch())
        return
    visit.says(say.overview(found.open, found.closed, visit.turn.now, settled=found.settled, leads=found.leads))


async def take_part(visit: Visit) -> None:
    """Below the invitation, which may hold other things besides."""
    found = await _open(visit, visit.args[0], on_paper=bool(visit.args[1]))
    if found is not None:
        visit.says(say.ask_standing(found.survey, on_paper=found.on_paper))


async def choose_standing(visit: Visit) -> None:
    survey_id, on_paper, place = visit.args
    found = await _open(visit, survey_id, on_paper=bool(on_paper))
    if found is not None:
        visit.replaces(say.ask_needs(found.survey, place, 0, on_paper=found.on_paper))


async def choose_need(visit: Visit) -> None:
    survey_id, on_paper, place, mask = visit.args
    found = await _open(visit, survey_id, on_paper=bool(on_paper))
    if found is not None:
        visit.replaces(say.ask_needs(found.survey, place, mask, on_paper=found.on_paper))


async def hand_in(visit: Visit) -> None:
    survey_id, on_paper, place, mask = visit.args
    if not is_answer(mask):
        visit.answers(Toast(refusals.stale_button()))
        return
    standing = say.STANDINGS[place]
    outcome = await answering.hand_in(visit.turn, visit.me, survey_id, standing, mask, on_paper=bool(on_paper))
    if isinstance(outcome, answering.Counted):
        visit.replaces(say.counted(outcome.survey, visit.turn.now, on_paper=outcome.on_paper))
    else:
        visit.answers(_why_not(outcome))


async def decline(visit: Visit) -> None:
    await answering.decline(visit.turn, visit.me, visit.args[0])
    visit.says(say.declined())


async def new(visit: Visit) -> None:
    visit.says(await opening.begin(visit.turn, visit.me))


async def sure_to_end(visit: Visit) -> None:
    found = await closing.overview(visit.turn, visit.me)
    if found is None or found.open is None or not found.leads:
        visit.refuses()
    else:
        visit.replaces(say.sure_to_end(found.open))


async def end(visit: Visit) -> None:
    closed = await closing.close(visit.turn, visit.me, visit.args[0])
    if closed is None:
        visit.refuses()
    else:
        visit.replaces(say.results(closed, None, dark=False, leads=True))


async def back(visit: Visit) -> None:
    found = await closing.overview(visit.turn, visit.me)
    if found is not None:
        visit.replaces(say.overview(found.open, found.closed, visit.turn.now, settled=found.settled, leads=found.leads))


async def show_results(visit: Visit) -> None:
    await _results(visit, visit.args[0], None, visit.says, dark=False)


async def results(visit: Visit) -> None:
    survey_id, view, dark = visit.args
    standing = None if view == say.EVERYBODY else say.STANDINGS[view - 1]
    await _results(visit, survey_id, standing, visit.replaces, dark=bool(dark))


async def _results(
    visit: Visit, survey_id: int, standing: Standing | None, says: Callable[[Message], None], *, dark: bool
) -> None:
    survey = await closing.results(visit.turn, visit.me, survey_id)
    if survey is None:
        visit.refuses()
        return
    leads = await opening.leads(visit.turn, visit.me, survey.node_id)
    says(say.results(survey, standing, dark=dark, leads=leads))


async def _open(visit: Visit, survey_id: int, *, on_paper: bool) -> answering.Open | None:
    found = await answering.look(visit.turn, visit.me, survey_id, on_paper=on_paper)
    if isinstance(found, answering.Open):
        return found
    visit.answers(_why_not(found))
    return None


def _why_not(outcome: answering.Closed | answering.Settled | answering.NotAllowed) -> Toast:
    match outcome:
        case answering.Closed():
            return Toast(say.is_over())
        case answering.Settled():
            return Toast(say.settled_before())
        case answering.NotAllowed():
            return Toast(say.not_yours())


_ON = Feature.SURVEYS
ROUTES: tuple[Route, ...] = (
    Command("survey", show, ("需求调查",), menu="需求调查：最需要什么", feature=_ON),
    *privately(
        Tap("svp", take_part, _ON),
        Tap("svc", choose_standing, _ON),
        Tap("svn", choose_need, _ON),
        Tap("svh", hand_in, _ON),
        Tap("svx", decline, _ON),
        Tap("svo", new, _ON),
        Tap("sve", sure_to_end, _ON),
        Tap("svz", end, _ON),
        Tap("svb", back, _ON),
        Tap("svr", results, _ON),
        Tap("svs", show_results, _ON),
    ),
)
