"""What is said about minutes: the page, the dialogues, the reminder. Private, all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain import minutes as rules
from domain.dates import date_words
from domain.documents import BLANK
from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Button, Message, Press
from domain.minutes import Change, Content
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "minutes"
WORD, MARKDOWN = 0, 1
SHORT = 200  # of one part on the page; all of it is in the file


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting of the list, and whether its minutes are written."""

    meeting: Meeting
    written: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One meeting's minutes; `content` is None while nobody has written them, `given_to` whoever was asked to."""

    meeting: Meeting
    content: Content | None
    amended: int = 0
    given_to: str = ""
    due_on: date | None = None


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)


def listed(seen: Sequence[Listed], number: int, now: datetime, *, more: bool) -> Message:
    rows: list[tuple[Button, ...]] = []
    for one in seen:
        block = "label_written" if one.written else "label_waiting"
        label = plain(FEATURE, block, meeting=one.meeting, now=now)
        rows.append((Button(shortened(label), Press("mi", (one.meeting.id,))),))
    if more:
        rows.append((_button("label_earlier_ones", Press("mil", (number + 1,))),))
    return Message(html(FEATURE, "listed", some=bool(seen)), tuple(rows))


def page(shown: Page, now: datetime) -> Message:
    meeting = (shown.meeting.id,)
    due = "" if shown.due_on is None else date_words(shown.due_on, now)
    lines = "" if shown.content is None else _lines(shown.content, SHORT)
    words = html(FEATURE, "page", shown=shown, lines=lines, due=due, now=now)
    word = _button("label_word", Press("mif", (shown.meeting.id, WORD)))
    mark = _button("label_markdown", Press("mif", (shown.meeting.id, MARKDOWN)))
    if shown.content is None:
        write, blank = (
            _button("label_write", Press("miw", meeting)),
            _button("label_blank", Press("mif", (*meeting, 0))),
        )
        return Message(words, ((write, blank),))
    amend = _button("label_amend", Press("mia", meeting))
    earlier = (_button("label_earlier", Press("mio", meeting)),) if shown.amended else ()
    return Message(words, ((word, mark), (amend, *earlier)))


def file_caption(meeting: Meeting, *, printed: bool) -> str:
    return html(FEATURE, "file_caption" if printed else "file_caption_plain", meeting=meeting)


def earlier(meeting: Meeting, content: Content, changes: Sequence[Change], now: datetime) -> Message:
    named = [(part_label(content, one.part), one) for one in changes]
    return Message(html(FEATURE, "earlier", meeting=meeting, changes=named, blank=BLANK, now=now))


def preview(meeting: Meeting, content: Content, now: datetime) -> Message:
    return Message(html(FEATURE, "preview", meeting=meeting, lines=_lines(content, rules.LONGEST), now=now))


def already_written(meeting: Meeting) -> Message:
    return Message(html(FEATURE, "already_written"), ((_button("label_open", Press("mi", (meeting.id,))),),))


def kept(meeting: Meeting) -> Message:
    return Message(html(FEATURE, "kept", meeting=meeting), _after(meeting))


def amended(meeting: Meeting) -> Message:
    return Message(html(FEATURE, "amended", meeting=meeting), _after(meeting))


def _after(meeting: Meeting) -> tuple[tuple[Button, ...], ...]:
    word = _button("label_word", Press("mif", (meeting.id, WORD)))
    return ((word, _button("label_open", Press("mi", (meeting.id,)))),)


def handed(recorder: Member, meeting: Meeting) -> Message:
    return Message(html(FEATURE, "handed", recorder=recorder.name, meeting=meeting))


def please_write(leader: Member, meeting: Meeting, due_on: date, now: datetime) -> Message:
    due = date_words(due_on, now)
    words = html(FEATURE, "please_write", leader=leader.name, meeting=meeting, due=due, now=now)
    return Message(words, ((_button("label_write", Press("miw", (meeting.id,))),),))


def needs_recorder(meeting: Meeting, now: datetime) -> Message:
    """To who had asked somebody to write them, who does so no more; why is not said here."""
    words = html(FEATURE, "needs_recorder", meeting=meeting, now=now)
    return Message(words, ((_button("label_write", Press("miw", (meeting.id,))),),))


def reminder(meeting: Meeting, due_on: date, now: datetime) -> Message:
    words = html(FEATURE, "reminder", meeting=meeting, due=date_words(due_on, now), now=now)
    return Message(words, ((_button("label_write", Press("miw", (meeting.id,))),),))


def part_label(content: Content, part: str) -> str:
    """`要点 2：送饭排班`, short enough for a button."""
    name, _, at = part.partition(":")
    topic = content.points[int(at)].topic if at else ""
    number = str(int(at) + 1) if at and len(content.points) > 1 else ""
    return shortened(plain(FEATURE, "label_part", name=plain(FEATURE, f"part_{name}"), number=number, topic=topic), 20)


def _lines(content: Content, most: int) -> str:
    """The minutes in a few lines, blanks shown as blanks; of a long part its beginning."""
    return plain(FEATURE, "lines", content=content, blank=BLANK, short=lambda words: shortened(words, most))
