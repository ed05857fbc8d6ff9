"""写几句: a note for oneself, sealed and erased at a word (S17)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from domain.members import Member
from domain.messages import Message
from domain.names import tidy_text
from domain.studying import LONGEST_NOTE
from services import dialogues, people, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.studying import pieces, sharing
from services.turn import Turn
from storage import studying as programmes
from storage import studying_notes as store
from storage.studying_notes import Note
from texts import refusals
from texts import studying_notes as say

LISTED: Final = 20


async def begin(turn: Turn, member: Member, piece_id: int) -> Message | None:
    """Ask for a few words; None where the piece is none of theirs."""
    if await pieces.mine(turn, member, piece_id) is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, {"piece": piece_id})


async def listed(turn: Turn, member: Member) -> Sequence[tuple[int, str, datetime]]:
    """(id, title, when) of a member's own notes, the newest first."""
    found = await store.of_member(turn.tx, member.id, LISTED)
    return [(one.id, await sharing.title(turn, one), one.written_at) for one in found]


async def show(turn: Turn, member: Member, note_id: int) -> Message | None:
    """One's own note; nobody else gets here."""
    note = await sharing.own(turn, member, note_id)
    return None if note is None else await _shown(turn, note)


async def erase(turn: Turn, member: Member, note_id: int) -> bool:
    """Gone at once, wherever it was shown."""
    note = await sharing.own(turn, member, note_id)
    if note is not None:
        await sharing.hide(turn, member, note)
        await store.erase(turn.tx, note.id, turn.now)
    return note is not None


async def erase_all(turn: Turn, member: Member) -> int:
    """Whoever leaves takes their words along; returns how many notes that were."""
    mine = await store.of_member(turn.tx, member.id)
    for note in mine:
        await erase(turn, member, note.id)
    return len(mine)


async def _shown(turn: Turn, note: Note) -> Message:
    shared = "" if note.shared is None else str(note.shared)
    title, words = await sharing.title(turn, note), note.words or ""
    return say.note(note.id, note.piece_id, title, words, note.written_at, shared, turn.now)


async def _ask_words(asker: Asker, draft: Draft) -> Question:
    found = await programmes.piece(asker.turn.tx, dialogues.number(draft, "piece"))
    return Question(say.ask_words("" if found is None else found[1].title))


async def _read_words(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    words = tidy_text(text)
    if not words or len(words) > LONGEST_NOTE:
        return Problem(say.words_wrong(LONGEST_NOTE))
    member = await people.known(asker.turn, asker.telegram_id)
    if member is None or await pieces.mine(asker.turn, member, dialogues.number(draft, "piece")) is None:
        return Done(refusals.plain(refusals.not_allowed()))
    if await secrecy.seen(asker.turn, member, words):
        return Problem(say.classified())
    before = await store.at(asker.turn.tx, member.id, dialogues.number(draft, "piece"))
    if before is not None:
        await sharing.hide(asker.turn, member, before)
    note_id = await store.write(asker.turn.tx, member.id, dialogues.number(draft, "piece"), words, asker.turn.now)
    return Done(await show(asker.turn, member, note_id) or refusals.plain(refusals.not_allowed()))


SCRIPT = Script("study_note", (Step("words", _ask_words, _read_words),))
