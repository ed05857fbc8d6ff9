"""How many had a talk: a count for whoever keeps it as the organisation's duty, and nobody's name (C16)."""

from dataclasses import dataclass
from datetime import date

from domain.access import Action
from domain.care import FEWEST, closed_month
from domain.members import Member, Role, is_counted
from services import access
from services.turn import Turn
from storage import care_talks as store
from storage import nodes
from storage import people as members

_KEEPERS = frozenset({Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY, Role.ORGANIZATION_MEMBER})


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of so many members so many had a talk on [first, until). `talked` is None in a branch too small for a count."""

    branch: str
    first: date
    until: date
    talked: int | None
    of: int


async def coverage(turn: Turn, keeper: Member) -> list[Coverage] | None:
    """One for each branch this member answers for; None for anybody else. The months are whole ones and over."""
    posts = [one for one in await members.offices_of(turn.tx, keeper.id) if one.role in _KEEPERS]
    allowed = await access.nodes_for(turn, keeper, Action.MANAGE_CARE)
    branches = [one.node_id for one in posts if one.node_id in allowed]
    if not branches:
        return None
    first, until = closed_month(turn.now.date())
    return [await _of_branch(turn, branch_id, first, until) for branch_id in dict.fromkeys(branches)]


async def _of_branch(turn: Turn, branch_id: int, first: date, until: date) -> Coverage:
    tree = await nodes.tree(turn.tx)
    within = [one for one in tree.subtree(branch_id) if tree.branch_of(one) == tree[branch_id]]
    counted = {one.id for one in await members.in_nodes(turn.tx, within) if is_counted(one)}
    talked = None if len(counted) < FEWEST else len(await store.talked(turn.tx, counted, first, until))
    return Coverage(tree[branch_id].name, first, until, talked, len(counted))
