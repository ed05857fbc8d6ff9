"""Naming a person of one's own branch. The roster is not shown for it: who is meant is typed (SEC-03)."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.members import Member, clean_name, is_here
from services.turn import Turn
from storage import nodes
from storage import people as store


@dataclass(frozen=True, slots=True)
class Found:
    """Everybody of that name, each with the words that mean them alone."""

    people: Sequence[tuple[str, Member]]


async def branch_id_of(turn: Turn, member: Member) -> int:
    """The branch of a member; their own node where they stand above all branches."""
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    return branch.id if branch is not None else member.node_id


async def named(turn: Turn, branch_id: int, text: str) -> Found:
    """Who in a branch is called so. Two of one name are told apart by their group."""
    name = clean_name(text)
    tree = await nodes.tree(turn.tx)
    everybody = await store.in_nodes(turn.tx, tree.subtree(branch_id))
    people = [one for one in everybody if is_here(one)]
    same = [one for one in people if one.name == name]
    if len(same) == 1:
        return Found([(same[0].name, same[0])])
    labelled = [(f"{one.name}（{tree[one.node_id].name}）", one) for one in people]
    return Found([(label, one) for label, one in labelled if name in {one.name, label}])
