"""What is in force at a node: the values of its branch, or what everybody begins with."""

from typing import TypeVar

from domain.configuration import Configuration, Setting
from services.turn import Turn
from storage import configurations as store
from storage import nodes

T = TypeVar("T")


async def value(turn: Turn, node_id: int, key: Setting[T]) -> T:
    """One value of the branch a node belongs to: `await configuration.value(turn, node_id, Key.MAKE_UP_DAYS)`."""
    return (await in_force(turn, node_id)).value(key)


async def in_force(turn: Turn, node_id: int) -> Configuration:
    """All values at a node: those of the nearest node above it, itself counted, that has published some."""
    tree = await nodes.tree(turn.tx)
    ladder = [node.id for node in tree.ladder(node_id)] if node_id in tree else []
    known = await store.newest_of(turn.tx, ladder) if ladder else {}
    return next((known[one] for one in ladder if one in known), Configuration())
