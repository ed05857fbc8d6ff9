"""Answering a survey: a class, up to three needs, or one tap for 不参加. What is chosen stands on the buttons alone."""

from dataclasses import dataclass

from domain import surveys as rules
from domain.access import Action
from domain.members import Member
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from domain.surveys import Standing, Survey
from services import access
from services.reminding import promising
from services.surveys.opening import branch_of
from services.turn import Turn
from storage import people
from storage import surveys as store
from texts import surveys as say


@dataclass(frozen=True, slots=True)
class Closed:
    """Over, or never theirs."""


@dataclass(frozen=True, slots=True)
class Settled:
    """They have answered or said no before."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


@dataclass(frozen=True, slots=True)
class Open:
    """May be answered now; `on_paper` where a leader copies a sheet."""

    survey: Survey
    on_paper: bool


@dataclass(frozen=True, slots=True)
class Counted:
    survey: Survey
    on_paper: bool


async def say_invitation(turn: Turn, reminder: Reminder) -> Message | None:
    """What the gate sends, once: nothing to whoever has answered meanwhile, and nothing of a survey that is over."""
    survey = await store.get(turn.tx, reminder.ref)
    if survey is None:
        return None
    if reminder.step == "closed":
        return say.closed(survey)
    member = await people.get(turn.tx, reminder.member_id)
    if member is None or not survey.is_open(turn.now) or await store.has_settled(turn.tx, survey.id, member.id):
        return None
    branch = await branch_of(turn, member)
    return say.invitation(survey, turn.now) if branch is not None and branch.id == survey.node_id else None


async def look(turn: Turn, member: Member, survey_id: int, *, on_paper: bool) -> Open | Closed | Settled | NotAllowed:
    """Whether somebody may answer this survey, for themselves or from a sheet of paper."""
    survey = await store.get(turn.tx, survey_id)
    branch = await branch_of(turn, member)
    if survey is None or not survey.is_open(turn.now):
        return Closed()
    if on_paper:
        return (
            Open(survey, True) if await access.may(turn, member, Action.MANAGE_CARE, survey.node_id) else NotAllowed()
        )
    if branch is None or branch.id != survey.node_id:
        return Closed()
    return Settled() if await store.has_settled(turn.tx, survey.id, member.id) else Open(survey, False)


async def hand_in(
    turn: Turn, member: Member, survey_id: int, standing: Standing, mask: int, *, on_paper: bool
) -> Counted | Closed | Settled | NotAllowed:
    """One answer more in the totals; that somebody gave it is kept until the survey closes, what it was is not."""
    found = await look(turn, member, survey_id, on_paper=on_paper)
    if not isinstance(found, Open):
        return found
    if not rules.is_answer(mask):
        raise ValueError("an answer names one to three needs")
    if not on_paper and not await store.settle(turn.tx, survey_id, member.id):
        return Settled()
    in_chat, paper = await store.tallies(turn.tx, survey_id)
    tally = (paper if on_paper else in_chat).plus(standing, rules.chosen(mask))
    await store.count_in(turn.tx, survey_id, tally, on_paper=on_paper)
    await promising.cancel(turn, ReminderKind.SURVEY, survey_id, [member.id], ["invite"])
    return Counted(found.survey, on_paper)


async def decline(turn: Turn, member: Member, survey_id: int) -> None:
    """不参加: nobody is told, and what is kept looks like an answer."""
    if isinstance(await look(turn, member, survey_id, on_paper=False), Open):
        await store.settle(turn.tx, survey_id, member.id)
        await promising.cancel(turn, ReminderKind.SURVEY, survey_id, [member.id], ["invite"])
