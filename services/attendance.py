"""Signing in: by one's own hand, from paper, and what is corrected afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from domain import meetings as rules
from domain.access import Action
from domain.meetings import Attendee, Meeting, MeetingState, Method, SignedIn, SignInVerdict
from domain.members import Member
from domain.moments import Moment
from services import boards, leading, people
from services.turn import Turn
from storage import attendance as store
from storage import attendees, meetings
from storage.attendance import Presence
from texts import panel as say_panel
from texts.panel import Page

PAGE = 8


@dataclass(frozen=True, slots=True)
class Tap:
    """One press on 签到."""

    turn: Turn
    meeting_id: int
    telegram_id: int
    moment: Moment


class Purpose(Enum):
    """What a list of people is for."""

    PAPER = "paper"
    LEAVE = "leave"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class OpenNow:
    """Where somebody can sign in by word: now, next, or, too late for that, where the leader can record them."""

    now: list[Meeting]
    coming: Meeting | None
    missed: Meeting | None


@dataclass(frozen=True, slots=True)
class TooEarlyForPaper:
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class NeedsReason:
    """The meeting is closed: changes go the way of a correction."""


@dataclass(frozen=True, slots=True)
class Already:
    member: Member


@dataclass(frozen=True, slots=True)
class Recorded:
    member: Member


@dataclass(frozen=True, slots=True)
class Refused:
    """Not this person's to do, or no such meeting or member; nothing is told apart."""


PaperOutcome: TypeAlias = Recorded | Already | TooEarlyForPaper | NeedsReason | Refused


async def sign_in(taps: Sequence[Tap], method: Method = Method.BUTTON) -> list[SignInVerdict]:
    """Sign in whoever pressed, each for themselves; an answer per tap, in order.

    All that pressed together cost one question, one statement and one board (M35: a tap signs in only the tapper).
    """
    turn = taps[0].turn
    known = await meetings.get_many(turn.tx, [tap.meeting_id for tap in taps])
    facts = await store.facts(turn.tx, [(tap.meeting_id, tap.telegram_id) for tap in taps])
    signed: dict[tuple[int, int], SignedIn] = {}
    verdicts: list[SignInVerdict] = []
    presences: list[Presence] = []
    for tap in taps:
        meeting = known.get(tap.meeting_id)
        fact = facts.get((tap.meeting_id, tap.telegram_id))
        if meeting is None:
            verdicts.append(rules.NotExpected())
            continue
        earlier = signed.get((tap.meeting_id, tap.telegram_id))
        already = earlier.at if earlier is not None else (fact.present_at if fact is not None else None)
        said = rules.judge_sign_in(meeting, tap.moment, fact is not None, already)
        verdicts.append(said)
        if isinstance(said, SignedIn) and fact is not None:
            signed[tap.meeting_id, tap.telegram_id] = said
            presences.append(Presence(meeting.id, fact.member_id, said.at, method))
    await store.record(turn.tx, presences, turn.now)
    await boards.refresh(turn, [known[meeting_id] for meeting_id in sorted({one.meeting_id for one in presences})])
    return verdicts


async def open_for(turn: Turn, member: Member) -> OpenNow:
    """The meetings a member can sign in to now, the next one, and the last one of today that passed without them."""
    midnight = turn.now.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = await meetings.of_member(turn.tx, member.id, midnight)
    open_now = [meeting for meeting in mine if meeting.takes_sign_ins(turn.now)]
    coming = [meeting for meeting in mine if meeting.state is MeetingState.ANNOUNCED and meeting.opens_at > turn.now]
    missed = None
    for meeting in mine:
        if meeting.starts_at < turn.now and meeting not in open_now:
            one = await attendees.one(turn.tx, meeting.id, member.id)
            missed = meeting if one is not None and not one.present and not one.excused else missed
    return OpenNow(open_now, coming[0] if coming else None, missed)


async def ask_to_record(turn: Turn, member: Member, meeting_id: int) -> Member | None:
    """A late one asks the leader to record it; returns whom was asked."""
    meeting = await meetings.get(turn.tx, meeting_id)
    if meeting is None or member.id not in await meetings.expected_ids(turn.tx, meeting_id):
        return None
    for leader in await people.leaders_of(turn, member):
        if leader.id != member.id and leader.telegram_id is not None:
            key = f"record:{meeting_id}:{member.id}"
            turn.tell(leader.telegram_id, say_panel.please_record(member, meeting, turn.now), key=key)
            return leader
    return None


async def to_choose(
    turn: Turn, leader: Member, meeting_id: int, number: int, purpose: Purpose
) -> Page | TooEarlyForPaper | Refused:
    """A page of people at a meeting whom this may concern; who has no telephone comes first."""
    meeting = await leading.led(turn, leader, meeting_id, Action.RECORD_PAPER)
    if meeting is None:
        return Refused()
    if purpose is Purpose.PAPER and turn.now < meeting.opens_at:
        return TooEarlyForPaper(meeting)
    everybody = await attendees.of_meeting(turn.tx, meeting_id)
    if purpose is not Purpose.CORRECTION:
        everybody = [one for one in everybody if not one.present]
        everybody.sort(key=lambda one: one.member.telegram_id is not None)
    if purpose is Purpose.LEAVE:
        everybody = [one for one in everybody if not one.excused]
    page = everybody[number * PAGE : (number + 1) * PAGE]
    return Page(meeting_id, page, number, more=len(everybody) > (number + 1) * PAGE)


async def is_present(turn: Turn, leader: Member, meeting_id: int, member_id: int) -> bool | None:
    """Whether somebody is down as present; None where the leader may not ask."""
    found = await _of(turn, leader, meeting_id, member_id)
    return None if found is None else found[1].present


async def record_paper(turn: Turn, leader: Member, meeting_id: int, member_id: int) -> PaperOutcome:
    """Record somebody from paper while the meeting is on; marked 补录, with who and when (O5, M35)."""
    found = await _of(turn, leader, meeting_id, member_id)
    if found is None:
        return Refused()
    meeting, one = found
    if meeting.state is not MeetingState.ANNOUNCED:
        return NeedsReason()
    if turn.now < meeting.opens_at:
        return TooEarlyForPaper(meeting)
    if one.present:
        return Already(one.member)
    await _put_down(turn, leader, meeting, one.member)
    if one.member.telegram_id is not None:
        turn.tell(one.member.telegram_id, say_panel.recorded_for_you(leader, meeting, turn.now), silent=True)
    await boards.refresh(turn, [meeting])
    return Recorded(one.member)


async def correct(
    turn: Turn, leader: Member, meeting_id: int, member_id: int, reason: str, *, present: bool, tell: bool = True
) -> Member | None:
    """Change an entry with a reason; the earlier one stays in the record (REC-06).

    The member is told, unless `tell` is false because they hear of it otherwise. None where that is not theirs to do.
    """
    found = await _of(turn, leader, meeting_id, member_id)
    if found is None:
        return None
    meeting, one = found
    if present and not one.present:
        await _put_down(turn, leader, meeting, one.member)
    elif not present:
        await store.strike(turn.tx, meeting.id, member_id)
    await store.note_correction(turn.tx, meeting.id, member_id, reason, leader.id, turn.now, present=present)
    await meetings.ask_make_up(turn.tx, meeting.id, turn.now)
    if tell and one.member.telegram_id is not None:
        turn.tell(
            one.member.telegram_id,
            say_panel.corrected_for_you(leader, meeting, reason, turn.now, present=present),
            silent=True,
        )
    await boards.refresh(turn, [meeting])
    return one.member


async def _put_down(turn: Turn, leader: Member, meeting: Meeting, member: Member) -> None:
    at = min(max(turn.now, meeting.opens_at), meeting.signs_until)
    await store.record(turn.tx, [Presence(meeting.id, member.id, at, Method.PAPER, leader.id)], turn.now)


async def _of(turn: Turn, leader: Member, meeting_id: int, member_id: int) -> tuple[Meeting, Attendee] | None:
    meeting = await leading.led(turn, leader, meeting_id, Action.RECORD_PAPER, about=member_id)
    if meeting is None:
        return None
    everybody = await attendees.of_meeting(turn.tx, meeting_id)
    one = next((one for one in everybody if one.member.id == member_id), None)
    return None if one is None else (meeting, one)
