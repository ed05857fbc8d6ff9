"""这条不对: one's own goes at once, anybody else's goes to the keeper, who agrees or says why it stands (O7)."""

from dataclasses import dataclass
from typing import TypeAlias

from domain import tags as rules
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.tags import LONGEST_REASON, Tag, Tagged
from services import dialogues, people, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.reminding.promising import hushed
from services.tags import setting
from services.tags.showing import of, of_keeper
from services.turn import Turn
from storage import tags as store
from texts import tags as say
from texts.dialogues import classified


@dataclass(frozen=True, slots=True)
class TakenOff:
    tag: Tag


@dataclass(frozen=True, slots=True)
class Passed:
    """It waits for this keeper."""

    tag: Tag
    keeper: Member


@dataclass(frozen=True, slots=True)
class NoKeeper:
    pass


@dataclass(frozen=True, slots=True)
class Gone:
    """It was settled, or taken off, or is none of theirs."""


Contested: TypeAlias = TakenOff | Passed | NoKeeper | Gone


async def contest(turn: Turn, member: Member, tag: Tag) -> Contested:
    """这条不对: their own goes at once, anybody else's goes to the keeper of the roster, who decides."""
    found = next((one for one in await of(turn, member) if one.tag is tag), None)
    if found is None or not rules.may_contest(found):
        return Gone()
    if rules.may_take_off(found):
        await setting.end(turn, member, found, member)
        return TakenOff(tag)
    keeper = await people.roster_keeper(turn, member)
    if keeper is None or keeper.telegram_id is None:
        return NoKeeper()
    tag_id = found.id or await store.put(turn.tx, member.id, tag, None, turn.now)
    await store.contest(turn.tx, tag_id, turn.now)
    silent = await hushed(turn, keeper)
    turn.tell(keeper.telegram_id, say.contested(member, tag, tag_id), key=f"tag:{tag_id}", silent=silent)
    return Passed(tag, keeper)


async def agree(turn: Turn, keeper: Member, tag_id: int) -> Member | None:
    """The keeper agrees that it is wrong: it goes. None where it is settled, or not theirs."""
    found = await _waiting(turn, keeper, tag_id)
    if found is None or not await setting.take_off(turn, keeper, found[1].id, found[0].tag):
        return None
    return found[1]


async def begin_keeping(turn: Turn, keeper: Member, tag_id: int) -> Message | None:
    """Why does it stand? Nothing is kept against somebody's word without one of one's own."""
    if await _waiting(turn, keeper, tag_id) is None:
        return None
    return await dialogues.begin(turn, keeper.telegram_id or 0, KEEPING, {"tag": tag_id})


async def keep(turn: Turn, keeper: Member, tag_id: int, answer: str) -> Member | None:
    """It stands, and the member hears why."""
    found = await _waiting(turn, keeper, tag_id)
    if found is None or not await store.keep(turn.tx, tag_id, keeper.id, answer, turn.now):
        return None
    one, member = found
    if member.telegram_id is not None:
        turn.tell(member.telegram_id, say.stands_for_you(await people.title(turn, keeper), one.tag, answer))
    return member


async def _waiting(turn: Turn, keeper: Member, tag_id: int) -> tuple[Tagged, Member] | None:
    """A contested tag, for who may decide about it."""
    one = await store.get(turn.tx, tag_id)
    if one is None or not one.waits:
        return None
    member = await of_keeper(turn, keeper, one.member_id)
    return None if member is None else (one, member)


async def _ask_why(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_why())


async def _read_why(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    words = tidy_line(text)
    if not words or len(words) > LONGEST_REASON:
        return Problem(say.why_wrong(LONGEST_REASON))
    if await secrecy.typed(asker, words):
        return Problem(classified())
    keeper = await people.known(asker.turn, asker.telegram_id)
    member = None if keeper is None else await keep(asker.turn, keeper, dialogues.number(draft, "tag"), words)
    return Done(say.settled_before() if member is None else say.stands(member.name))


KEEPING = Script("tag_stands", (Step("why", _ask_why, _read_why),))
