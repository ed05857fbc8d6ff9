"""Which features a branch has switched on (A12): off above is off below, so a branch can only switch off more."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Action
from domain.features import NEEDS, Feature, effective
from domain.members import Member
from domain.nodes import BRANCH_KINDS, Node
from services import access
from services.turn import Turn
from storage import nodes as store


@dataclass(frozen=True, slots=True)
class Switch:
    """One feature at one branch.

    `off_here` is the branch's own switch; `above` names the node that has it off for everybody below; `needs` is what
    it waits for, being off itself.
    """

    feature: Feature
    on: bool
    off_here: bool
    above: str | None
    needs: Feature | None


@dataclass(frozen=True, slots=True)
class Panel:
    branch: Node
    switches: Sequence[Switch]


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


@dataclass(frozen=True, slots=True)
class StaysOff:
    """Off above; nothing changed."""

    feature: Feature


async def panel(turn: Turn, member: Member) -> Panel | NotAllowed:
    """The switches of one's own branch."""
    tree = await store.tree(turn.tx)
    managed = await access.nodes_for(turn, member, Action.MANAGE_NODE)
    branches = [node_id for node_id in managed if tree[node_id].kind in BRANCH_KINDS]
    own = tree.branch_of(member.node_id)
    if not branches:
        await access.may(turn, member, Action.MANAGE_NODE, member.node_id)
        return NotAllowed()
    return await _drawn(turn, own if own is not None and own.id in branches else tree[branches[0]])


async def switch(turn: Turn, member: Member, node_id: int, feature: Feature) -> Panel | StaysOff | NotAllowed:
    """Turn one switch of the branch's own. What is off above stays off."""
    tree = await store.tree(turn.tx)
    if node_id not in tree or not await access.may(turn, member, Action.MANAGE_NODE, node_id):
        return NotAllowed()
    everywhere = await store.features_off(turn.tx)
    off = everywhere.get(node_id, frozenset())
    if any(feature in everywhere.get(node.id, frozenset()) for node in tree.ancestors(node_id)):
        return StaysOff(feature)
    await store.switch_features_off(turn.tx, node_id, off ^ {feature})
    return await _drawn(turn, tree[node_id])


async def _drawn(turn: Turn, branch: Node) -> Panel:
    off = await store.features_off(turn.tx)
    path = (await store.tree(turn.tx)).path(branch.id)
    on = effective(off, [node.id for node in path])
    switches = []
    for feature in Feature:
        above = next((node.name for node in path[:-1] if feature in off.get(node.id, frozenset())), None)
        needs = NEEDS.get(feature)
        missing = needs if needs is not None and needs not in on else None
        switches.append(Switch(feature, feature in on, feature in off.get(branch.id, frozenset()), above, missing))
    return Panel(branch, switches)
