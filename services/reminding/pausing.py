"""免打扰: until a day that is named nothing comes of our own accord, and nobody asks this member for help (S9)."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from domain.absences import Away, AwayProblem, read_absence
from domain.members import Member
from domain.messages import Message
from services import absences, dialogues, people
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.turn import Turn
from texts import reminders as say

SUGGESTED = ("一天", "三天", "一周", "一个月")


@dataclass(frozen=True, slots=True)
class Paused:
    """From when to when; `leads` where they hold a post, `in_hand` requests they have still."""

    away: Away
    leads: bool
    in_hand: int


Pause: TypeAlias = Paused | AwayProblem


async def pause(turn: Turn, member: Member, text: str) -> Pause:
    """Be quiet until then. A reason may stand in the text; it is neither asked for nor kept."""
    away = read_absence(text, turn.now)
    if isinstance(away, AwayProblem):
        return away
    in_hand = await absences.write_down(turn, member, away, member)
    return Paused(away, bool(await people.posts(turn, member)), in_hand)


async def end(turn: Turn, member: Member) -> bool:
    """Over before its time; False where it was over already."""
    return await absences.come_back(turn, member, member.id) is not None


async def ask(turn: Turn, member: Member, problem: AwayProblem | None = None) -> Message:
    """Ask until when; after a `problem`, what is expected instead of the question."""
    question = await dialogues.begin(turn, member.telegram_id or 0, SCRIPT)
    return question if problem is None else replace(question, html=say.quiet_problem(problem))


async def _ask_until(asker: Asker, draft: Draft) -> Question:
    return Question(say.quiet_until_when(), SUGGESTED)


async def _read_until(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    member = await people.known(asker.turn, asker.telegram_id)
    if member is None:
        return Problem(say.quiet_problem(AwayProblem.UNCLEAR))
    match await pause(asker.turn, member, text):
        case Paused(away, leads, in_hand):
            return Done(say.quiet(away, asker.turn.now, leads=leads, in_hand=in_hand))
        case AwayProblem() as problem:
            return Problem(say.quiet_problem(problem))


SCRIPT = Script("quiet", (Step("until", _ask_until, _read_until),))
