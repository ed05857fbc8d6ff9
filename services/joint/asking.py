"""Asking another branch to a meeting, and its answer: it then holds its own, at the same time and place (M27)."""

from dataclasses import dataclass
from typing import TypeAlias

from domain.access import Action
from domain.joint import Joint, JointState, may_be_joint
from domain.meetings import Meeting, MeetingState
from domain.members import Member, Role
from domain.messages import Message
from domain.nodes import Node, Tree
from services import access, boards, dialogues, leading, meetings, standins
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.joint import totals
from services.leading import who_leads
from services.turn import Turn
from storage import joint as store
from storage import meetings as meetings_store
from storage import nodes, people
from storage.meetings import Plan
from texts import joint as say
from texts import refusals

OFFERED = 6
WHO_ANSWERS = (Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The guest branch's own meeting."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Declined:
    pass


@dataclass(frozen=True, slots=True)
class AnsweredBefore:
    pass


@dataclass(frozen=True, slots=True)
class Over:
    """The meeting has begun, or is not held."""


@dataclass(frozen=True, slots=True)
class Refused:
    pass


Answer: TypeAlias = Accepted | Declined | AnsweredBefore | Over | Refused


async def begin(turn: Turn, leader: Member, meeting_id: int) -> Message | None:
    """None where it is none of theirs, or cannot be held with others."""
    if await _may_ask(turn, leader, meeting_id) is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"meeting": meeting_id})


async def answer(turn: Turn, secretary: Member, joint_id: int, *, accepts: bool) -> Answer:
    """The guest's secretary answers; the first answer holds, and who asked is told."""
    asked = await store.get(turn.tx, joint_id)
    host = await meetings_store.get(turn.tx, asked.host_meeting_id) if asked is not None else None
    if asked is None or host is None:
        return Refused()
    if not await access.may(turn, secretary, Action.MANAGE_MEETING, asked.guest_node_id):
        return Refused()
    if host.state is not MeetingState.ANNOUNCED or host.starts_at <= turn.now:
        return Over()
    state = JointState.ACCEPTED if accepts else JointState.DECLINED
    if not await store.answer(turn.tx, joint_id, state, secretary.id, turn.now):
        return AnsweredBefore()
    branch = (await nodes.tree(turn.tx))[asked.guest_node_id]
    await _tell(turn, host, asked.asked_by, say.answered(branch.name, host, turn.now, accepts=accepts))
    if not accepts:
        return Declined()
    return Accepted(await _announce(turn, secretary, asked, host))


async def changed(turn: Turn, host: Meeting) -> None:
    """The host moved its meeting or called it off: each guest's organiser hears it, and decides for the own branch.

    A guest that does not come is told to its host, whose numbers are without it from then on.
    """
    host_id = await store.host_meeting_id(turn.tx, host.id)
    if host_id is not None:
        if host.state is MeetingState.CANCELLED:
            await _guest_stays_away(turn, host, host_id)
        return
    for guest in await totals.meetings_of(turn, host):
        await _tell(turn, guest, guest.created_by, say.host_changed(host, guest, turn.now))


async def _guest_stays_away(turn: Turn, guest: Meeting, host_id: int) -> None:
    host = await meetings_store.get(turn.tx, host_id)
    branch = (await nodes.tree(turn.tx)).branch_of(guest.node_id)
    if host is not None and branch is not None and host.state is MeetingState.ANNOUNCED:
        await _tell(turn, host, host.created_by, say.answered(branch.name, host, turn.now, accepts=False))
        await boards.refresh(turn, [host])


async def _announce(turn: Turn, secretary: Member, asked: Joint, host: Meeting) -> Meeting:
    plan = Plan(
        node_id=asked.guest_node_id,
        kind=host.kind,
        title=host.title,
        place=host.place,
        starts_at=host.starts_at,
        opens_at=host.opens_at,
        closes_at=host.closes_at,
        chat_id=await meetings.board_chat(turn, host.kind, asked.guest_node_id),
        created_by=secretary.id,
        second_at=host.second_at,
    )
    meeting = await meetings.announce(turn, secretary, plan)
    if meeting is None:
        raise LookupError("whoever may manage meetings here could not announce one")
    await store.tie(turn.tx, asked.id, meeting.id)
    await boards.refresh(turn, [host])
    return meeting


async def _may_ask(turn: Turn, leader: Member, meeting_id: int) -> Meeting | None:
    meeting = await leading.led(turn, leader, meeting_id)
    if meeting is None:
        return None
    ahead = meeting.state is MeetingState.ANNOUNCED and turn.now < meeting.starts_at
    guest = await store.host_meeting_id(turn.tx, meeting.id) is not None
    return meeting if ahead and may_be_joint(meeting) and not guest else None


async def _branches(turn: Turn, meeting: Meeting) -> list[Node]:
    """The other branches that were not asked yet, nearest in the tree first."""
    tree = await nodes.tree(turn.tx)
    own = tree.branch_of(meeting.node_id)
    asked = {one.guest_node_id for one in await store.asked_by_host(turn.tx, meeting.id)}
    others = [
        tree[node_id]
        for node_id in await nodes.all_ids(turn.tx)
        if tree.branch_of(node_id) == tree[node_id] and tree[node_id] != own and node_id not in asked
    ]
    return sorted(others, key=lambda node: (_apart(tree, meeting.node_id, node), node.id))


def _apart(tree: Tree, node_id: int, other: Node) -> int:
    """How far up the nearest node above both is; further than all for another tree."""
    above = [node.id for node in tree.ladder(node_id)]
    shared = [above.index(node.id) for node in tree.ladder(other.id) if node.id in above]
    return min(shared, default=len(above))


async def _ask_branch(asker: Asker, draft: Draft) -> Question:
    meeting = await meetings_store.get(asker.turn.tx, dialogues.number(draft, "meeting"))
    near = await _branches(asker.turn, meeting) if meeting is not None else []
    return Question(say.ask_branch(some=bool(near)), [(node.name, node.name) for node in near[:OFFERED]], per_row=1)


async def _read_branch(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    leader = await dialogues.member(asker)
    meeting = await _may_ask(asker.turn, leader, dialogues.number(draft, "meeting"))
    if meeting is None:
        return Done(refusals.plain(refusals.not_allowed()))
    named = [node for node in await _branches(asker.turn, meeting) if node.name == text.strip()]
    if len(named) != 1:
        return Problem(say.unknown_branch())
    return await _ask(asker.turn, leader, meeting, named[0])


async def _ask(turn: Turn, leader: Member, meeting: Meeting, branch: Node) -> Done | Problem:
    there = await standins.holders(turn, [branch.id], turn.now)
    answers = [person.member_id for role in WHO_ANSWERS for person in there.get((branch.id, role), ())]
    if not answers:
        return Problem(say.nobody_there(branch.name))
    tree = await nodes.tree(turn.tx)
    own = tree.branch_of(meeting.node_id) or tree[meeting.node_id]
    asked = await store.ask(turn.tx, meeting.id, branch.id, leader.id, turn.now)
    theirs = await people.get(turn.tx, answers[0])
    if theirs is not None and theirs.telegram_id is not None:
        turn.tell(theirs.telegram_id, say.ask_of_branch(leader, own.name, meeting, asked.id, turn.now))
    return Done(say.asked(branch.name))


async def _tell(turn: Turn, meeting: Meeting, wanted_id: int, words: Message) -> None:
    """To who made or asked it, or leads there by now."""
    member = await who_leads(turn, meeting.node_id, wanted_id)
    if member is not None and member.telegram_id is not None:
        turn.tell(member.telegram_id, words)


SCRIPT = Script("joint", (Step("branch", _ask_branch, _read_branch),))
