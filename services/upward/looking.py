"""Who sees which reports: a branch's own leaders theirs, a post above those of all branches below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Action
from domain.members import COMMITTEE_ROLES, Member
from domain.nodes import BRANCH_KINDS, Tree
from domain.upward import Quarter, Report, together
from services import access
from services.turn import Turn
from storage import nodes, people
from storage import upward as store

SHOWN = 4  # quarters that can be chosen


@dataclass(frozen=True, slots=True)
class Page:
    """One quarter of one place: its branches by name, in the order of the tree, and all together."""

    place: str
    quarter: Quarter
    branches: Sequence[tuple[str, Report]]
    others: Sequence[Quarter]

    @property
    def total(self) -> Report:
        return together(report for _, report in self.branches)


@dataclass(frozen=True, slots=True)
class NoneYet:
    """Theirs to see, and none made yet."""

    place: str


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


async def look(turn: Turn, member: Member, quarter: Quarter | None = None) -> Page | NoneYet | NotAllowed:
    """A quarter's counts, the newest where none is named. A refusal is written down."""
    tree = await nodes.tree(turn.tx)
    seen = await _reach(turn, member, tree)
    if not seen:
        await access.may(turn, member, Action.SEE_TOTALS, member.node_id)
        return NotAllowed()
    place = _place(tree, seen)
    known = [Quarter(number) for number in await store.quarters(turn.tx, seen, SHOWN)]
    chosen = quarter if quarter in known else known[0] if known else None
    if chosen is None:
        return NoneYet(place)
    reports = await store.of_quarter(turn.tx, seen, chosen.number)
    branches = [(tree[node_id].name, reports[node_id]) for node_id in seen if node_id in reports]
    return Page(place, chosen, branches, [one for one in known if one != chosen])


async def sees(turn: Turn, member: Member) -> bool:
    """Whether any branch's reports are theirs to look at; asking is no attempt."""
    return bool(await _reach(turn, member, await nodes.tree(turn.tx)))


async def _reach(turn: Turn, member: Member, tree: Tree) -> list[int]:
    """The branches whose committee they sit in, or that stand below a committee they sit in."""
    offices = await people.offices_of(turn.tx, member.id)
    posts = [office.node_id for office in offices if office.role in COMMITTEE_ROLES and office.node_id in tree]
    below = frozenset[int]().union(*(tree.subtree(node_id) for node_id in posts))
    allowed = await access.nodes_for(turn, member, Action.SEE_TOTALS)
    return [node_id for node_id in allowed if node_id in below and tree[node_id].kind in BRANCH_KINDS]


def _place(tree: Tree, seen: Sequence[int]) -> str:
    """The lowest node that all these branches stand in."""
    paths = [tree.path(node_id) for node_id in seen]
    shared = [one for one in paths[0] if all(one in path for path in paths)]
    return shared[-1].name if shared else tree[seen[0]].name
