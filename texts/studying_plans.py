"""Arranging study in words: for the leaders who do it. Numbers of people only, never who (S3)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, Protocol

from domain.dates import date_words
from domain.messages import Button, Message, Press
from domain.studying import LEARNER_NAMES, Draft, Learners, Piece, Programme, drafted
from texts.meetings import shortened
from texts.rendering import html, message, plain

FEATURE = "studying_plans"
ALL: Final = "就学这些"
ENOUGH: Final = "就这些"
NOTHING: Final = "没有"
CHANGES: Final = ("title", "minutes", "due", "link", "words")  # a button carries the place
_OPTIONS: Final = ("publish", "title", "whom", "first", "pieces")


class Reach(Protocol):
    """Whom it goes to: the place, by message, and how many are without a telephone."""

    @property
    def place(self) -> str: ...
    @property
    def by_message(self) -> int: ...
    @property
    def on_paper(self) -> int: ...


class Planned(Protocol):
    """A programme before it is published."""

    @property
    def title(self) -> str: ...
    @property
    def learners(self) -> Learners: ...
    @property
    def first(self) -> date: ...
    @property
    def pieces(self) -> Sequence[Draft]: ...


def plans(programmes: Sequence[Programme], *, records: bool) -> Message:
    """What is arranged; `records`: there is something to enter for members without a telephone."""
    rows: list[tuple[Button, ...]] = [
        (Button(shortened(plain(FEATURE, "label_programme", programme=one)), Press("stpv", (one.id,))),)
        for one in programmes
    ]
    new = _button("label_new", Press("stpn"))
    rows.append((new, _button("label_paper", Press("/study_for"))) if records else (new,))
    return Message(html(FEATURE, "plans", programmes=programmes), tuple(rows))


def whom(place: str, learners: Learners) -> str:
    """`第三党小组`, `第一党支部：预备党员`."""
    named = "" if learners is Learners.EVERYONE else LEARNER_NAMES[learners]
    return plain(FEATURE, "whom", place=place, learners=named)


def ask_whom() -> Message:
    return message(FEATURE, "ask_whom")


def ask_first() -> Message:
    return message(FEATURE, "ask_first")


def unclear_day(example: str) -> str:
    return html(FEATURE, "unclear_day", example=example)


def ask_title() -> Message:
    return message(FEATURE, "ask_title")


def title_wrong(most: int) -> str:
    return html(FEATURE, "title_wrong", most=most)


def ask_pieces(chosen: Sequence[Draft], month: Sequence[str]) -> Message:
    """What was chosen so far, or at first what the library offers for the month."""
    return message(FEATURE, "ask_pieces", chosen=chosen, month=month)


def all_of(number: int) -> str:
    return plain(FEATURE, "all", number=number)


def pieces_wrong(longest: int, most: int) -> str:
    return html(FEATURE, "pieces_wrong", longest=longest, most=most)


def classified() -> str:
    return html(FEATURE, "classified")


def preview(plan: Planned, reach: Reach, now: datetime) -> Message:
    weeks = [
        (one, date_words(opens, now), date_words(due, now)) for one, opens, due in drafted(plan.pieces, plan.first)
    ]
    named = whom(reach.place, plan.learners)
    return message(FEATURE, "preview", title=plan.title, whom=named, weeks=weeks, reach=reach)


def preview_options() -> list[str]:
    return [plain(FEATURE, f"option_{one}") for one in _OPTIONS]


def choice(said: str) -> str | None:
    """Which button of the preview somebody pressed or typed."""
    return next((one for one in _OPTIONS if plain(FEATURE, f"option_{one}") == said.strip()), None)


def meanwhile_past() -> str:
    return html(FEATURE, "meanwhile_past")


def published(programme: Programme, first: date, reach: Reach, now: datetime) -> Message:
    words = html(FEATURE, "published", title=programme.title, first=date_words(first, now), reach=reach)
    return Message(words, ((Button(shortened(programme.title), Press("stpv", (programme.id,))),),))


def programme(
    shown: Programme, pieces: Sequence[Piece], marked: Mapping[int, int | None], reach: Reach, now: datetime
) -> Message:
    """The programme with its totals; small ones are no number (k ≥ 5)."""
    listed = [(one, date_words(one.due_on, now), _total(marked.get(one.id))) for one in pieces]
    named = whom(reach.place, shown.learners)
    words = html(FEATURE, "programme", title=shown.title, withdrawn=shown.withdrawn, whom=named, pieces=listed)
    rows: list[tuple[Button, ...]] = [
        (Button(shortened(plain(FEATURE, "label_piece", piece=one)), Press("stpp", (one.id,))),) for one in pieces
    ]
    back = int(shown.withdrawn)
    label = "label_back" if shown.withdrawn else "label_withdraw"
    rows.append((_button("label_add", Press("stpa", (shown.id,))), _button("label_again", Press("stpr", (shown.id,)))))
    rows.append((_button(label, Press("stpw", (shown.id, back))),))
    return Message(words, tuple(rows))


def piece(programme: Programme, shown: Piece, now: datetime) -> Message:
    """One piece, and what may be changed of it."""
    words = html(
        FEATURE, "piece", piece=shown, opens=date_words(shown.opens_on, now), due=date_words(shown.due_on, now)
    )
    buttons = [_button(f"label_{one}", Press("stpc", (shown.id, at))) for at, one in enumerate(CHANGES)]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if not programme.withdrawn:
        label = "label_back_piece" if shown.withdrawn else "label_withdraw_piece"
        rows.append((_button(label, Press("stpx", (shown.id, int(shown.withdrawn)))),))
    rows.append((_button("label_to_programme", Press("stpv", (programme.id,))),))
    return Message(words, tuple(rows))


def ask_change(what: str, example: str) -> Message:
    """`what` is one of CHANGES, or `add`."""
    return message(FEATURE, f"ask_change_{what}", example=example)


def minutes_wrong() -> str:
    return html(FEATURE, "minutes_wrong")


def due_wrong(example: str) -> str:
    return html(FEATURE, "due_wrong", example=example)


def link_wrong() -> str:
    return html(FEATURE, "link_wrong")


def full(most: int) -> Message:
    return message(FEATURE, "full", most=most)


def words_wrong(most: int) -> str:
    return html(FEATURE, "words_wrong", most=most)


def _total(marked: int | None) -> str:
    return plain(FEATURE, "few") if marked is None else plain(FEATURE, "marked", number=marked)


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)
