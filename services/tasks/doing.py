"""Closing a task with one line, giving it back, taking it off the list."""

from typing import Final

from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.tasks import LONGEST_CLOSING, Task, TaskState
from services import dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.leading import who_leads
from services.tasks import reminding
from services.tasks.looking import Held, held
from services.turn import Turn
from storage import meetings, people
from storage import tasks as store
from texts import tasks as say
from texts.dialogues import classified


async def begin_closing(turn: Turn, member: Member, task_id: int) -> Message | None:
    """办好了: one line, then it is closed. None where it is over or not theirs."""
    found = await _open(turn, member, task_id)
    if found is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, CLOSING, {"task": task_id})


async def close(turn: Turn, member: Member, task_id: int, line: str) -> Task | None:
    """By who has it, or for them by who leads the meeting; the other one is told."""
    found = await _open(turn, member, task_id)
    if found is None or not await store.close(turn.tx, task_id, TaskState.DONE, line, member.id, turn.now):
        return None
    await reminding.end(turn, task_id)
    task = await store.get(turn.tx, task_id) or found.task
    doer = found.owner.name if found.owner is not None else member.name
    for one in await _others(turn, found, member):
        turn.tell(one.telegram_id or 0, say.done_for_you(task, doer, member.name), silent=True)
    return task


async def give_back(turn: Turn, member: Member, task_id: int) -> Task | None:
    """我办不了: who gave it names somebody else. No reason is asked."""
    found = await _open(turn, member, task_id)
    if found is None or not found.mine:
        return None
    await let_go(turn, found.task, member)
    return found.task


async def drop(turn: Turn, leader: Member, task_id: int) -> Task | None:
    """不用办了: for who leads the meeting."""
    found = await _open(turn, leader, task_id)
    if found is None or not found.leads:
        return None
    await store.close(turn.tx, task_id, TaskState.DROPPED, None, leader.id, turn.now)
    await reminding.end(turn, task_id)
    if found.owner is not None and found.owner.id != leader.id and found.owner.telegram_id is not None:
        turn.tell(found.owner.telegram_id, say.dropped_for_you(found.task), silent=True)
    return found.task


async def let_go(turn: Turn, task: Task, owner: Member) -> None:
    """Nobody has it any more; who gave it hears so, and names another."""
    await reminding.end(turn, task.id)
    await store.hand_to(turn.tx, task.id, None)
    meeting = await meetings.get(turn.tx, task.meeting_id)
    giver = await who_leads(turn, meeting.node_id, task.given_by) if meeting is not None else None
    if giver is not None and giver.telegram_id is not None and giver.id != owner.id:
        turn.tell(giver.telegram_id, say.needs_somebody(task, owner.name), silent=True)


async def end_all(turn: Turn, member: Member) -> None:
    """Somebody is not one of the branch any more: what they had in hand goes back to who gave it."""
    for task in await store.open_of(turn.tx, member.id):
        await let_go(turn, task, member)


async def forget(turn: Turn, member: Member) -> int:
    """Somebody deletes what is theirs: the meeting's record stays, and nothing waits for them any more."""
    await end_all(turn, member)
    return 0


async def _open(turn: Turn, member: Member, task_id: int) -> Held | None:
    found = await held(turn, member, task_id)
    return found if found is not None and found.task.is_open else None


async def _others(turn: Turn, found: Held, member: Member) -> list[Member]:
    """Who gave it, or leads there now, and who has it, without the one who presses."""
    giver = await who_leads(turn, found.meeting.node_id, found.task.given_by)
    ids = {giver.id if giver is not None else None, found.task.owner_id} - {member.id, None}
    return [one for one in await people.many(turn.tx, [one for one in ids if one]) if one.telegram_id is not None]


async def _ask_line(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_line())


async def _read_line(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    line = tidy_line(text)
    if not line or len(line) > LONGEST_CLOSING:
        return Problem(say.line_wrong(LONGEST_CLOSING))
    if await secrecy.typed(asker, text):
        return Problem(classified())
    closed = await close(asker.turn, await dialogues.member(asker), dialogues.number(draft, "task"), line)
    return Done(say.over() if closed is None else say.done(closed))


CLOSING: Final = Script("task_done", (Step("line", _ask_line, _read_line),))
