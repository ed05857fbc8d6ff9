"""What is said about meetings: the board, the answers to a press, the leader's panel, the sign-in sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.features import Feature
from domain.meetings import (
    KINDS,
    AlreadySignedIn,
    Attendee,
    Cancelled,
    Closed,
    Meeting,
    MeetingKind,
    MeetingState,
    NotExpected,
    Rsvp,
    SignedIn,
    SignInVerdict,
    Standing,
    Tally,
    TooEarly,
    TooLate,
    standing,
)
from domain.members import Member
from domain.messages import Button, Message, Press, Rows
from domain.quorum import QuorumSheet, motion_passes
from texts.rendering import html, plain

FEATURE = "meetings"


def kind_word(kind: MeetingKind) -> str:
    return KINDS[kind].word


def board(meeting: Meeting, tally: Tally, now: datetime, on: frozenset[Feature] = frozenset(Feature)) -> Message:
    """The one message of a meeting in its group: numbers only, never a name. `on` are the branch's features."""
    phase = phase_of(meeting, now)
    values = {"meeting": meeting, "tally": tally, "phase": phase, "now": now, "kind_word": kind_word}
    return Message(
        html(FEATURE, "board", **values), _board_rows(meeting, phase, on, in_group=meeting.chat_id is not None)
    )


def phase_of(meeting: Meeting, now: datetime) -> str:
    """What the board shows: announced, open, begun, over, closed or cancelled."""
    if meeting.state is not MeetingState.ANNOUNCED:
        return str(meeting.state)
    if now >= meeting.closes_at:
        return "over"
    if now >= meeting.starts_at:
        return "begun"
    return "open" if now >= meeting.opens_at else "announced"


def _board_rows(meeting: Meeting, phase: str, on: frozenset[Feature], *, in_group: bool) -> Rows:
    """What may be pressed now; in a group also the way to the private chat (U5)."""
    if phase in {"closed", "cancelled"}:
        return ()
    sign_in = [_button("label_sign_in", Press("s", (meeting.id,)))]
    answers = [Button(plain(FEATURE, "label_private"), start="hi")] if in_group else []
    if phase in {"announced", "open"} and Feature.LEAVE in on:
        sign_in.append(_button("label_leave", Press("l", (meeting.id,))))
    if phase in {"announced", "open"} and Feature.RSVP in on:
        going, maybe = Press("g", (meeting.id,)), Press("m", (meeting.id,))
        answers = [_button("label_going", going), _button("label_maybe", maybe), *answers]
    return tuple(tuple(row) for row in (sign_in, answers) if row)


def _button(block: str, press: Press, **values: object) -> Button:
    return Button(plain(FEATURE, block, **values), press)


def verdict(said: SignInVerdict, now: datetime) -> str:
    """The short answer to a sign-in, one for each case."""
    match said:
        case SignedIn(at):
            return plain(FEATURE, "signed_in", at=at, now=now)
        case AlreadySignedIn(at):
            return plain(FEATURE, "already_signed_in", at=at, now=now)
        case TooEarly(opens_at):
            return plain(FEATURE, "too_early", opens_at=opens_at, now=now)
        case TooLate(closed_at):
            return plain(FEATURE, "too_late", closed_at=closed_at, now=now)
        case Closed():
            return plain(FEATURE, "closed")
        case Cancelled():
            return plain(FEATURE, "cancelled")
        case NotExpected():
            return plain(FEATURE, "not_expected")


def not_expected() -> str:
    return plain(FEATURE, "not_expected")


def too_late_with_help(said: TooLate | Closed, meeting_id: int, now: datetime) -> Message:
    """In the private chat the late one gets a button that asks the leader to record it."""
    button = _button("label_help_me", Press("hm", (meeting_id,)))
    return Message(html(FEATURE, "late_with_help", words=verdict(said, now)), ((button,),))


def help_me_asked(leader: Member) -> str:
    return plain(FEATURE, "help_me_asked", leader=leader.name)


def please_record(member: Member, meeting: Meeting, now: datetime) -> Message:
    closed = meeting.state is MeetingState.CLOSED
    label, action = ("label_correct", "cl") if closed else ("label_paper", "pl")
    button = _button(label, Press(action, (meeting.id, 0)))
    return Message(html(FEATURE, "please_record", member=member, meeting=meeting, now=now), ((button,),))


def nothing_open(meeting: Meeting | None, now: datetime) -> Message:
    """No sign-in is open; says when the next one will be."""
    return Message(html(FEATURE, "nothing_open", meeting=meeting, now=now, kind_word=kind_word))


def which_to_sign(meetings: Sequence[Meeting], now: datetime) -> Message:
    rows = [(_open_label(meeting, Press("s", (meeting.id,)), now),) for meeting in meetings]
    return Message(html(FEATURE, "which_to_sign"), tuple(rows))


def _open_label(meeting: Meeting, press: Press, now: datetime) -> Button:
    return Button(shortened(plain(FEATURE, "label_open_panel", meeting=meeting, now=now)), press)


def shortened(label: str, most: int = 40) -> str:
    """A label that still fits a button on a telephone."""
    return label if len(label) <= most else f"{label[: most - 1]}…"


def answered(given: Rsvp, meeting: Meeting, now: datetime) -> str:
    block = "answered_going" if given is Rsvp.GOING else "answered_maybe"
    return plain(FEATURE, block, meeting=meeting, now=now)


def too_late_to_answer() -> str:
    return plain(FEATURE, "too_late_to_answer")


def panel(meeting: Meeting, attendees: Sequence[Attendee], tally: Tally, now: datetime) -> Message:
    """The leader's view, with names; only ever sent to a private chat."""
    closed = meeting.state is MeetingState.CLOSED
    away = [one for one in attendees if not one.present and one.excused]
    others = [one for one in attendees if not one.present and not one.excused]
    words = html(
        FEATURE,
        "panel",
        meeting=meeting,
        tally=tally,
        now=now,
        closed=closed,
        present=names(one for one in attendees if one.present),
        away=names(away),
        others=names(others),
        kind_word=kind_word,
    )
    paper = _button("label_paper", Press("pl", (meeting.id, 0)))
    correct = _button("label_correct", Press("cl", (meeting.id, 0)))
    if closed:
        return Message(words, ((correct,),))
    leave_for = _button("label_leave_for", Press("ll", (meeting.id, 0)))
    close = _button("label_close", Press("ca", (meeting.id,)))
    return Message(words, ((paper, leave_for), (correct, close)))


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
    return Message(html(FEATURE, "recorded_for_you", by=by.name, meeting=meeting, now=now))


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
    return Message(
        html(FEATURE, "corrected_for_you", by=by.name, meeting=meeting, reason=reason, now=now, present=present)
    )


def ask_close(meeting: Meeting, tally: Tally) -> Message:
    yes = _button("label_close_now", Press("cc", (meeting.id,)))
    no = _button("label_not_yet", Press("cn", (meeting.id,)))
    return Message(html(FEATURE, "ask_close", tally=tally), ((yes, no),))


def not_closed_yet() -> Message:
    return Message(html(FEATURE, "not_closed_yet"))


def closed_now(*, in_group: bool) -> Message:
    return Message(html(FEATURE, "closed_now" if in_group else "closed_now_private"))


def already_closed() -> str:
    return plain(FEATURE, "already_closed")


def cannot_close_early(opens_at: datetime, now: datetime) -> str:
    return plain(FEATURE, "cannot_close_early", opens_at=opens_at, now=now)


def sheet(meeting: Meeting, attendees: Sequence[Attendee], tally: Tally, quorum: QuorumSheet, now: datetime) -> Message:
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
        motion=motion_passes(0, 0, quorum.expected_voters).needed if meeting.kind is MeetingKind.GENERAL_MEETING else 0,
        present=names(one for one in attendees if one.present),
        away=names(one for one in attendees if not one.present and one.excused),
        absent=names(one for one in attendees if not one.present and not one.excused),
    )
    return Message(words)


@dataclass(frozen=True, slots=True)
class Line:
    meeting: Meeting
    state: str


def schedule(mine: Sequence[tuple[Meeting, Attendee]], now: datetime, on: frozenset[Feature]) -> Message:
    """One's own meetings, each with where one stands; buttons where there is only one, and it has not begun."""
    lines = [Line(meeting, state(meeting, one, now)) for meeting, one in mine]
    rows: list[tuple[Button, ...]] = []
    for meeting, one in mine:
        if phase_of(meeting, now) in {"announced", "open"} and not one.present:
            rows += _board_rows(meeting, phase_of(meeting, now), on, in_group=False) if len(mine) == 1 else ()
    return Message(html(FEATURE, "schedule", lines=lines, now=now, kind_word=kind_word), tuple(rows))


def state(meeting: Meeting, one: Attendee, now: datetime) -> str:
    """Where one person stands with one meeting, in a few words."""
    match standing(meeting, now, one.present_at, one.leave, one.exempt):
        case Standing.PRESENT:
            return plain(FEATURE, "state_present")
        case Standing.LEAVE | Standing.LEAVE_ASKED | Standing.EXEMPT:
            return plain(FEATURE, "state_leave")
        case Standing.ABSENT:
            return plain(FEATURE, "state_absent")
        case Standing.WAITING:
            blocks = {Rsvp.GOING: "state_going", Rsvp.MAYBE: "state_maybe"}
            return plain(FEATURE, blocks.get(one.rsvp, "state_open") if one.rsvp else "state_open")


def studied(meetings: Sequence[Meeting], now: datetime) -> Message:
    return Message(html(FEATURE, "studied", meetings=meetings, now=now))


def managed(meetings: Sequence[Meeting], now: datetime) -> Message:
    """The leader's meetings as buttons, and the one to make a new one."""
    rows: list[tuple[Button, ...]] = [(_open_label(meeting, Press("po", (meeting.id,)), now),) for meeting in meetings]
    rows.append((_button("label_new_meeting", Press("nm")),))
    return Message(html(FEATURE, "managed", some=bool(meetings)), tuple(rows))
