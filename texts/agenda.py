"""今天, 本周 and 日历 in words: few lines, and a button only where one tap does something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from domain.agenda import Item
from domain.dates import date_words
from domain.features import Feature
from domain.make_up import MakeUp
from domain.meetings import Attendee, Meeting, Standing, standing
from domain.messages import Button, Message, Press, Rows
from texts.meetings import board_rows, kind_word, phase_of, shortened, state
from texts.rendering import html, plain

FEATURE = "agenda"
MOST_ANSWERED = 3  # meetings with buttons of their own; each takes a row
_ANSWERABLE = frozenset({"announced", "open"})
_SIGNABLE = frozenset({"open", "begun"})


@dataclass(frozen=True, slots=True)
class Line:
    meeting: Meeting
    state: str


@dataclass(frozen=True, slots=True)
class Head:
    """Which days are shown, what today is called, and the next meeting behind them."""

    reach: str
    first: date
    last: date
    lunar: str
    festival: str | None
    coming: Meeting | None


def agenda(
    head: Head,
    meetings: Sequence[tuple[Meeting, Attendee]],
    items: Sequence[Item],
    now: datetime,
    on: frozenset[Feature],
) -> Message:
    """One message: the meetings with how one stands to them, then everything else."""
    lines = [Line(meeting, state(meeting, one, now)) for meeting, one in meetings]
    words = html(
        FEATURE,
        "agenda",
        head=head,
        lines=lines,
        items=[Markup(item.html) for item in items],  # noqa: S704 - they are escaped
        kind_word=kind_word,
        date_words=date_words,
        now=now,
    )
    buttons = [item.button for item in items if item.button is not None]
    return Message(words, (*_answers(meetings, now, on), *((button,) for button in buttons)))


def make_up(one: MakeUp, meeting: Meeting, now: datetime) -> Item:
    words = html(FEATURE, "item_make_up", meeting=meeting, due_at=one.due_at, now=now)
    return Item(words, _button("label_make_up", Press("muo", (one.id,)), meeting=meeting))


def study(title: str, due_on: date, now: datetime) -> Item:
    words = html(FEATURE, "item_study", title=title, due=date_words(due_on, now))
    return Item(words, _button("label_study", Press("/study")))


def to_do(count: int) -> Item:
    return Item(html(FEATURE, "item_to_do", count=count), _button("label_to_do", Press("/todo")))


def calls(count: int) -> Item:
    return Item(html(FEATURE, "item_calls", count=count), _button("label_calls", Press("/calls")))


def duties(count: int) -> Item:
    return Item(html(FEATURE, "item_duties", count=count), _button("label_duties", Press("/secretary")))


def _button(block: str, press: Press, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), press)


def _answers(meetings: Sequence[tuple[Meeting, Attendee]], now: datetime, on: frozenset[Feature]) -> Rows:
    """All that can be pressed where there is one meeting; with several, what has no answer yet."""
    ahead = [(meeting, one) for meeting, one in meetings if not one.present and _can_press(meeting, now)]
    if len(meetings) == 1:
        return tuple(
            row for meeting, _ in ahead for row in board_rows(meeting, phase_of(meeting, now), on, in_group=False)
        )
    rows: list[tuple[Button, ...]] = []
    for meeting, one in ahead:
        if standing(meeting, now, one.present_at, one.leave, one.exempt) is Standing.WAITING and one.rsvp is None:
            row = tuple(_row(meeting, phase_of(meeting, now), now, on))
            rows += [row] if row else []
    return tuple(rows[:MOST_ANSWERED])


def _can_press(meeting: Meeting, now: datetime) -> bool:
    return phase_of(meeting, now) in _ANSWERABLE | _SIGNABLE


def _row(meeting: Meeting, phase: str, now: datetime, on: frozenset[Feature]) -> list[Button]:
    """The two that are likeliest, with the meeting's day on them."""
    row = []
    if phase in _SIGNABLE:
        row.append(_button("label_sign_in", Press("s", (meeting.id,)), meeting=meeting, now=now))
    elif Feature.RSVP in on:
        row.append(_button("label_going", Press("g", (meeting.id,)), meeting=meeting, now=now))
    if phase in _ANSWERABLE and Feature.LEAVE in on:
        row.append(_button("label_leave", Press("l", (meeting.id,)), meeting=meeting, now=now))
    return row
