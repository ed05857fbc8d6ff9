"""What is said about make-up study: a catching up, never a reproach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from domain.agendas import Handout
from domain.courses import Course
from domain.make_up import FIRST, MakeUp, Materials, State
from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Button, Message, Press, Rows
from domain.studying import in_hours
from texts.agendas import files
from texts.meetings import kind_word, shortened
from texts.rendering import html, plain

FEATURE = "make_up"
NO_REMINDER = 0  # the button stands on a card, not on a reminder


@dataclass(frozen=True, slots=True)
class Shown:
    """One make-up study as its member sees it. `given` None: nothing was written; `recorded_by` a leader's name.

    `excused`: they were on leave, so there is no doubt that they were not there. `handout`: what all were given for it.
    """

    make_up: MakeUp
    meeting: Meeting
    given: Materials | None
    course: Course | None
    whom_to_ask: str
    recorded_by: str
    note: str
    excused: bool
    handout: Handout


@dataclass(frozen=True, slots=True)
class Page:
    """A leader's page: (make-up study, meeting, member), and the meetings nobody has written anything for."""

    listed: Sequence[tuple[MakeUp, Meeting, Member]]
    unwritten: Sequence[Meeting]
    number: int
    more: bool
    slip: int | None = None


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)


def after_closing(closed: Message, meeting: Meeting, count: int, *, courses: bool) -> Message:
    """The word that a meeting is closed, with what its organiser may give to who was not there."""
    if not count:
        return closed
    row = [_button("label_write", Press("muw", (meeting.id,)))]
    if courses:
        row.append(_button("label_choose_course", Press("muc", (meeting.id,))))
    words = html(FEATURE, "after_closing", closed=Markup(closed.html), count=count)  # noqa: S704 - it is escaped
    return Message(words, (*closed.rows, tuple(row)))


def card(shown: Shown, now: datetime) -> Message:
    return Message(html(FEATURE, "card", body=_body(shown, now), **_facts(shown, now)), _rows(shown, NO_REMINDER))


def reminder(shown: Shown, step: str, reminder_id: int, now: datetime) -> Message:
    """A nudge: the first brings what was given, the second asks once more and is the last."""
    block = "first_reminder" if step == FIRST else "second_reminder"
    return Message(html(FEATURE, block, body=_body(shown, now), **_facts(shown, now)), _rows(shown, reminder_id))


def done(make_up: MakeUp, minutes: int) -> Message:
    write = _button("label_note", Press("mun", (make_up.id,)))
    slip = _button("label_slip", Press("mut", (make_up.id,)))
    return Message(html(FEATURE, "done", hours=in_hours(minutes) if minutes else ""), ((write, slip),))


def done_before() -> str:
    return plain(FEATURE, "done_before")


def gone() -> str:
    return plain(FEATURE, "gone")


def own(
    waiting: Sequence[tuple[MakeUp, Meeting]],
    lately: Sequence[tuple[MakeUp, Meeting]],
    now: datetime,
    *,
    leads: bool,
) -> Message:
    """What one has open and has lately done, each a button; for a leader the way to the others."""
    rows = [(_open(one, meeting, now),) for one, meeting in (*waiting, *lately)]
    if leads:
        rows.append((_button("label_group", Press("mug", (0,))),))
    return Message(html(FEATURE, "own", waiting=bool(waiting), lately=bool(lately)), tuple(rows))


def page(shown: Page, now: datetime) -> Message:
    """Who still has one open, each a button that puts it down; for a leader's eyes."""
    groups: dict[int, tuple[Meeting, list[Member]]] = {}
    for _, meeting, member in shown.listed:
        groups.setdefault(meeting.id, (meeting, []))[1].append(member)
    buttons = [_record(one, meeting, member, shown.number, now) for one, meeting, member in shown.listed]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if shown.slip is not None:
        rows.append((_button("label_take_back", Press("mux", (shown.slip, shown.number))),))
    turning = [(shown.number - 1, "label_before")] if shown.number else []
    turning += [(shown.number + 1, "label_after")] if shown.more else []
    if turning:
        rows.append(tuple(_button(block, Press("mug", (at,))) for at, block in turning))
    for meeting in shown.unwritten:
        label = shortened(plain(FEATURE, "label_write_for", meeting=meeting))
        rows.append((Button(label, Press("muw", (meeting.id,))),))
    return Message(html(FEATURE, "page", groups=list(groups.values()), now=now), tuple(rows))


def recorded(member: Member) -> str:
    return plain(FEATURE, "recorded", name=member.name)


def recorded_for_you(leader: Member, meeting: Meeting, now: datetime) -> Message:
    return Message(html(FEATURE, "recorded_for_you", leader=leader.name, meeting=meeting, now=now))


def taken_back() -> str:
    return plain(FEATURE, "taken_back")


def ask_summary(meeting: Meeting, before: str, now: datetime) -> Message:
    return Message(html(FEATURE, "ask_summary", meeting=meeting, before=before, now=now))


def summary_wrong(most: int) -> str:
    return html(FEATURE, "summary_wrong", most=most)


def ask_questions(before: Sequence[str]) -> Message:
    return Message(html(FEATURE, "ask_questions", before=before))


def questions_wrong(most: int, longest: int) -> str:
    return html(FEATURE, "questions_wrong", most=most, longest=longest)


def no_questions() -> str:
    return plain(FEATURE, "label_no_questions")


def keep() -> str:
    return plain(FEATURE, "label_keep")


def ask_course(*, some: bool) -> Message:
    return Message(html(FEATURE, "ask_course", some=some))


def course_label(course: Course) -> str:
    return shortened(plain(FEATURE, "label_course", course=course))


def no_course() -> str:
    return plain(FEATURE, "label_no_course")


def written(meeting: Meeting, given: Materials, course: Course | None, now: datetime) -> Message:
    """What the others will see, as they will see it."""
    content = Markup(html(FEATURE, "content", given=given, course=course))  # noqa: S704 - it is escaped
    return Message(html(FEATURE, "written", meeting=meeting, given=given, content=content, now=now))


def ask_note() -> Message:
    return Message(html(FEATURE, "ask_note"))


def note_wrong(most: int) -> str:
    return html(FEATURE, "note_wrong", most=most)


def note_kept() -> Message:
    return Message(html(FEATURE, "note_kept"))


def note_erased() -> str:
    return plain(FEATURE, "note_erased")


def about_call(meeting: Meeting, now: datetime) -> str:
    """What a leader telephones about."""
    return plain(FEATURE, "about_call", meeting=meeting, now=now)


def _body(shown: Shown, now: datetime) -> Markup:
    given = Materials() if shown.given is None else shown.given
    content = Markup(html(FEATURE, "content", given=given, course=shown.course))  # noqa: S704 - it is escaped
    empty = given.empty and shown.handout.empty
    body = html(FEATURE, "body", content=content, empty=empty, **_facts(shown, now))
    return Markup(body)  # noqa: S704 - it is escaped


def _facts(shown: Shown, now: datetime) -> dict[str, object]:
    return {"shown": shown, "meeting": shown.meeting, "make_up": shown.make_up, "kind_word": kind_word, "now": now}


def _rows(shown: Shown, reminder_id: int) -> Rows:
    one = shown.make_up
    if one.state is State.DONE:
        write, slip = Press("mun", (one.id,)), Press("mut", (one.id,))
        rows = ((_button("label_note", write), _button("label_slip", slip)),)
        return (*rows, (_button("label_erase", Press("mue", (one.id,))),)) if shown.note else rows
    row = [_button("label_done", Press("mud", (one.id, reminder_id)))]
    if shown.course is not None:
        row.append(_button("label_open_course", Press("co", (shown.course.id,))))
    return (tuple(row), *files(shown.handout.materials))


def _open(one: MakeUp, meeting: Meeting, now: datetime) -> Button:
    block = "label_open_done" if one.state is State.DONE else "label_open"
    return Button(shortened(plain(FEATURE, block, meeting=meeting, now=now)), Press("muo", (one.id,)))


def _record(one: MakeUp, meeting: Meeting, member: Member, number: int, now: datetime) -> Button:
    label = plain(FEATURE, "label_record", name=member.name, meeting=meeting, now=now)
    return Button(shortened(label), Press("mur", (one.id, number)))
