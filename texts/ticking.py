"""The list of names to tick, and what is said to those who were ticked. All of it is private: it carries names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.meetings import Attendee, Meeting
from domain.members import Member
from domain.messages import Button, Message, Press, Rows
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "ticking"


@dataclass(frozen=True, slots=True)
class Batch:
    """How many were put down at once; `stamp` is when, in microseconds since 1970."""

    count: int
    stamp: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the list, with the numbers of the whole meeting."""

    meeting: Meeting
    attendees: Sequence[Attendee]
    number: int
    pages: int
    present: int
    expected: int
    done: Batch | None = None


def sheet(shown: Sheet) -> Message:
    return Message(html(FEATURE, "sheet", sheet=shown), _rows(shown))


def _rows(shown: Sheet) -> Rows:
    meeting_id, number = shown.meeting.id, shown.number
    names = [Button(_label(one), Press("tit", (meeting_id, one.member.id, number))) for one in shown.attendees]
    rows = [tuple(names[at : at + 2]) for at in range(0, len(names), 2)]
    left = sum(not one.present and not one.excused for one in shown.attendees)
    if left:
        rows.append((_button("label_all", Press("tia", (meeting_id, number)), count=left),))
    if shown.done is not None and shown.done.count:
        press = Press("tiu", (meeting_id, number, shown.done.stamp))
        rows.append((_button("label_take_back", press, count=shown.done.count),))
    turns = []
    if number > 0:
        turns.append(_button("label_before", Press("tip", (meeting_id, number - 1))))
    if number + 1 < shown.pages:
        turns.append(_button("label_next", Press("tip", (meeting_id, number + 1))))
    return (*rows, tuple(turns)) if turns else tuple(rows)


def _label(one: Attendee) -> str:
    block = "label_there" if one.present else "label_excused" if one.excused else "label_not_there"
    return shortened(plain(FEATURE, block, name=one.member.name))


def _button(block: str, press: Press, **values: object) -> Button:
    return Button(plain(FEATURE, block, **values), press)


def ticked(member: Member, *, off: bool) -> str:
    return plain(FEATURE, "unticked" if off else "ticked", name=member.name)


def own_hand(member: Member) -> str:
    return plain(FEATURE, "own_hand", name=member.name)


def all_ticked(count: int) -> str:
    return plain(FEATURE, "all_ticked", count=count)


def taken_back(count: int) -> str:
    return plain(FEATURE, "taken_back", count=count)


def too_early(meeting: Meeting, now: datetime) -> str:
    return plain(FEATURE, "too_early", meeting=meeting, now=now)


def over() -> str:
    return plain(FEATURE, "over")


def ticked_for_you(by: Member, meeting: Meeting, now: datetime) -> Message:
    """To the member who was put down, with the way to contest it (M26)."""
    words = html(FEATURE, "ticked_for_you", by=by.name, meeting=meeting, now=now)
    return Message(words, ((_button("label_dispute", Press("di", (meeting.id,))),),))


def taken_off(by: Member, meeting: Meeting) -> Message:
    return Message(html(FEATURE, "taken_off", by=by.name, meeting=meeting))
