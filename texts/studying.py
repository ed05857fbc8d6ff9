"""What members read about study: the page, the week's piece, their taste; and the list for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from domain.courses import Course
from domain.dates import date_words
from domain.members import Member
from domain.messages import Button, Media, Message, Press, Rows
from domain.studying import TASTES, Mark, Piece, Taste, Year, in_hours
from texts.meetings import shortened
from texts.rendering import html, message, plain

FEATURE = "studying"


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece as one member sees it; `by` is the leader's name where it was marked from paper."""

    piece: Piece
    course: Course | None = None
    mark: Mark | None = None
    by: str = ""

    @property
    def link(self) -> str | None:
        return self.piece.link or (self.course.link if self.course is not None else None)

    @property
    def words(self) -> str:
        return self.piece.words or (self.course.note if self.course is not None else "")

    @property
    def media(self) -> Media | None:
        return self.course.media if self.course is not None else None


def page(left: Sequence[Piece], year: Year, now: datetime, *, current: Piece | None, done: bool) -> Message:
    """Three lines and two buttons. `left` are all that are open, `current` the one of this week among them."""
    words = html(
        FEATURE,
        "page",
        title=current.title if current is not None else "",
        minutes=current.minutes if current is not None else 0,
        due=date_words(current.due_on, now) if current is not None else "",
        done=done,
        more=len(left) - (current is not None),
        hours=in_hours(year.minutes),
        target=year.target,
    )
    first = _button("label_hours", Press("/hours")) if current is None else _open(current)
    return Message(words, ((first, _button("label_more", Press("sta"))),))


def _open(piece: Piece) -> Button:
    return _button("label_open", Press("stv", (piece.id,)))


def more(*, left: int, leads: bool) -> Message:
    rows: list[tuple[Button, ...]] = [
        (_button("label_courses", Press("/courses")), _button("label_hours", Press("/hours"))),
        (_button("label_notes", Press("stnl")), _button("label_tastes", Press("/study_wish"))),
    ]
    if left:
        rows.insert(0, (_button("label_left", Press("stl")),))
    if leads:
        rows.append((_button("label_plans", Press("/study_plan")),))
    return Message(html(FEATURE, "more"), tuple(rows))


def left(pieces: Sequence[Piece]) -> Message:
    return Message(html(FEATURE, "left", pieces=pieces), _listed(pieces, "stv"))


def piece(shown: Shown, now: datetime, reminder_id: int = 0, *, again: bool = False) -> Message:
    """The piece and what one may do with it; `reminder_id` where it comes by itself, `again` the second time."""
    one, number = shown.piece, shown.piece.id
    words = html(
        FEATURE,
        "piece",
        piece=one,
        due=date_words(one.due_on, now),
        words=shown.words,
        link=shown.link,
        host=urlsplit(shown.link).hostname if shown.link is not None else "",
        fresh=reminder_id != 0 and not again,
        again=again,
        marked=shown.mark is not None,
        by_leader=shown.by,
        hours=in_hours(one.minutes),
    )
    rows: list[tuple[Button, ...]] = []
    if shown.media is not None:
        rows.append((_button("label_file", Press("stf", (number,))),))
    if shown.mark is None:
        first = _button("label_mark", Press("stm", (number, reminder_id)))
    else:
        first = _button("label_undo", Press("stu", (number,)))
    rows.append((first, _button("label_write", Press("stn", (number,)))))
    if reminder_id:
        rows.append((_button("label_none", Press("sto")),))
    return Message(words, tuple(rows))


def with_question(piece: Message, question: Message) -> Message:
    """The question of the week below the piece, its buttons first."""
    return Message(f"{piece.html}\n\n{question.html}", (*question.rows, *piece.rows))


def which(pieces: Sequence[Piece]) -> Message:
    return Message(html(FEATURE, "which"), _listed(pieces, "stm", 0))


def nothing_open() -> Message:
    return message(FEATURE, "nothing_open")


def marked(piece: Piece) -> str:
    return plain(FEATURE, "marked_toast", hours=in_hours(piece.minutes))


def marked_before() -> str:
    return plain(FEATURE, "marked_before")


def undone() -> str:
    return plain(FEATURE, "undone_toast")


def gone() -> str:
    return plain(FEATURE, "gone")


def no_file() -> str:
    return plain(FEATURE, "no_file")


def file(course: Course, media: Media) -> Message:
    return Message(html(FEATURE, "file", title=course.title), media=media)


def tastes(taste: Taste) -> Message:
    """How it is now, and a button for each way that it might be."""
    rows = [
        (_button(f"label_taste_{one}", Press("str", (number,))),) for number, one in enumerate(TASTES) if one != taste
    ]
    return Message(html(FEATURE, "tastes", now_is=plain(FEATURE, f"label_taste_{taste}")), tuple(rows))


def taste_kept(taste: Taste) -> str:
    return plain(FEATURE, "taste_kept", taste=plain(FEATURE, f"label_taste_{taste}"))


def no_more() -> str:
    return plain(FEATURE, "no_more")


def paper_none() -> Message:
    return message(FEATURE, "paper_none")


def paper_which(pieces: Sequence[Piece]) -> Message:
    return Message(html(FEATURE, "paper_which"), _listed(pieces, "stpd", 0))


def paper(piece: Piece, people: Sequence[tuple[Member, bool]], number: int, *, further: bool) -> Message:
    """Members without a telephone, each with whether they are marked."""
    buttons = [
        Button(
            plain(FEATURE, "label_marked" if done else "label_unmarked", name=member.name),
            Press("stpm", (piece.id, member.id, number)),
        )
        for member, done in people
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if further:
        rows.append((_button("label_next", Press("stpd", (piece.id, number + 1))),))
    return Message(html(FEATURE, "paper", piece=piece), tuple(rows))


def paper_done(member: Member, *, marked: bool) -> str:
    return plain(FEATURE, "paper_done" if marked else "paper_undone", name=member.name)


def _listed(pieces: Sequence[Piece], action: str, *args: int) -> Rows:
    return tuple(
        (Button(shortened(plain(FEATURE, "label_piece", piece=one)), Press(action, (one.id, *args))),) for one in pieces
    )


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)
