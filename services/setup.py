"""Binding a group to its node, and how far a branch is with being set up (A1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain import readiness as rules
from domain.access import Action
from domain.members import Member, is_here
from domain.messages import Json, Message
from domain.nodes import BRANCH_KINDS, Node, NodeKind
from services import access, dialogues, organisation, people, routes, standins
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.posts import setting_up
from services.turn import Turn
from storage import nodes as store
from storage import people as roster
from storage.nodes import Chat, Place
from texts import posts as say_posts
from texts import setup as say
from texts.setup import Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the nodes somebody is responsible for have come; `duties` where a branch with help is among them."""

    name: str
    chats: int
    people: int
    joined: int
    duties: routes.Duties | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    node: Node
    progress: Progress


@dataclass(frozen=True, slots=True)
class Which:
    """Several nodes fit; asked in the private chat."""

    question: Message


@dataclass(frozen=True, slots=True)
class Taken:
    """The chat belongs to a node of somebody else's."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


@dataclass(frozen=True, slots=True)
class Readiness:
    findings: Sequence[rules.Finding]
    hints: Sequence[rules.Hint]
    progress: Progress


async def bind_chat(
    turn: Turn, member: Member, chat_id: int, thread_id: int | None, title: str
) -> Bound | Which | Taken | NotAllowed:
    """`/setup` in a group: bind it, with its topic, to the node of whoever asks."""
    mine = await organisation.managed(turn, member)
    if not mine:
        await access.may(turn, member, Action.MANAGE_NODE, member.node_id)
        return NotAllowed()
    bound = await store.chat(turn.tx, chat_id)
    if bound is not None:
        if bound.node_id not in mine:
            return Taken()
        return await _bind(turn, member, Chat(chat_id, bound.node_id, thread_id, title))
    taken = {each.node_id for each in await store.chats_of(turn.tx, mine) if each.place is not Place.AWAY}
    free = mine - taken
    if len(free) == 1:
        return await _bind(turn, member, Chat(chat_id, next(iter(free)), thread_id, title))
    draft: Draft = {"chat": chat_id, "thread": thread_id, "title": title}
    draft["nodes"] = list[Json](sorted(free or mine))
    return Which(await dialogues.begin(turn, member.telegram_id or 0, BINDING, draft))


async def _bind(turn: Turn, member: Member, chat: Chat) -> Bound:
    bound = await store.chat(turn.tx, chat.chat_id)
    place = Place.MEMBER if bound is None or bound.place is Place.AWAY else bound.place
    await store.bind(turn.tx, replace(chat, place=place), turn.now)
    node = (await store.tree(turn.tx))[chat.node_id]
    return Bound(node, await _progress(turn, await organisation.managed(turn, member), node.name))


async def _ask_node(asker: Asker, draft: Draft) -> Question:
    tree = await store.tree(asker.turn.tx)
    options = [(tree[node_id].name, str(node_id)) for node_id in _ids(draft) if node_id in tree]
    return Question(say.which_node(str(draft["title"])), options, per_row=1)


async def _read_node(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    member = await people.known(asker.turn, asker.telegram_id)
    mine = frozenset[int]() if member is None else await organisation.managed(asker.turn, member)
    tree = await store.tree(asker.turn.tx)
    chosen = [node_id for node_id in _ids(draft) if text.strip() in {str(node_id), tree[node_id].name}]
    if member is None or len(chosen) != 1 or chosen[0] not in mine:
        return Problem(say.please_choose())
    thread = draft["thread"]
    chat = Chat(int(str(draft["chat"])), chosen[0], None if thread is None else int(str(thread)), str(draft["title"]))
    done = await _bind(asker.turn, member, chat)
    asker.turn.tell(chat.chat_id, say.bound_in_group(done.node.name), thread_id=chat.thread_id)
    return Done(next_steps(done.progress, asker.telegram_id))


def _ids(draft: Draft) -> list[int]:
    listed = draft["nodes"]
    return [int(str(node_id)) for node_id in listed] if isinstance(listed, list) else []


BINDING: Final = Script("binding", (Step("node", _ask_node, _read_node),))


def next_steps(reached: Progress, telegram_id: int) -> Message:
    """The same list wherever the wizard goes on: it is drawn from what is there, so it can be left at any time."""
    duties = None if reached.duties is None else (reached.duties.vacant, reached.duties.quiet)
    return say.next_steps(
        reached.name, reached.chats, reached.people, reached.joined, duties, reached.standing, telegram_id
    )


async def progress(turn: Turn, member: Member) -> Progress | NotAllowed:
    """`/setup` in the private chat: where the set-up stands."""
    mine = await organisation.managed(turn, member)
    if not mine:
        await access.may(turn, member, Action.MANAGE_NODE, member.node_id)
        return NotAllowed()
    return await _progress(turn, mine, (await store.tree(turn.tx))[min(mine)].name)


async def _progress(turn: Turn, mine: frozenset[int], name: str) -> Progress:
    members = [one for one in await roster.in_nodes(turn.tx, mine) if is_here(one)]
    chats = [chat for chat in await store.chats_of(turn.tx, mine) if chat.place is not Place.AWAY]
    joined = sum(member.telegram_id is not None for member in members)
    duties = await routes.duties(turn, mine)
    standing = await _standing(turn, mine)
    return Progress(name, len(chats), len(members), joined, duties[0] if duties else None, standing)


async def _standing(turn: Turn, mine: frozenset[int]) -> Standing | None:
    """How far the first branch among these has come with groups, posts, terms and stand-ins."""
    tree = await store.tree(turn.tx)
    branch = next((tree[node_id] for node_id in sorted(mine) if tree[node_id].kind in BRANCH_KINDS), None)
    if branch is None:
        return None
    within = tree.same_branch(branch.id)
    left = await setting_up.tasks(turn, branch)

    def names(what: setting_up.Open) -> list[str]:
        return [say_posts.post(tree[one.node_id], one.role) for one in left if one.what is what and one.role]

    return Standing(
        sum(tree[one].kind is NodeKind.PARTY_GROUP for one in within),
        sum(tree[one].kind is NodeKind.HUB_HOUSEHOLD for one in within),
        names(setting_up.Open.POST),
        names(setting_up.Open.BACKUP),
        has_term=all(one.what is not setting_up.Open.TERM for one in left),
    )


async def ready(turn: Turn, member: Member) -> Readiness | NotAllowed:
    """The readiness check: everything that is still missing in one's own nodes."""
    mine = await organisation.managed(turn, member)
    if not mine:
        await access.may(turn, member, Action.SEE_STATUS, member.node_id)
        return NotAllowed()
    tree = await store.tree(turn.tx)
    members = [one for one in await roster.in_nodes(turn.tx, mine) if is_here(one)]
    chats = await store.chats_of(turn.tx, frozenset(rung.id for node_id in mine for rung in tree.ladder(node_id)))
    there = frozenset(chat.node_id for chat in chats if chat.place is not Place.AWAY)
    lacks = {Place.ADMIN: rules.Lack.BOT_IS_ADMIN, Place.AWAY: rules.Lack.BOT_AWAY}
    findings = [
        *rules.posts(tree, mine, members, await roster.offices_at(turn.tx, mine)),
        *rules.without_chat(tree, mine, there),
        *(rules.Finding(lacks[chat.place], chat.title) for chat in chats if chat.place in lacks),
        *rules.people(members, len(await roster.unreachable(turn.tx, mine))),
        *rules.without_backup(await standins.without_backup(turn, mine)),
    ]
    for each in await routes.duties(turn, mine):
        findings += rules.unanswered(tree, each.branch_id, members, each.vacant, findings)
    return Readiness(findings, await _hints(turn, mine, members), await _progress(turn, mine, tree[min(mine)].name))


async def _hints(turn: Turn, mine: frozenset[int], members: Sequence[Member]) -> list[rules.Hint]:
    """Of all branches among these, each hint once."""
    tree = await store.tree(turn.tx)
    found: list[rules.Hint] = []
    for branch in (tree[node_id] for node_id in sorted(mine) if tree[node_id].kind in BRANCH_KINDS):
        offices = await roster.offices_at(turn.tx, [branch.id])
        has_term = not await setting_up.lacks_term(turn, branch)
        found += rules.hints(tree, branch.id, members, offices, has_term=has_term)
    return list(dict.fromkeys(found))
