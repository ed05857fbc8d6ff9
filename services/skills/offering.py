"""What somebody offers: written by themselves alone, rested and dropped with a tap (O12)."""

from domain import skills as rules
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.skills import Offer
from services import dialogues, people, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import skills as store
from texts import refusals
from texts import skills as say
from texts.dialogues import classified, press_a_button


async def own(turn: Turn, member: Member) -> list[Offer]:
    return await store.of_member(turn.tx, member.id)


async def begin(turn: Turn, member: Member) -> Message:
    """Which one? Or that six are enough."""
    if len(await own(turn, member)) >= rules.MOST_OFFERS:
        return say.enough(rules.MOST_OFFERS)
    return await dialogues.begin(turn, member.telegram_id or 0, OFFERING)


async def pause(turn: Turn, member: Member, skill_id: int) -> bool:
    """Rest, or go on; False where it is not theirs."""
    offer = await _own(turn, member, skill_id)
    if offer is not None:
        await store.pause(turn.tx, skill_id, paused=not offer.paused)
    return offer is not None


async def drop(turn: Turn, member: Member, skill_id: int) -> bool:
    """Gone at once, with its words."""
    offer = await _own(turn, member, skill_id)
    if offer is not None:
        await store.drop(turn.tx, skill_id)
    return offer is not None


async def _own(turn: Turn, member: Member, skill_id: int) -> Offer | None:
    offer = await store.get(turn.tx, skill_id)
    return offer if offer is not None and offer.member_id == member.id else None


async def _ask_which(_asker: Asker, _draft: Draft) -> Question:
    names = list(rules.SKILL_NAMES.values())
    return Question(say.ask_which(), names)


async def _read_which(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    skill = rules.read_skill(text)
    return Problem(press_a_button()) if skill is None else Goto({**draft, "skill": str(skill)}, "words")


async def _ask_words(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_words(rules.Skill(str(draft["skill"]))))


async def _read_words(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = tidy_line(text)
    if not words or len(words) > rules.LONGEST_WORDS:
        return Problem(say.line_wrong(rules.LONGEST_WORDS))
    if await secrecy.typed(asker, words):
        return Problem(classified())
    return Goto({**draft, "words": words}, "times")


async def _ask_times(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_times(), [(say.times(number), str(number)) for number in rules.TIMES])


async def _read_times(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    said = next((number for number in rules.TIMES if text.strip() in {str(number), say.times(number)}), None)
    return Problem(press_a_button()) if said is None else Goto({**draft, "times": said}, "seen_by")


async def _ask_seen_by(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_seen_by(), rules.SEEN_NAMES.values(), per_row=1)


async def _read_seen_by(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    seen_by = rules.read_seen_by(text)
    if seen_by is None:
        return Problem(press_a_button())
    member = await people.known(asker.turn, asker.telegram_id)
    if member is None:
        return Done(refusals.not_on_roster())
    skill, times = rules.Skill(str(draft["skill"])), dialogues.number(draft, "times")
    await store.offer(asker.turn.tx, member.id, skill, str(draft["words"]), times, seen_by, asker.turn.now)
    return Done(say.offered(skill, seen_by))


OFFERING = Script(
    "skill",
    (
        Step("which", _ask_which, _read_which),
        Step("words", _ask_words, _read_words),
        Step("times", _ask_times, _read_times),
        Step("seen_by", _ask_seen_by, _read_seen_by),
    ),
)
