"""A line about a talk that both agree to keep (TALK-07). Without the second yes it is gone within a week.

It is for the two of them alone; the secretary may see it by the rule, and does not here. No list and no sheet has it.
"""

from domain.care import LONGEST_NOTE, Talk, TalkState, names_amount
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_text
from services import dialogues, secrecy
from services.care.talks import cards
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.turn import Turn
from storage import care_talks as store
from texts import talks as say


async def begin(turn: Turn, member: Member, talk_id: int) -> Message | None:
    """留一句; None where the talk is not theirs, was not held, or has its line."""
    talk = await _held(turn, member, talk_id)
    if talk is None or talk.noted_by is not None or member.telegram_id is None:
        return None
    return await dialogues.begin(turn, member.telegram_id, NOTE, {"talk": talk_id})


async def agree(turn: Turn, member: Member, talk_id: int) -> bool:
    """The other one keeps it too."""
    talk = await _held(turn, member, talk_id)
    if talk is None or talk.note_agreed or talk.noted_by in {None, member.id}:
        return False
    await store.change(turn.tx, talk_id, note_agreed=True)
    await _both(turn, talk)
    return True


async def drop(turn: Turn, member: Member, talk_id: int) -> bool:
    """不留 and 删掉: either of the two, at any time."""
    talk = await _held(turn, member, talk_id)
    if talk is None or talk.noted_by is None:
        return False
    await store.change(turn.tx, talk_id, note=None, noted_by=None, note_agreed=False)
    await _both(turn, talk)
    return True


async def read(turn: Turn, member: Member, talk_id: int) -> str | None:
    """The line, for one of the two."""
    talk = await _held(turn, member, talk_id)
    return None if talk is None or not talk.note_agreed else await store.note(turn.tx, talk_id)


async def _held(turn: Turn, member: Member, talk_id: int) -> Talk | None:
    talk = await store.get(turn.tx, talk_id)
    if talk is None or member.id not in talk.parties or talk.state is not TalkState.HELD:
        return None
    return talk


async def _both(turn: Turn, talk: Talk) -> None:
    for one in talk.parties:
        await cards.refresh(turn, talk.id, one)


async def _ask_note(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_note())


async def _read_note(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    turn, member, said = asker.turn, await dialogues.member(asker), tidy_text(text)
    if not said or len(said) > LONGEST_NOTE:
        return Problem(say.note_wrong(LONGEST_NOTE))
    if names_amount(said):
        return Problem(say.no_amounts())
    if await secrecy.typed(asker, said):
        return Problem(say.classified())
    talk = await _held(turn, member, dialogues.number(draft, "talk"))
    if talk is None or talk.noted_by is not None:
        return Done(say.too_late())
    await store.change(turn.tx, talk.id, note=said, noted_by=member.id, note_agreed=False)
    await cards.refresh(turn, talk.id, member.id)
    await cards.bring(turn, talk.id, talk.partner_of(member.id))
    return Done(say.note_waits())


NOTE = Script("talk_note", (Step("note", _ask_note, _read_note),))
