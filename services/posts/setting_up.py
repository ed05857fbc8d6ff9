"""「支部设置」: what a branch still lacks, asked for one after the other (A1).

What is open is worked out from what is there, so the way can be left at any time, for a day or for good, and goes on
where it stopped. `skip` counts what somebody has passed over for now.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.members import COMMITTEE_ROLES, Member, Role
from domain.messages import Message
from domain.nodes import GROUP_KINDS, Node
from services import backups, dialogues, standins
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.duties import calendar
from services.posts import choosing, giving, grouping, seeing
from services.turn import Turn
from storage import duty_settings, nodes
from texts import branch_setup as say_setup
from texts import posts as say
from texts import refusals


class Open(StrEnum):
    """What can still be open."""

    GROUPS = "groups"
    POST = "post"
    TERM = "term"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Task:
    what: Open
    node_id: int
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class NothingOpen:
    """All is set up, or passed over: time for the readiness check."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


async def onward(turn: Turn, member: Member, skip: int) -> Message | NothingOpen | NotAllowed:
    """The next question, past the `skip` that somebody has passed over."""
    branch = await choosing.may_give(turn, member)
    if branch is None:
        return NotAllowed()
    left = (await tasks(turn, branch))[max(skip, 0) :]
    return await _ask(turn, member, branch, left[0], max(skip, 0)) if left else NothingOpen()


async def tasks(turn: Turn, branch: Node) -> list[Task]:
    """All that is open in a branch, in the order in which it is asked for."""
    tree = await nodes.tree(turn.tx)
    within = tree.same_branch(branch.id)
    found = [] if any(tree[one].kind in GROUP_KINDS for one in within) else [Task(Open.GROUPS, branch.id)]
    found += [Task(Open.POST, node_id, role) for node_id, role in await seeing.vacant(turn, branch)]
    if await lacks_term(turn, branch):
        found.append(Task(Open.TERM, branch.id))
    return found + [Task(Open.BACKUP, node.id, role) for node, role in await standins.without_backup(turn, within)]


async def lacks_term(turn: Turn, branch: Node) -> bool:
    """Whether a committee post is held of which nobody has said until when."""
    if (await duty_settings.calendar_of(turn.tx, branch.id)).term_ends is not None:
        return False
    posts = [one for one in await seeing.posts_of(turn, branch) if one.role in COMMITTEE_ROLES]
    return any(holding.held.term_ends is None for one in posts for holding in one.holders)


async def _ask(turn: Turn, member: Member, branch: Node, task: Task, skip: int) -> Message:
    draft: Draft = {"branch": branch.id, "skip": skip}
    chat_id = member.telegram_id or 0
    match task:
        case Task(Open.POST, node_id, Role() as role):
            return await giving.begin_at(turn, member, {**draft, "node": node_id, "role": str(role)})
        case Task(Open.TERM):
            return await dialogues.begin(turn, chat_id, TERM, draft)
        case Task(Open.BACKUP, node_id, Role() as role):
            return await dialogues.begin(turn, chat_id, BACKUP, {**draft, "node": node_id, "role": str(role)})
        case _:
            return await dialogues.begin(turn, chat_id, grouping.GROUPS, draft)


async def _ask_term(_asker: Asker, _draft: Draft) -> Question:
    return Question(say_setup.committee_term(), [say_setup.skip()])


async def _read_term(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text.strip() == say_setup.skip():
        return Done(say_setup.skipped(dialogues.number(draft, "skip")))
    said = await calendar.set_term(asker.turn, await dialogues.member(asker), text)
    if isinstance(said, str):
        return Problem(said)
    return Done(refusals.plain(refusals.not_allowed()) if said is None else say.going_on(said, draft.get("skip")))


async def _ask_backup(asker: Asker, draft: Draft) -> Question:
    post = await _post(asker, draft)
    names = [] if post is None else [one.name for one in post.members]
    held = [] if post is None else [one.name for one in post.post.holders]
    options = [*names, say_setup.skip()]
    return Question(say_setup.whose_backup(await _node(asker, draft), Role(str(draft["role"])), held), options)


async def _read_backup(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text.strip() == say_setup.skip():
        return Done(say_setup.skipped(dialogues.number(draft, "skip")))
    post = await _post(asker, draft)
    if post is None:
        return Done(refusals.plain(refusals.not_allowed()))
    chosen = [one for one in post.members if one.name == text.strip()]
    if len(chosen) != 1:
        return Problem(say.please_choose())
    node, role = await _node(asker, draft), Role(str(draft["role"]))
    named = await backups.name_backup(asker.turn, await dialogues.member(asker), node.id, role, chosen[0].id)
    if not isinstance(named, backups.Post):
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(say_setup.backed(node, role, chosen[0], draft.get("skip")))


async def _post(asker: Asker, draft: Draft) -> backups.Choice | None:
    """The first page of who could stand in; the AB岗 page has them all."""
    member = await dialogues.member(asker)
    found = await backups.choice(asker.turn, member, dialogues.number(draft, "node"), Role(str(draft["role"])), 0)
    return found if isinstance(found, backups.Choice) else None


async def _node(asker: Asker, draft: Draft) -> Node:
    return (await nodes.tree(asker.turn.tx))[dialogues.number(draft, "node")]


TERM: Final = Script("branch_term", (Step("day", _ask_term, _read_term),))
BACKUP: Final = Script("branch_backup", (Step("whom", _ask_backup, _read_backup),))
