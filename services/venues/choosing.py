"""Choosing where to meet: the branch's list first, then where it met before; free words stay possible."""

from domain.features import Feature
from services import features
from services.turn import Turn
from services.venues import addresses
from storage import meetings, nodes
from storage import venues as store

MOST = 6


async def places(turn: Turn, node_id: int) -> list[str]:
    """Names to offer, each once."""
    tree = await nodes.tree(turn.tx)
    home = tree.branch_of(node_id) or tree[node_id]
    listed = await store.of_branches(turn.tx, [home.id]) if await _on(turn, node_id) else []
    before = await meetings.places(turn.tx, tree.subtree(home.id))
    return list(dict.fromkeys([*(venue.name for venue in listed), *before]))[:MOST]


async def named(turn: Turn, node_id: int, place: str) -> str:
    """What a group may read of a place somebody typed: the name, where it was the address of a place on the list."""
    branch = (await nodes.tree(turn.tx)).branch_of(node_id)
    if branch is None or not await _on(turn, node_id):
        return place
    venue = await addresses.known_as(turn, branch.id, place)
    return place if venue is None else venue.name


async def _on(turn: Turn, node_id: int) -> bool:
    return await features.on_at(turn, Feature.VENUES, node_id)
