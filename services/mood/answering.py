"""One tap, and what the member lets come of it: 只给自己 without doing anything, 想聊聊, 请联系我 (C2, MOOD-05)."""

from dataclasses import dataclass

from domain.features import Feature
from domain.members import Member, is_here
from domain.messages import Message
from domain.mood import KEPT, LONGEST_WORDS, SHOWN, Answer, Face, low_twice
from domain.names import tidy_text
from domain.privacy import Scope
from services import dialogues, features, people, privacy, secrecy
from services.care import contacting, talks
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.turn import Turn
from storage import moods as store
from texts import mood as say
from texts.dialogues import classified


@dataclass(frozen=True, slots=True)
class Kept:
    """It is kept, for the member alone. `low` after two low answers in a row; `care` where there are talks here."""

    answer: Answer
    low: bool
    care: bool


@dataclass(frozen=True, slots=True)
class NoConsent:
    """They have not agreed, or not any more: nothing is kept."""


@dataclass(frozen=True, slots=True)
class Told:
    """The leader they chose knows that they wish to be contacted, and nothing else."""

    leader: Member
    ask_id: int


@dataclass(frozen=True, slots=True)
class Unreached:
    """No message reaches this leader now; the others may be chosen."""

    leader: Member
    others: list[Member]


@dataclass(frozen=True, slots=True)
class NoSuchLeader:
    pass


async def agrees(turn: Turn, member: Member) -> bool:
    """Whether the member has agreed to this very thing, in the words of today (PRV-03)."""
    return is_here(member) and await privacy.has(turn, member.id, Scope.MOOD)


async def answer(turn: Turn, member: Member, face: Face) -> Kept | NoConsent:
    """Keep how they are today; a second tap on the same day takes the place of the first."""
    if not await agrees(turn, member):
        return NoConsent()
    today = turn.now.date()
    answer_id = await store.keep(turn.tx, member.id, today, face)
    last = await store.of_member(turn.tx, member.id, 2)
    care = await features.on_at(turn, Feature.CARE, member.node_id)
    return Kept(Answer(answer_id, today, face), low_twice(last), care)


async def history(turn: Turn, member: Member) -> list[Answer]:
    """A member's own last answers, newest first; nobody else's are ever asked for."""
    since = turn.now.date() - KEPT
    return [one for one in await store.of_member(turn.tx, member.id, SHOWN) if one.day > since]


async def write(turn: Turn, member: Member, answer_id: int) -> Message | None:
    """Begin to write a few words to an answer of theirs; None where it is none, or gone."""
    if await store.one(turn.tx, answer_id, member.id) is None or not await agrees(turn, member):
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, WORDS, {"answer": answer_id})


async def talk(turn: Turn, member: Member) -> Message:
    """想聊聊: choose a person, a time and a place. Nothing of what was tapped goes along."""
    return await talks.begin(turn, member)


async def leaders(turn: Turn, member: Member) -> list[Member]:
    """Whom they can choose to be contacted by, nearest first."""
    found = await people.leaders_of(turn, member)
    return [one for one in found if one.id != member.id and one.telegram_id is not None and is_here(one)]


async def contact(turn: Turn, member: Member, leader_id: int) -> Told | Unreached | NoSuchLeader:
    """请联系我: one leader of theirs is told that they wish to be contacted, not why."""
    choices = await leaders(turn, member)
    leader = next((one for one in choices if one.id == leader_id), None)
    if leader is None:
        return NoSuchLeader()
    if await contacting.ask(turn, member, leader):
        ask_id = await contacting.open_id(turn, member, leader)
        return NoSuchLeader() if ask_id is None else Told(leader, ask_id)
    return Unreached(leader, [one for one in choices if one.id != leader_id])


async def _ask_words(asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_words())


async def _read_words(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    turn, words = asker.turn, tidy_text(text)
    if not words:
        return Problem(say.words_empty())
    if len(words) > LONGEST_WORDS:
        return Problem(say.words_too_long(LONGEST_WORDS))
    if await secrecy.typed(asker, words):
        return Problem(classified())
    member = await dialogues.member(asker)
    answer_id = dialogues.number(draft, "answer")
    if not await agrees(turn, member) or not await store.add_words(turn.tx, answer_id, member.id, words):
        return Done(say.gone_message())
    return Done(say.words_kept())


WORDS = Script("mood_words", (Step("words", _ask_words, _read_words),))
