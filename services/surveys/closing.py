"""When a survey is over its totals are worked out, once, and everybody of the branch may see them."""

from dataclasses import dataclass, replace

from domain.access import Action
from domain.members import Member, is_here
from domain.reminders import ReminderKind
from domain.surveys import Survey, published
from services import access
from services.reminding import promising
from services.reminding.promising import Wanted
from services.surveys.opening import branch_of, leads
from services.turn import Turn
from storage import nodes, people
from storage import surveys as store
from texts.surveys import RESULTS_WORTH


@dataclass(frozen=True, slots=True)
class Overview:
    """The survey that is open, if any, and the last one that closed; `leads`: they may open and close."""

    open: Survey | None
    closed: Survey | None
    settled: bool
    leads: bool


async def overview(turn: Turn, member: Member) -> Overview | None:
    """「需求调查」; None where they have no branch, or it makes no surveys."""
    branch = await branch_of(turn, member)
    if branch is None:
        return None
    found = await store.open_at(turn.tx, branch.id)
    open_now = found if found is not None and found.is_open(turn.now) else None
    settled = open_now is not None and await store.has_settled(turn.tx, open_now.id, member.id)
    return Overview(
        open_now, await store.last_closed(turn.tx, branch.id), settled, await leads(turn, member, branch.id)
    )


async def results(turn: Turn, member: Member, survey_id: int) -> Survey | None:
    """A closed survey of the member's own branch; None for anybody else."""
    survey = await store.get(turn.tx, survey_id)
    branch = await branch_of(turn, member)
    if survey is None or survey.results is None or branch is None or branch.id != survey.node_id:
        return None
    return survey


async def close(turn: Turn, leader: Member, survey_id: int) -> Survey | None:
    """End it before its time; None where it is over or not theirs."""
    survey = await store.get(turn.tx, survey_id)
    if survey is None or survey.closed_at is not None:
        return None
    if not await access.may(turn, leader, Action.MANAGE_CARE, survey.node_id):
        return None
    return await _close(turn, survey)


async def close_overdue(turn: Turn) -> bool:
    """A chore: close one whose time is over; true where there may be more. Who opened it hears the totals."""
    survey = await store.overdue(turn.tx, turn.now)
    if survey is None:
        return False
    await _close(turn, survey)
    opener = await people.get(turn.tx, survey.opened_by)
    if opener is not None:
        told = Wanted(opener, "closed", turn.now, turn.now + RESULTS_WORTH)
        await promising.promise(turn, ReminderKind.SURVEY, survey.id, [told])
    return True


async def _close(turn: Turn, survey: Survey) -> Survey:
    in_chat, on_paper = await store.tallies(turn.tx, survey.id)
    branch = (await nodes.tree(turn.tx)).same_branch(survey.node_id)
    able = [one for one in await people.in_nodes(turn.tx, branch) if one.telegram_id is not None and is_here(one)]
    shown = published(in_chat, on_paper, silent=max(0, len(able) - in_chat.total))
    await store.close(turn.tx, survey.id, shown, turn.now)
    await promising.cancel(turn, ReminderKind.SURVEY, survey.id, steps=["invite"])
    return replace(survey, closed_at=turn.now, results=shown)
