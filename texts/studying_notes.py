"""What somebody writes for themselves about a piece, and what others see of it by their choice (S17)."""

from collections.abc import Sequence
from datetime import datetime

from domain.dates import day_words
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.meetings import shortened
from texts.rendering import html, message, plain

FEATURE = "studying_notes"


def ask_words(title: str) -> Message:
    return message(FEATURE, "ask_words", title=title)


def words_wrong(most: int) -> str:
    return html(FEATURE, "words_wrong", most=most)


def classified() -> str:
    return html(FEATURE, "classified")


def gone() -> str:
    return plain(FEATURE, "gone")


def note(note_id: int, piece_id: int, title: str, words: str, at: datetime, shared: str, now: datetime) -> Message:
    """One's own note; `shared` is `branch`, `group` or empty."""
    said = html(FEATURE, "note", title=title, words=words, day=day_words(at, now), shared=shared)
    if shared:
        first = _button("label_take_back", Press("stnw", (note_id,)))
    else:
        first = _button("label_share", Press("stns", (note_id,)))
    rewrite = _button("label_rewrite", Press("stn", (piece_id,)))
    return Message(said, ((first,), (rewrite, _button("label_erase", Press("stnd", (note_id,))))))


def ask_share(note_id: int, reader: Member | None, title: str, group: str) -> Message:
    """With whom; `title` names the reader with their post, `group` is empty where there is none.

    Pressing is the consent, and a button says for whom (PRV-11).
    """
    rows = []
    if reader is not None:
        label = plain(FEATURE, "label_to_branch", name=reader.name)
        rows.append((Button(shortened(label), Press("stnb", (note_id, reader.id))),))
    if group:
        rows.append((_button("label_to_group", Press("stng", (note_id,))),))
    rows.append((_button("label_keep", Press("stnv", (note_id,))),))
    return Message(html(FEATURE, "ask_share", reader=title, group=group), tuple(rows))


def nobody() -> str:
    return plain(FEATURE, "nobody")


def shared(where: str) -> str:
    """`branch` or `group`."""
    return plain(FEATURE, f"shared_{where}_toast")


def taken_back_toast() -> str:
    return plain(FEATURE, "taken_back_toast")


def erased() -> Message:
    return message(FEATURE, "erased")


def notes(listed: Sequence[tuple[int, str, datetime]], now: datetime) -> Message:
    """(note id, title, when) of one's own."""
    rows = tuple(
        (Button(shortened(plain(FEATURE, "label_note", day=day_words(at, now), title=title)), Press("stnv", (one,))),)
        for one, title, at in listed
    )
    return Message(html(FEATURE, "notes", notes=listed), rows)


def for_branch(name: str, title: str, words: str) -> Message:
    return message(FEATURE, "for_branch", name=name, title=title, words=words)


def for_group(name: str, title: str, words: str) -> Message:
    return message(FEATURE, "for_group", name=name, title=title, words=words)


def taken_back() -> Message:
    """What stays where a note was shown, once its author wants it back."""
    return message(FEATURE, "taken_back")


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)
