"""What is said to whoever leads a meeting: the panel, lists to choose from, corrections, the close, the sheet.

All of it is private: it carries names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.meetings import (
    Attendee,
    Meeting,
    MeetingKind,
    MeetingState,
    Tally,
)
from domain.members import Member
from domain.messages import Button, Message, Press, Rows
from domain.quorum import QuorumSheet, motion_passes
from texts.meetings import head, kind_word, open_label, shortened
from texts.rendering import html, plain

FEATURE = "panel"


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)


def please_record(member: Member, meeting: Meeting, now: datetime) -> Message:
    closed = meeting.state is MeetingState.CLOSED
    label, action = ("label_correct", "cl") if closed else ("label_paper", "pl")
    button = _button(label, Press(action, (meeting.id, 0)))
    return Message(html(FEATURE, "please_record", member=member, meeting=meeting, now=now), ((button,),))


def panel(
    meeting: Meeting,
    attendees: Sequence[Attendee],
    tally: Tally,
    now: datetime,
    backfilled: str = "",
    beside: Sequence[str] = (),
) -> Message:
    """The leader's view, with names; only ever sent to a private chat.

    `backfilled` says who entered it afterwards, the lines of `beside` what stands beside its own numbers.
    """
    if meeting.state is MeetingState.CANCELLED:
        return Message(html(FEATURE, "panel_cancelled", head=head(meeting, now)))
    closed = meeting.state is MeetingState.CLOSED
    away = [one for one in attendees if not one.present and one.excused]
    others = [one for one in attendees if not one.present and not one.excused]
    words = html(
        FEATURE,
        "panel",
        tally=tally,
        closed=closed,
        backfilled=backfilled,
        beside=beside,
        present=names(one for one in attendees if one.present),
        away=names(away),
        others=names(others),
        made_up=names(one for one in attendees if not one.present and one.made_up),
        head=head(meeting, now),
    )
    paper = _button("label_paper", Press("pl", (meeting.id, 0)))
    correct = _button("label_correct", Press("cl", (meeting.id, 0)))
    more = _button("label_else", Press("pm", (meeting.id,)))
    if closed:
        return Message(words, ((correct, _button("label_sheet", Press("sh", (meeting.id,)))), (more,)))
    leave_for = _button("label_leave_for", Press("ll", (meeting.id, 0)))
    close = _button("label_close", Press("ca", (meeting.id,)))
    return Message(words, ((paper, leave_for), (correct, close), (more,)))


def names(attendees: Iterable[Attendee]) -> str:
    """Names in a row; who was recorded by somebody else is marked so (M35)."""
    return "、".join(f"{one.member.name}（补录）" if one.recorded_by_proxy else one.member.name for one in attendees)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of people to choose from."""

    meeting_id: int
    attendees: Sequence[Attendee]
    number: int
    more: bool


def choose_paper(page: Page) -> Message:
    words = html(FEATURE, "choose_paper", names=page.attendees)
    return Message(words, _choices(page, "pt", "pl", [_plain_label(one) for one in page.attendees]))


def choose_leave_for(page: Page) -> Message:
    words = html(FEATURE, "choose_leave_for", names=page.attendees)
    return Message(words, _choices(page, "lt", "ll", [_plain_label(one) for one in page.attendees]))


def choose_correction(page: Page) -> Message:
    labels = [
        plain(FEATURE, "label_correct_present" if one.present else "label_correct_absent", name=one.member.name)
        for one in page.attendees
    ]
    return Message(html(FEATURE, "choose_correction"), _choices(page, "ct", "cl", labels, per_row=1))


def _plain_label(one: Attendee) -> str:
    if one.member.telegram_id is None:
        return plain(FEATURE, "label_name_no_phone", name=one.member.name)
    return one.member.name


def _choices(page: Page, tap: str, turn_page: str, labels: Sequence[str], per_row: int = 2) -> Rows:
    buttons = [
        Button(shortened(label), Press(tap, (page.meeting_id, one.member.id, page.number)))
        for label, one in zip(labels, page.attendees, strict=True)
    ]
    rows = [tuple(buttons[at : at + per_row]) for at in range(0, len(buttons), per_row)]
    if page.more:
        rows.append((_button("label_more", Press(turn_page, (page.meeting_id, page.number + 1))),))
    return tuple(rows)


def paper_done(member: Member) -> str:
    return plain(FEATURE, "paper_done", name=member.name)


def paper_already(member: Member) -> str:
    return plain(FEATURE, "paper_already", name=member.name)


def paper_too_early(opens_at: datetime, now: datetime) -> str:
    return plain(FEATURE, "paper_too_early", opens_at=opens_at, now=now)


def paper_needs_reason() -> str:
    return plain(FEATURE, "paper_needs_reason")


def recorded_for_you(by: Member, meeting: Meeting, now: datetime) -> Message:
    return Message(html(FEATURE, "recorded_for_you", by=by.name, meeting=meeting, now=now), _contest(meeting))


def leave_for_done(member: Member) -> str:
    return plain(FEATURE, "leave_for_done", name=member.name)


def ask_reason_for_correction(name: str, *, present: bool) -> Message:
    return Message(html(FEATURE, "ask_reason_for_correction", name=name, present=present))


def reason_too_long(most: int) -> str:
    return html(FEATURE, "reason_too_long", most=most)


def reason_empty() -> str:
    return html(FEATURE, "reason_empty")


def corrected(member: Member, *, present: bool) -> Message:
    block = "corrected" if member.telegram_id is not None else "corrected_on_paper"
    return Message(html(FEATURE, block, name=member.name, present=present))


def corrected_for_you(by: Member, meeting: Meeting, reason: str, now: datetime, *, present: bool) -> Message:
    words = html(FEATURE, "corrected_for_you", by=by.name, meeting=meeting, reason=reason, now=now, present=present)
    return Message(words, _contest(meeting))


def _contest(meeting: Meeting) -> Rows:
    """The member's way to say that an entry is wrong (M26)."""
    return ((_button("label_contest", Press("di", (meeting.id,))),),)


def ask_close(meeting: Meeting, tally: Tally) -> Message:
    yes = _button("label_close_now", Press("cc", (meeting.id,)))
    no = _button("label_not_yet", Press("cn", (meeting.id,)))
    return Message(html(FEATURE, "ask_close", tally=tally), ((yes, no),))


def not_closed_yet() -> Message:
    return Message(html(FEATURE, "not_closed_yet"))


def closed_now(meeting: Meeting, *, records: bool) -> Message:
    """With the way to the minutes, where the branch keeps them here."""
    rows = ((_button("label_minutes", Press("mi", (meeting.id,))),),) if records else ()
    return Message(html(FEATURE, "closed_now_private" if meeting.chat_id is None else "closed_now"), rows)


def already_closed() -> str:
    return plain(FEATURE, "already_closed")


def cannot_close_early(opens_at: datetime, now: datetime) -> str:
    return plain(FEATURE, "cannot_close_early", opens_at=opens_at, now=now)


def sheet(
    meeting: Meeting,
    attendees: Sequence[Attendee],
    tally: Tally,
    quorum: QuorumSheet,
    now: datetime,
    backfilled: str = "",
    beside: Sequence[str] = (),
) -> Message:
    """The sign-in sheet in words, with the arithmetic written out (M16); for the leader only."""
    sum_ = quorum.comparison
    relation = "" if sum_ is None else ("≥" if sum_.left >= sum_.right else "＜")
    words = html(
        FEATURE,
        "sheet",
        meeting=meeting,
        sheet=quorum,
        tally=tally,
        now=now,
        kind_word=kind_word,
        relation=relation,
        backfilled=backfilled,
        beside=beside,
        motion=motion_passes(0, 0, quorum.expected_voters).needed if meeting.kind is MeetingKind.GENERAL_MEETING else 0,
        present=names(one for one in attendees if one.present),
        away=names(one for one in attendees if not one.present and one.excused),
        absent=names(one for one in attendees if not one.present and not one.excused),
        made_up=names(one for one in attendees if not one.present and one.made_up),
    )
    return Message(words)


def managed(meetings: Sequence[Meeting], now: datetime) -> Message:
    """The leader's meetings as buttons, and the one to make a new one."""
    rows: list[tuple[Button, ...]] = [(open_label(meeting, Press("po", (meeting.id,)), now),) for meeting in meetings]
    rows.append((_button("label_new_meeting", Press("nm")),))
    return Message(html(FEATURE, "managed", some=bool(meetings)), tuple(rows))
