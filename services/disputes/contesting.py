"""我有异议: the member says what is wrong, with a tap or in words; it is brought to whoever may decide (M26)."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.disputes import Dispute
from domain.meetings import Meeting, MeetingState
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from services import dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.disputes.finding import LONGEST, judge_of, own_entry, topic
from services.turn import Turn
from storage import disputes as store
from texts import disputes as say
from texts import refusals
from texts.dialogues import classified


@dataclass(frozen=True, slots=True)
class Waiting:
    """They have contested it already, and nobody has decided yet."""

    whom: Member | None


@dataclass(frozen=True, slots=True)
class TooSoon:
    """Nothing is written yet that could be wrong."""


@dataclass(frozen=True, slots=True)
class Refused:
    pass


Begun: TypeAlias = Message | Waiting | TooSoon | Refused


async def begin(turn: Turn, member: Member, meeting_id: int) -> Begun:
    """The one question, with what is written as its words."""
    found = await own_entry(turn, member, meeting_id)
    if found is None:
        return Refused()
    meeting, one = found
    if meeting.state is MeetingState.ANNOUNCED and not one.present:
        return TooSoon()
    waiting = next((each for each in await store.of(turn.tx, meeting_id, member.id) if each.changed is None), None)
    if waiting is not None:
        return await _bring_again(turn, meeting, member, waiting)
    return await dialogues.begin(turn, member.telegram_id or 0, SAYING, {"meeting": meeting_id})


async def contest(turn: Turn, member: Member, meeting_id: int, words: str) -> Member | Refused:
    """Write it down and bring it to whoever may decide; returns whom."""
    found = await own_entry(turn, member, meeting_id)
    judge = await judge_of(turn, found[0], member) if found is not None else None
    if found is None or judge is None or judge.telegram_id is None:
        return Refused()
    dispute_id = await store.open_one(turn.tx, meeting_id, member.id, words, turn.now)
    turn.show(topic(dispute_id), judge.telegram_id, "dispute", dispute_id, silent=False)
    return judge


async def _bring_again(turn: Turn, meeting: Meeting, member: Member, waiting: Dispute) -> Waiting:
    """Whoever had it may have lost the post meanwhile; the card goes to who decides now, once."""
    judge = await judge_of(turn, meeting, member)
    if judge is not None and judge.telegram_id is not None:
        turn.show(topic(waiting.id), judge.telegram_id, "dispute", waiting.id)
    return Waiting(judge)


async def _ask_words(asker: Asker, draft: Draft) -> Question:
    member = await dialogues.member(asker)
    found = await own_entry(asker.turn, member, dialogues.number(draft, "meeting"))
    if found is None:
        return Question(refusals.plain(refusals.not_allowed()))
    meeting, one = found
    return Question(say.ask_words(meeting, one, asker.turn.now), say.usual_words(one), per_row=1)


async def _read_words(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    words = tidy_line(text)
    if not words or len(words) > LONGEST:
        return Problem(say.words_wanted(LONGEST))
    if await secrecy.typed(asker, words):
        return Problem(classified())
    member = await dialogues.member(asker)
    match await contest(asker.turn, member, dialogues.number(draft, "meeting"), words):
        case Member() as judge:
            return Done(say.brought_to(judge))
        case Refused():
            return Done(say.nobody_to_ask())


SAYING: Final = Script("dispute", (Step("words", _ask_words, _read_words),))
