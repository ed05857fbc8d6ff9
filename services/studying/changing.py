"""Changing what is published: one question a change (S3)."""

from datetime import timedelta
from typing import Final

from domain.courses import read_link, read_minutes
from domain.dates import date_words
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.studying import LONGEST_TITLE, LONGEST_WORDS, MOST_PIECES, coming_day, read_line
from services import dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.studying import programmes
from services.turn import Turn
from texts import refusals
from texts import studying_plans as say

FURTHEST: Final = timedelta(days=60)


async def begin(turn: Turn, leader: Member, piece_id: int, what: int) -> Message | None:
    """Ask for the new value of one of `say.CHANGES`; None where the piece is none of theirs."""
    found = await programmes.piece(turn, leader, piece_id)
    if found is None or not 0 <= what < len(say.CHANGES):
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"piece": piece_id}, say.CHANGES[what])


async def begin_adding(turn: Turn, leader: Member, programme_id: int) -> Message | None:
    looked = await programmes.look(turn, leader, programme_id)
    if looked is None:
        return None
    if len(looked.pieces) >= MOST_PIECES:
        return say.full(MOST_PIECES)
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"programme": programme_id}, "add")


async def _ask_title(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_change("title", ""))


async def _read_title(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    title = tidy_line(text)
    if not title or len(title) > LONGEST_TITLE:
        return Problem(say.title_wrong(LONGEST_TITLE))
    return await _unless_marked(asker, title) or await _change(asker, draft, title=title)


async def _ask_minutes(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_change("minutes", ""))


async def _read_minutes(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    minutes = read_minutes(text)
    return Problem(say.minutes_wrong()) if minutes is None else await _change(asker, draft, minutes=minutes)


async def _ask_due(asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_change("due", await _example(asker, draft)))


async def _read_due(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    found = await programmes.piece(asker.turn, await dialogues.member(asker), dialogues.number(draft, "piece"))
    if found is None:
        return Done(refusals.plain(refusals.not_allowed()))
    _, piece = found
    day = coming_day(text, asker.turn.now.date())
    if day is None or not piece.opens_on <= day <= piece.opens_on + FURTHEST:
        return Problem(say.due_wrong(await _example(asker, draft)))
    return await _change(asker, draft, due_on=day)


async def _ask_link(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_change("link", ""), [(say.NOTHING, say.NOTHING)])


async def _read_link(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    link = read_link(text)
    if link is None and text.strip() != say.NOTHING:
        return Problem(say.link_wrong())
    return await _change(asker, draft, link=link)


async def _ask_words(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_change("words", ""), [(say.NOTHING, say.NOTHING)])


async def _read_words(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    words = tidy_line(text)
    if not words or len(words) > LONGEST_WORDS:
        return Problem(say.words_wrong(LONGEST_WORDS))
    marked = await _unless_marked(asker, words)
    return marked or await _change(asker, draft, words="" if words == say.NOTHING else words)


async def _ask_add(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_change("add", ""))


async def _read_add(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    read = read_line(text)
    if read is None or len(read.title) > LONGEST_TITLE:
        return Problem(say.pieces_wrong(LONGEST_TITLE, 1))
    if (marked := await _unless_marked(asker, text)) is not None:
        return marked
    leader = await dialogues.member(asker)
    return _shown(asker, await programmes.add_piece(asker.turn, leader, dialogues.number(draft, "programme"), read))


async def _change(asker: Asker, draft: Draft, **values: object) -> Done:
    leader = await dialogues.member(asker)
    return _shown(asker, await programmes.change_piece(asker.turn, leader, dialogues.number(draft, "piece"), **values))


def _shown(asker: Asker, looked: programmes.Looked | None) -> Done:
    if looked is None:
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(say.programme(looked.programme, looked.pieces, looked.marked, looked.reach, asker.turn.now))


async def _unless_marked(asker: Asker, text: str) -> Problem | None:
    return Problem(say.classified()) if await secrecy.typed(asker, text) else None


async def _example(asker: Asker, draft: Draft) -> str:
    found = await programmes.piece(asker.turn, await dialogues.member(asker), dialogues.number(draft, "piece"))
    day = asker.turn.now.date() if found is None else found[1].due_on + timedelta(days=7)
    return date_words(day, asker.turn.now)


SCRIPT = Script(
    "study_change",
    (
        Step("title", _ask_title, _read_title),
        Step("minutes", _ask_minutes, _read_minutes),
        Step("due", _ask_due, _read_due),
        Step("link", _ask_link, _read_link),
        Step("words", _ask_words, _read_words),
        Step("add", _ask_add, _read_add),
    ),
)
