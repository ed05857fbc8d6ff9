"""The roster of a branch, and the files it comes in (A2): a dry run first, then a yes, then the import."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from domain import roster as rules
from domain.access import Action, Grant
from domain.members import Member, Role, is_here
from domain.messages import Json, Message
from domain.nodes import BRANCH_KINDS, Node, Tree
from domain.posts import above as above_of
from services import access, dialogues, importing, people
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.spreadsheets import TableProblem, read_table, wrong_from_outside
from services.turn import Turn
from storage import nodes, party_dates
from storage import people as store
from texts import roster as say


@dataclass(frozen=True, slots=True)
class Fetch:
    """The file may be read; it has to be fetched first."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """The dry run; with buttons where there is something to import."""

    message: Message


@dataclass(frozen=True, slots=True)
class Unreadable:
    problem: TableProblem


@dataclass(frozen=True, slots=True)
class Lost:
    """Telegram did not give us the file."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """`keepers` are the names of those who keep this person's roster."""

    keepers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Page:
    """The roster as somebody may see it: the people by group; `keeps` where they may send a file."""

    groups: Sequence[tuple[str, Sequence[Member]]]
    posts: Mapping[int, Sequence[Role]]
    keeps: str | None
    keepers: Sequence[str]


Read: TypeAlias = Previewed | Unreadable | Lost | NotAllowed


async def page(turn: Turn, member: Member) -> Page | NotAllowed:
    """`/roster`: whom somebody may see by name, and how a file is sent."""
    tree = await nodes.tree(turn.tx)
    seen = await access.nodes_for(turn, member, Action.SEE_NAMES)
    branch = await _branch(turn, member, tree)
    if not seen and branch is None:
        return await _refused(turn, member, tree)
    shown = [one for one in await store.in_nodes(turn.tx, seen) if is_here(one)]
    posts: dict[int, list[Role]] = {}
    above = {rung.id for node_id in seen for rung in tree.ladder(node_id)}
    for office in await store.offices_at(turn.tx, above.union(seen)):
        posts.setdefault(office.member_id, []).append(office.role)
    groups = [(tree[node_id].name, [one for one in shown if one.node_id == node_id]) for node_id in seen]
    return Page(
        [group for group in groups if group[1]],
        posts,
        None if branch is None else branch.name,
        await _keepers(turn, member, tree),
    )


async def offered(turn: Turn, member: Member, name: str, size: int | None) -> Fetch | Unreadable | NotAllowed:
    """Somebody sent a file: whether it is worth fetching."""
    tree = await nodes.tree(turn.tx)
    if await _branch(turn, member, tree) is None:
        return await _refused(turn, member, tree)
    problem = wrong_from_outside(name, size)
    return Fetch() if problem is None else Unreadable(problem)


async def read(turn: Turn, member: Member, name: str, data: bytes | None) -> Read:
    """The file is here: what importing it would do. Nothing is changed yet."""
    tree = await nodes.tree(turn.tx)
    branch = await _branch(turn, member, tree)
    if branch is None:
        return await _refused(turn, member, tree)
    if data is None:
        return Lost()
    table = await asyncio.to_thread(read_table, name, data)
    if isinstance(table, TableProblem):
        return Unreadable(table)
    kept: list[Json] = [list[Json](cells) for cells in rules.only_known(table)]
    plan = await _plan(turn, member, branch, table)
    if not isinstance(plan, Plan) or not (plan.roster.add or plan.roster.update):
        return Previewed(_preview(plan))
    draft: Draft = {"branch": branch.id, "table": kept, "words": _preview(plan).html}
    return Previewed(await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, draft))


@dataclass(frozen=True, slots=True)
class Plan:
    roster: rules.RosterPlan
    notes: frozenset[rules.PostNote]


async def _plan(
    turn: Turn, importer: Member, branch: Node, table: Sequence[Sequence[str]]
) -> Plan | rules.RosterRefusal:
    tree = await nodes.tree(turn.tx)
    below = tree.subtree(branch.id)
    groups = importing.groups_of(tree, branch)
    members = await store.in_nodes(turn.tx, below)
    offices = await store.offices_at(turn.tx, below)
    dates = await party_dates.of_many(turn.tx, [member.id for member in members])
    plan = rules.read_table(table, members, groups, offices, dates=dates, today=turn.now.date())
    if not isinstance(plan, rules.RosterPlan):
        return plan
    may_appoint = branch.id in await access.nodes_for(turn, importer, Action.APPOINT)
    in_groups = {member.id for member in members if member.node_id in groups.values()}
    held: dict[int, frozenset[Role]] = {}
    for office in offices:
        held[office.member_id] = held.get(office.member_id, frozenset()) | {office.role}
    above = await _above(turn, importer, branch) if may_appoint else frozenset[Role]()
    return Plan(*rules.settle_posts(plan, importer.id, in_groups, held, may_appoint=may_appoint, above=above))


async def _above(turn: Turn, importer: Member, branch: Node) -> frozenset[Role]:
    """The posts that are above the importer's own: a file gives no more than 「职务」 does (A4)."""
    decision = await access.ask(turn, importer, Action.APPOINT, branch.id)
    return above_of(decision.role) if isinstance(decision, Grant) else frozenset(Role)


def _preview(plan: Plan | rules.RosterRefusal) -> Message:
    return say.preview(plan.roster, plan.notes) if isinstance(plan, Plan) else say.refused(plan)


async def _ask(_asker: Asker, draft: Draft) -> Question:
    """The preview is kept as it was said, so that the question can be put again."""
    return Question(Message(str(draft["words"])), [say.do_import()], cancel=say.do_not_import())


async def _confirm(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    """The plan is made again from what was kept: between the dry run and the yes the roster may have changed."""
    if text.strip() != say.do_import():
        return Problem(say.please_press())
    turn = asker.turn
    tree = await nodes.tree(turn.tx)
    importer = await people.known(turn, asker.telegram_id)
    branch = None if importer is None else await _branch(turn, importer, tree)
    if importer is None or branch is None or branch.id != draft["branch"]:
        return Done(say.no_longer_allowed())
    rows = draft["table"] if isinstance(draft["table"], list) else []
    table = [[str(cell) for cell in cells] for cells in rows if isinstance(cells, list)]
    plan = await _plan(turn, importer, branch, table)
    if not isinstance(plan, Plan):
        return Done(say.refused(plan))
    await importing.apply(turn, importer, branch, plan.roster)
    return Done(say.imported(len(plan.roster.add), len(plan.roster.update), asker.telegram_id))


SCRIPT: Final = Script("roster", (Step("confirm", _ask, _confirm),))


async def _branch(turn: Turn, member: Member, tree: Tree) -> Node | None:
    """The branch whose roster somebody keeps: their own before any other."""
    kept = [id_ for id_ in await access.nodes_for(turn, member, Action.MANAGE_ROSTER) if tree[id_].kind in BRANCH_KINDS]
    own = tree.branch_of(member.node_id)
    if own is not None and own.id in kept:
        return own
    return tree[kept[0]] if kept else None


async def _refused(turn: Turn, member: Member, tree: Tree) -> NotAllowed:
    await access.may(turn, member, Action.MANAGE_ROSTER, member.node_id)
    return NotAllowed(await _keepers(turn, member, tree))


async def _keepers(turn: Turn, member: Member, tree: Tree) -> list[str]:
    branch = tree.branch_of(member.node_id)
    if branch is None:
        return []
    keeping = {Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY, Role.ORGANIZATION_MEMBER}
    offices = [office for office in await store.offices_at(turn.tx, [branch.id]) if office.role in keeping]
    holders = [await store.get(turn.tx, office.member_id) for office in offices]
    return list(dict.fromkeys(holder.name for holder in holders if holder is not None))
