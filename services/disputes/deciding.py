"""An organiser changes the entry or keeps it, with a reason that the member reads (M26)."""

from dataclasses import dataclass
from typing import Final

from domain.disputes import Change, changes
from domain.meetings import Attendee, LeaveDecision, LeaveKind, Meeting
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from services import attendance, boards, dialogues, marks, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.disputes.finding import LONGEST, for_judge, of_dispute, topic
from services.turn import Turn
from storage import attendance as entries
from storage import disputes as store
from storage import leave, meetings
from storage import people as members
from texts import disputes as say
from texts import refusals
from texts.dialogues import classified


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    pass


@dataclass(frozen=True, slots=True)
class Refused:
    pass


async def card(turn: Turn, dispute_id: int) -> Message | None:
    """The organiser's card: what is written, what the member says, and, once decided, what became of it."""
    found = await of_dispute(turn, dispute_id)
    if found is None:
        return None
    dispute, meeting, one = found
    by = await members.get(turn.tx, dispute.decided_by) if dispute.decided_by is not None else None
    return say.card(dispute, meeting, one, changes(one), by, turn.now)


async def ask_reason(turn: Turn, leader: Member, dispute_id: int, change: int) -> Message | DecidedBefore | Refused:
    """Whatever is decided takes a reason, which the member reads."""
    found = await for_judge(turn, leader, dispute_id)
    if found is None or change not in list(Change):
        return Refused()
    if found[0].changed is not None:
        return DecidedBefore()
    draft: Draft = {"dispute": dispute_id, "change": change}
    return await dialogues.begin(turn, leader.telegram_id or 0, DECIDING, draft)


async def decide(
    turn: Turn, leader: Member, dispute_id: int, change: Change, reason: str
) -> Member | DecidedBefore | Refused:
    """Change the entry or keep it; the first decision holds, and the member is told with the reason."""
    found = await for_judge(turn, leader, dispute_id)
    if found is None:
        return Refused()
    _, meeting, one = found
    changed = change is not Change.KEEP
    if not await store.decide(turn.tx, dispute_id, reason, leader.id, turn.now, changed=changed):
        return DecidedBefore()
    await _apply(turn, leader, meeting, one, change, reason)
    if leader.telegram_id is not None:
        turn.show(topic(dispute_id), leader.telegram_id, "dispute", dispute_id)
    if one.member.telegram_id is not None:
        turn.tell(
            one.member.telegram_id, say.decided_for_you(leader, one.member, meeting, reason, turn.now, changed=changed)
        )
    return one.member


async def _apply(turn: Turn, leader: Member, meeting: Meeting, one: Attendee, change: Change, reason: str) -> None:
    match change:
        case Change.PRESENT | Change.ABSENT:
            there = change is Change.PRESENT
            await attendance.correct(turn, leader, meeting.id, one.member.id, reason, present=there, tell=False)
        case Change.LEAVE:
            await _grant_leave(turn, leader, meeting, one.member, reason)
        case Change.UNMARK:
            await marks.take_off(turn, leader, meeting.id, one.member.id, tell=False)
        case Change.KEEP:
            pass


async def _grant_leave(turn: Turn, leader: Member, meeting: Meeting, member: Member, reason: str) -> None:
    """Leave that was asked for by word of mouth, entered afterwards, with the correction that says why."""
    asked = await leave.ask(turn.tx, meeting.id, member.id, LeaveKind.OTHER, leader.id, turn.now)
    await leave.decide(turn.tx, asked.id, LeaveDecision.APPROVED, leader.id, turn.now)
    await entries.note_correction(turn.tx, meeting.id, member.id, reason, leader.id, turn.now, present=False)
    await meetings.ask_make_up(turn.tx, meeting.id, turn.now)
    await boards.refresh(turn, [meeting])


async def _ask_answer(asker: Asker, draft: Draft) -> Question:
    found = await of_dispute(asker.turn, dialogues.number(draft, "dispute"))
    name = found[2].member.name if found is not None else ""
    change = Change(dialogues.number(draft, "change"))
    return Question(say.ask_answer(name, change), say.usual_answers(change), per_row=1)


async def _read_answer(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    reason = tidy_line(text)
    if not reason or len(reason) > LONGEST:
        return Problem(say.words_wanted(LONGEST))
    if await secrecy.typed(asker, reason):
        return Problem(classified())
    leader, change = await dialogues.member(asker), Change(dialogues.number(draft, "change"))
    match await decide(asker.turn, leader, dialogues.number(draft, "dispute"), change, reason):
        case Member() as member:
            return Done(say.decided(member, changed=change is not Change.KEEP))
        case DecidedBefore():
            return Done(say.decided_before())
        case Refused():
            return Done(refusals.plain(refusals.not_allowed()))


DECIDING: Final = Script("dispute_answer", (Step("answer", _ask_answer, _read_answer),))
