"""更正 (PRV-06): the member says what is wrong, the keeper of the roster puts it right or says why not."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.access import Action, Grant
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from services import access, dialogues, people, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.reminding.promising import hushed
from services.turn import Turn
from storage import access_log
from storage import fixes as store
from storage import people as members
from storage.fixes import Fix
from texts import fixing as say
from texts import refusals
from texts.dialogues import classified

READ: Final = "see_fix"
LONGEST: Final = 300
MOST: Final = 3  # a member's that wait: the keeper is a person too


@dataclass(frozen=True, slots=True)
class Settled:
    member: Member
    done: bool


@dataclass(frozen=True, slots=True)
class SettledBefore:
    pass


@dataclass(frozen=True, slots=True)
class Refused:
    pass


Outcome: TypeAlias = Settled | SettledBefore | Refused


async def ask(turn: Turn, member: Member) -> Message:
    """What is wrong? Or that nobody is there who could put it right, or that enough waits."""
    if await store.open_of(turn.tx, member.id) >= MOST:
        return say.too_many_fixes(MOST)
    if await people.roster_keeper(turn, member) is None:
        return say.no_keeper()
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT)


async def send(turn: Turn, member: Member, words: str) -> Message:
    """Keep the words sealed, and ask the keeper; the keeper's message carries none of them."""
    keeper = await people.roster_keeper(turn, member)
    if keeper is None or keeper.telegram_id is None:
        return say.no_keeper()
    fix_id = await store.ask(turn.tx, member.id, words, turn.now)
    silent = await hushed(turn, keeper)
    turn.tell(keeper.telegram_id, say.fix_waits(member.name, fix_id), key=f"fix:{fix_id}", silent=silent)
    return say.fix_sent(await people.title(turn, keeper))


async def read(turn: Turn, keeper: Member, fix_id: int) -> Message | None:
    """The words, for whoever keeps the roster now; who read them is written down. None: refused, or gone."""
    found = await _open_to(turn, keeper, fix_id)
    if found is None:
        return None
    fix, member = found
    await access_log.note(turn.tx, turn.now, keeper.id, READ, granted=True, node_id=member.node_id, member_id=member.id)
    return say.fix_opened(member.name, fix.words, fix.id)


async def settle(turn: Turn, keeper: Member, fix_id: int, answer: str | None, *, done: bool) -> Outcome:
    """The first decision holds; the member is told."""
    found = await _open_to(turn, keeper, fix_id)
    if found is None:
        return Refused()
    fix, member = found
    if not await store.decide(turn.tx, fix.id, keeper.id, answer, turn.now, done=done):
        return SettledBefore()
    if member.telegram_id is not None:
        turn.tell(member.telegram_id, say.your_fix(await people.title(turn, keeper), answer, done=done))
    return Settled(member, done)


async def decline(turn: Turn, keeper: Member, fix_id: int) -> Message | SettledBefore | Refused:
    """Why not? Nothing is declined without a word."""
    found = await _open_to(turn, keeper, fix_id)
    if found is None:
        return Refused()
    if found[0].done is not None:
        return SettledBefore()
    return await dialogues.begin(turn, keeper.telegram_id or 0, DECLINING, {"fix": fix_id})


async def _open_to(turn: Turn, keeper: Member, fix_id: int) -> tuple[Fix, Member] | None:
    fix = await store.get(turn.tx, fix_id)
    member = await members.get(turn.tx, fix.member_id) if fix is not None else None
    if fix is None or member is None or member.id == keeper.id:
        return None
    granted = await access.ask(turn, keeper, Action.MANAGE_ROSTER, member.node_id, about=member.id)
    return (fix, member) if isinstance(granted, Grant) else None


async def _ask_words(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_fix())


async def _read_words(asker: Asker, _draft: Draft, text: str) -> Done | Problem:
    words = tidy_line(text)
    problem = await _problem(asker, words)
    if problem is not None:
        return problem
    member = await people.known(asker.turn, asker.telegram_id)
    if member is None:
        return Done(refusals.not_on_roster())
    return Done(await send(asker.turn, member, words))


async def _ask_why(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_why_not())


async def _read_why(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    words = tidy_line(text)
    problem = await _problem(asker, words)
    if problem is not None:
        return problem
    keeper = await people.known(asker.turn, asker.telegram_id)
    if keeper is None:
        return Done(refusals.not_on_roster())
    match await settle(asker.turn, keeper, dialogues.number(draft, "fix"), words, done=False):
        case Settled(member):
            return Done(say.fix_settled(member.name, done=False))
        case SettledBefore():
            return Done(Message(say.fix_settled_before()))
        case Refused():
            return Done(refusals.plain(refusals.not_allowed()))


async def _problem(asker: Asker, words: str) -> Problem | None:
    if not words:
        return Problem(say.fix_empty())
    if len(words) > LONGEST:
        return Problem(say.fix_too_long(LONGEST))
    return Problem(classified()) if await secrecy.typed(asker, words) else None


SCRIPT: Final = Script("fix", (Step("words", _ask_words, _read_words),))
DECLINING: Final = Script("fix_declining", (Step("why", _ask_why, _read_why),))
