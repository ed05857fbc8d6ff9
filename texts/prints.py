"""The print pack in words: who gets it, and the sheet itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.meetings import Meeting
from domain.members import ROLE_NAMES, Member, Role
from domain.messages import Button, File, Message, Press
from domain.prints import LEAST_FOR_STUDY, LINES, MOST_MEETINGS, Part, lines_of
from domain.quizzes import Quiz, lettered
from texts import hotlines
from texts.meetings import shortened
from texts.rendering import html, plain
from texts.studying import Shown

FEATURE = "prints"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One member's A4. `people` are whom to turn to: (posts, name), nearest first."""

    name: str
    place: str
    meetings: Sequence[Meeting]
    study: Sequence[Part]
    people: Sequence[tuple[Sequence[Role], str]]


def which(places: Sequence[tuple[int, str]]) -> Message:
    """For whom, where a leader leads several."""
    buttons = [
        Button(shortened(plain(FEATURE, "label_place", name=name)), Press("prp", (id_,))) for id_, name in places
    ]
    return Message(html(FEATURE, "which"), tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)))


def readers(node_id: int, name: str, on_paper: Sequence[tuple[Member, bool]]) -> Message:
    """Who gets paper, one button for the file, one to add somebody; those added can be taken off again."""
    rows: list[tuple[Button, ...]] = []
    if on_paper:
        rows.append((_button("prf", "label_print", node_id, count=len(on_paper)),))
    rows.append((_button("pra", "label_add", node_id, 0),))
    rows += [
        (_button("prx", "label_remove", node_id, member.id, name=member.name),) for member, added in on_paper if added
    ]
    return Message(html(FEATURE, "readers", name=name, on_paper=on_paper), tuple(rows))


def others(node_id: int, some: Sequence[Member], number: int, pages: int) -> Message:
    buttons = [_button("prt", "label_member", node_id, member.id, name=member.name) for member in some]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if pages > 1:
        rows.append((_button("pra", "label_more", node_id, (number + 1) % pages),))
    rows.append((_button("prp", "label_back", node_id),))
    return Message(html(FEATURE, "others" if some else "no_others"), tuple(rows))


def nobody(name: str) -> Message:
    return Message(html(FEATURE, "nobody", name=name))


def pack(name: str, sheets: Sequence[Sheet], now: datetime) -> Message:
    """The file, one page a sheet."""
    lines = hotlines.directory.lines
    named = [
        (sheet, [("、".join(ROLE_NAMES[post] for post in posts), one) for posts, one in sheet.people])
        for sheet in sheets
    ]
    page = html(FEATURE, "pack", name=name, sheets=named, lines=lines, now=now)
    file = File(plain(FEATURE, "file_name", name=name), page.encode())
    return Message(html(FEATURE, "caption", name=name, count=len(sheets)), file=file)


def soonest(meetings: Sequence[Meeting]) -> Sequence[Meeting]:
    """As many of the coming meetings as leave some room for study, and one at least."""
    kept = meetings[:MOST_MEETINGS]
    while len(kept) > 1 and room(kept) < LEAST_FOR_STUDY:
        kept = kept[:-1]
    return kept


def room(meetings: Sequence[Meeting]) -> int:
    """The lines that are left for study: a meeting takes its time, its title and place, and a line of the strip."""
    taken = sum(2 + lines_of(plain(FEATURE, "where", meeting=meeting)) for meeting in meetings)
    return max(0, LINES - max(taken, 1))


def part(shown: Shown, now: datetime) -> Part:
    """A piece of study as it is printed."""
    title = plain(FEATURE, "piece_title", piece=shown.piece, now=now)
    return Part(title, shown.words)


def quiz(quiz: Quiz) -> Part:
    """The question with its answer and why: on paper nobody can tap."""
    options = [lettered(at, option) for at, option in enumerate(quiz.options)]
    words = plain(FEATURE, "quiz_words", options=options, right=options[quiz.right], quiz=quiz)
    return Part(plain(FEATURE, "quiz_title", quiz=quiz), words)


def _button(action: str, block: str, *args: int, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), Press(action, args))
