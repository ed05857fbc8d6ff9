"""Giving somebody something to do: what, who, until when; three answers and a look at it."""

from datetime import date, timedelta
from typing import Final

from domain.members import Member, is_here
from domain.messages import Message
from domain.names import clean_name, tidy_line
from domain.tasks import LONGEST, Task, may_be_due
from domain.when import Unclear, When, read_when
from services import dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.reminding.promising import hushed
from services.resolutions.looking import led
from services.tasks import reminding
from services.turn import Turn
from storage import attendees, meetings, nodes, people, resolutions
from storage import tasks as store
from texts import refusals
from texts import tasks as say
from texts.dialogues import classified, press_a_button

_SUGGESTED: Final = (timedelta(days=7), timedelta(days=14), timedelta(days=30))
_OFFERED: Final = 6


async def begin(turn: Turn, leader: Member, meeting_id: int, resolution_id: int | None) -> Message | None:
    """The first question; None where the meeting is none of theirs."""
    if await led(turn, leader, meeting_id) is None:
        return None
    if resolution_id is not None:
        found = await resolutions.get(turn.tx, resolution_id)
        resolution_id = resolution_id if found is not None and found.meeting_id == meeting_id else None
    draft: Draft = {"meeting": meeting_id, "resolution": resolution_id}
    return await dialogues.begin(turn, leader.telegram_id or 0, GIVING, draft)


async def begin_handing(turn: Turn, leader: Member, task_id: int) -> Message | None:
    """换人办; None where it is over or none of theirs."""
    task = await store.get(turn.tx, task_id)
    if task is None or not task.is_open or await led(turn, leader, task.meeting_id) is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, HANDING, {"meeting": task.meeting_id, "task": task_id})


async def tell_owner(turn: Turn, task: Task, giver: Member, owner: Member) -> bool:
    """The owner hears of it at once, unless they gave it to themselves. False where no word reaches them."""
    await reminding.of_task(turn, task, owner)
    if owner.id == giver.id or owner.telegram_id is None:
        return owner.telegram_id is not None
    words = say.given_to_you(task, giver.name, turn.now)
    turn.tell(owner.telegram_id, words, silent=await hushed(turn, owner))
    return True


async def candidates(turn: Turn, meeting_id: int) -> list[Member]:
    """Who can be given something: everybody of the branch that the meeting belongs to, those who were there first."""
    meeting = await meetings.get(turn.tx, meeting_id)
    if meeting is None:
        return []
    tree = await nodes.tree(turn.tx)
    everybody = [one for one in await people.in_nodes(turn.tx, tree.same_branch(meeting.node_id)) if is_here(one)]
    came = {one.member.id for one in await attendees.of_meeting(turn.tx, meeting_id) if one.present}
    return sorted(everybody, key=lambda one: one.id not in came)


async def _ask_what(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_what())


async def _read_what(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = tidy_line(text)
    if not words or len(words) > LONGEST:
        return Problem(say.what_wrong(LONGEST))
    if await secrecy.typed(asker, text):
        return Problem(classified())
    return Goto({**draft, "text": words}, "who")


async def _ask_who(asker: Asker, draft: Draft) -> Question:
    offered = await candidates(asker.turn, dialogues.number(draft, "meeting"))
    return Question(say.ask_who(), [(one.name, one.name) for one in offered[:_OFFERED]])


async def _named(asker: Asker, draft: Draft, text: str) -> Member | Problem:
    name = clean_name(text)
    everybody = await candidates(asker.turn, dialogues.number(draft, "meeting"))
    found = [one for one in everybody if one.name == name]
    return found[0] if len(found) == 1 else Problem(say.nobody_called(tidy_line(text)[:20], several=len(found) > 1))


async def _read_who(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    found = await _named(asker, draft, text)
    return found if isinstance(found, Problem) else Goto({**draft, "owner": found.id, "name": found.name}, "due")


async def _ask_due(asker: Asker, _draft: Draft) -> Question:
    labels = [say.day_label((asker.turn.now + span).date(), asker.turn.now) for span in _SUGGESTED]
    return Question(say.ask_due(), labels, per_row=1)


async def _read_due(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    match read_when(text, asker.turn.now):
        case When(at=at):
            day: date | None = at.date()
        case Unclear(day=found):
            day = found
    if day is None or not may_be_due(day, asker.turn.now.date()):
        return Problem(say.due_wrong())
    return Goto({**draft, "due": day.isoformat()}, "preview")


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    words = say.preview(str(draft["text"]), str(draft["name"]), _due(draft), asker.turn.now)
    return Question(words, (say.give_it(), say.again()))


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == say.again():
        return Goto({"meeting": draft["meeting"], "resolution": draft["resolution"]}, "what")
    if text.strip() != say.give_it():
        return Problem(press_a_button())
    return Done(await _give(asker.turn, await dialogues.member(asker), draft))


async def _give(turn: Turn, leader: Member, draft: Draft) -> Message:
    """Asked again who gives it: the post may have gone while the dialogue was open."""
    meeting_id, resolution = dialogues.number(draft, "meeting"), draft["resolution"]
    owner = await people.get(turn.tx, dialogues.number(draft, "owner"))
    if owner is None or not is_here(owner) or await led(turn, leader, meeting_id) is None:
        return refusals.plain(refusals.not_allowed())
    resolution_id = resolution if isinstance(resolution, int) else None
    if resolution_id is not None and await resolutions.get(turn.tx, resolution_id) is None:
        resolution_id = None
    text = str(draft["text"])
    task_id = await store.give(turn.tx, meeting_id, resolution_id, text, owner.id, _due(draft), leader.id, turn.now)
    task = await store.get(turn.tx, task_id)
    if task is None:
        raise LookupError("a task that was just written down is gone")
    reached = await tell_owner(turn, task, leader, owner)
    return say.given(task, owner, turn.now, reached=reached)


async def _read_new_owner(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    owner = await _named(asker, draft, text)
    if isinstance(owner, Problem):
        return owner
    turn, leader = asker.turn, await dialogues.member(asker)
    task = await store.get(turn.tx, dialogues.number(draft, "task"))
    if task is None or not task.is_open or await led(turn, leader, task.meeting_id) is None:
        return Done(say.over())
    before = await people.get(turn.tx, task.owner_id) if task.owner_id is not None else None
    await reminding.end(turn, task.id)
    await store.hand_to(turn.tx, task.id, owner.id)
    if before is not None and before.id not in {owner.id, leader.id} and before.telegram_id is not None:
        turn.tell(before.telegram_id, say.taken_from_you(task, owner.name), silent=True)
    reached = await tell_owner(turn, await store.get(turn.tx, task.id) or task, leader, owner)
    return Done(say.given(task, owner, turn.now, reached=reached))


def _due(draft: Draft) -> date:
    return date.fromisoformat(str(draft["due"]))


GIVING: Final = Script(
    "task",
    (
        Step("what", _ask_what, _read_what),
        Step("who", _ask_who, _read_who),
        Step("due", _ask_due, _read_due),
        Step("preview", _ask_preview, _read_preview),
    ),
)
HANDING: Final = Script("task_to_another", (Step("who", _ask_who, _read_new_owner),))
