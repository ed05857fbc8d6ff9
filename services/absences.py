"""我不在 and 我回来了: while somebody is away the ladder passes them by, and what waits for them goes on (O3)."""

from dataclasses import dataclass

from domain.absences import Away, AwayProblem, read_absence
from domain.access import Action
from domain.members import Member
from domain.messages import Message
from domain.requests import StepKind
from services import access, people, standins
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.reminding import promising
from services.turn import Turn
from storage import people as members
from storage import request_steps, request_watch
from storage import requests as requests_store
from storage import standins as store
from texts import absences as say
from texts import refusals

SUGGESTED = ("一天", "三天", "一周")


@dataclass(frozen=True, slots=True)
class Back:
    """Home again; `waiting` is how many requests still wait for them."""

    waiting: int


async def be_away(turn: Turn, member: Member, away: Away, entered_by: Member) -> Message:
    """Write the absence down and say so: to the member, or to both where somebody else enters it."""
    in_hand = await write_down(turn, member, away, entered_by)
    if member.id == entered_by.id:
        return say.away(away, turn.now, in_hand, member.id)
    if member.telegram_id is not None:
        turn.tell(member.telegram_id, say.away_for_you(entered_by, away, turn.now, member.id), silent=True)
    return say.away_for(member, away, turn.now, member.id)


async def write_down(turn: Turn, member: Member, away: Away, entered_by: Member) -> int:
    """Keep an absence in the place of any other; `begin` sees to the rest when its time has come.

    Returns how many requests they have in hand still. Reminders wait until they are back (S9).
    """
    await store.come_back(turn.tx, member.id, turn.now)
    await store.be_away(turn.tx, member.id, away.start, away.end, entered_by.id)
    await promising.look_again(turn, member.id)
    return len(await request_watch.in_hand(turn.tx, member.id))


async def begin(turn: Turn) -> bool:
    """A chore: somebody's absence begins, and what waits for them goes on to the next one."""
    member_id = await store.begin_next(turn.tx, turn.now)
    if member_id is not None and await standins.is_away(turn, member_id):
        await _pass_on(turn, member_id)
    return member_id is not None


async def come_back(turn: Turn, actor: Member, member_id: int) -> Back | None:
    """End an absence, one's own or one entered for somebody; None where there is none, or it is not theirs to end."""
    if not await _may_enter(turn, actor, member_id) or not await store.come_back(turn.tx, member_id, turn.now):
        return None
    await promising.look_again(turn, member_id)
    return Back(len(await request_watch.waiting_for(turn.tx, member_id)))


async def may_begin(turn: Turn, actor: Member, member_id: int) -> bool:
    """Whether somebody may say 我不在 for this person."""
    return await _may_enter(turn, actor, member_id)


async def _may_enter(turn: Turn, actor: Member, member_id: int) -> bool:
    if actor.id == member_id:
        return True
    member = await members.get(turn.tx, member_id)
    return member is not None and await access.may(turn, actor, Action.APPOINT, member.node_id, about=member_id)


async def _pass_on(turn: Turn, member_id: int) -> None:
    """Only what waits for this very person: where somebody else was asked since, they keep their time."""
    for request in await request_watch.waiting_for(turn.tx, member_id):
        steps = await request_steps.fired(turn.tx, request.id, request.round)
        asked = [step.member_id for step in steps if step.kind is StepKind.ASK]
        if asked[-1] == member_id and request.next_step_at is not None:
            await requests_store.change(turn.tx, request.id, next_step_at=turn.now)


async def _ask_until(asker: Asker, draft: Draft) -> Question:
    member = await members.get(asker.turn.tx, _whom(draft))
    own = member is not None and member.telegram_id == asker.telegram_id
    words = say.until_when() if own or member is None else say.until_when_for(member)
    return Question(words, SUGGESTED)


async def _read_until(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    found = read_absence(text, asker.turn.now)
    if isinstance(found, AwayProblem):
        return Problem(say.problem(found))
    actor = await people.known(asker.turn, asker.telegram_id)
    member = await members.get(asker.turn.tx, _whom(draft))
    if actor is None or member is None or not await _may_enter(asker.turn, actor, member.id):
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(await be_away(asker.turn, member, found, actor))


def _whom(draft: Draft) -> int:
    member_id = draft["member"]
    if not isinstance(member_id, int):
        raise TypeError("the draft's member is no id")
    return member_id


SCRIPT = Script("away", (Step("until", _ask_until, _read_until),))
