"""What a branch has switched on (A12)."""

from collections.abc import Collection

from domain.features import Feature, effective
from services.turn import Turn
from storage import nodes


async def on_at(turn: Turn, feature: Feature, node_id: int) -> bool:
    """Whether a feature is on at a node."""
    return feature in await all_on_at(turn, node_id)


async def where_on(turn: Turn, feature: Feature, node_ids: Collection[int]) -> list[int]:
    """Those of these nodes at which a feature is on, in two queries for all of them."""
    off = await nodes.features_off(turn.tx)
    tree = await nodes.tree(turn.tx)
    return [one for one in node_ids if feature in effective(off, [node.id for node in tree.path(one)])]


async def all_on_at(turn: Turn, node_id: int) -> frozenset[Feature]:
    """The features that are on at a node: what is off above is off below."""
    off = await nodes.features_off(turn.tx)
    if not off:
        return frozenset(Feature)
    tree = await nodes.tree(turn.tx)
    return effective(off, [node.id for node in tree.path(node_id)])
