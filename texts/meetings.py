"""What is said about meetings: the board, the answers to a press, the leader's panel, the sign-in sheet."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

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
from texts.rendering import html, plain

FEATURE = "meetings"


def kind_word(kind: MeetingKind) -> str:
    return KINDS[kind].word


def head(meeting: Meeting, now: datetime) -> Markup:
    """Kind, title, time and place, as every view of a meeting begins."""
    return Markup(html(FEATURE, "head", meeting=meeting, now=now, kind_word=kind_word))  # noqa: S704 - it is escaped


def board(
    meeting: Meeting,
    tally: Tally,
    now: datetime,
    on: frozenset[Feature] = frozenset(Feature),
    beside: Sequence[str] = (),
    invitation: str | None = None,
) -> Message:
    """The one message of a meeting in its group: numbers only, never a name.

    `on` are the branch's features; `beside` lines say what stands beside its own numbers; `invitation` are the branch's
    own words to all it invites.
    """
    phase = phase_of(meeting, now)
    values = {"meeting": meeting, "tally": tally, "phase": phase, "now": now, "kind_word": kind_word}
    return Message(
        html(FEATURE, "board", beside=beside, invitation=invitation, **values),
        board_rows(meeting, phase, on, in_group=meeting.chat_id is not None),
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


def sign_in_button(meeting: Meeting) -> Button:
    return _button("label_sign_in", Press("s", (meeting.id,)))


def board_rows(meeting: Meeting, phase: str, on: frozenset[Feature], *, in_group: bool) -> Rows:
    """What may be pressed now; in a group also the way to the private chat (U5)."""
    if phase in {"closed", "cancelled"}:
        return ()
    sign_in = [sign_in_button(meeting)]
    answers = [Button(plain(FEATURE, "label_private"), start="hi")] if in_group else []
    if phase in {"announced", "open"} and Feature.LEAVE in on:
        sign_in.append(_button("label_leave", Press("l", (meeting.id,))))
    if phase in {"announced", "open"} and Feature.RSVP in on:
        going, maybe = Press("g", (meeting.id,)), Press("m", (meeting.id,))
        answers = [_button("label_going", going), _button("label_maybe", maybe), *answers]
    return tuple(tuple(row) for row in (sign_in, answers) if row)


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)


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


def nothing_open(meeting: Meeting | None, now: datetime) -> Message:
    """No sign-in is open; says when the next one will be."""
    return Message(html(FEATURE, "nothing_open", meeting=meeting, now=now, kind_word=kind_word))


def which_to_sign(meetings: Sequence[Meeting], now: datetime) -> Message:
    rows = [(open_label(meeting, Press("s", (meeting.id,)), now),) for meeting in meetings]
    return Message(html(FEATURE, "which_to_sign"), tuple(rows))


def open_label(meeting: Meeting, press: Press, now: datetime) -> Button:
    """A button named after a meeting."""
    return Button(shortened(plain(FEATURE, "label_open_panel", meeting=meeting, now=now)), press)


def shortened(label: str, most: int = 40) -> str:
    """A label that still fits a button on a telephone."""
    return label if len(label) <= most else f"{label[: most - 1]}…"


def answered(given: Rsvp, meeting: Meeting, now: datetime) -> str:
    block = "answered_going" if given is Rsvp.GOING else "answered_maybe"
    return plain(FEATURE, block, meeting=meeting, now=now)


def too_late_to_answer() -> str:
    return plain(FEATURE, "too_late_to_answer")


def state(meeting: Meeting, one: Attendee, now: datetime) -> str:
    """Where one person stands with one meeting, in a few words."""
    if one.made_up and not one.present:
        return plain(FEATURE, "state_made_up")
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
