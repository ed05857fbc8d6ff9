"""One word a month for a branch: published once, when the month is over, and never changed (C3, C4).

What somebody deletes, withdraws or says afterwards changes nothing of it, so two looks at it tell the same, and the
second one tells nothing about whoever went in between.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.access import Action
from domain.features import Feature
from domain.members import Member, is_here
from domain.mood import Lean, lean, month_before, month_of
from domain.nodes import BRANCH_KINDS, Node, Tree
from services import access, features
from services.turn import Turn
from storage import moods as store
from storage import nodes, people

MONTHS_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Month:
    """`lean` is None where nothing is said of it; why, is not told."""

    first: date
    lean: Lean | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch and its closed months, newest first."""

    name: str
    months: list[Month]


async def close(turn: Turn) -> bool:
    """A chore: publish the month before this one, once; one question by its key where that is done."""
    this_month = month_of(turn.now.date())
    month = month_before(this_month)
    if await store.is_closed(turn.tx, month):
        return False
    tree = await nodes.tree(turn.tx)
    said: dict[int, dict[int, int]] = {}
    found = await store.last_faces(turn.tx, month, this_month)
    for member_id, (node_id, face) in found.items():
        branch = tree.branch_of(node_id)
        if branch is not None:
            said.setdefault(branch.id, {})[member_id] = face
    leans: dict[int, Lean] = {}
    for branch_id in await features.where_on(turn, Feature.MOOD, said):
        able = await _able(turn, tree, branch_id)
        word = lean([found[member_id][1] for member_id in said[branch_id] if member_id in able], len(able))
        if word is not None:
            leans[branch_id] = word
    await store.close(turn.tx, month, leans)
    return False


async def see(turn: Turn, member: Member) -> list[Branch] | None:
    """What the secretary and the deputy see; None for everybody else, which is written down."""
    tree = await nodes.tree(turn.tx)
    granted = await access.nodes_for(turn, member, Action.SEE_MOOD_TOTALS)
    branches = [tree[node_id] for node_id in granted if tree[node_id].kind in BRANCH_KINDS]
    if not branches:
        await access.may(turn, member, Action.SEE_MOOD_TOTALS, member.node_id)
        return None
    published = await store.published(turn.tx, [one.id for one in branches], MONTHS_SHOWN)
    return [_shown(one, published) for one in branches]


def _shown(branch: Node, published: dict[date, dict[int, Lean]]) -> Branch:
    return Branch(branch.name, [Month(first, words.get(branch.id)) for first, words in published.items()])


async def _able(turn: Turn, tree: Tree, branch_id: int) -> Collection[int]:
    """Who could have answered: members of this very branch whom the bot can ask."""
    within = [node_id for node_id in tree.subtree(branch_id) if (at := tree.branch_of(node_id)) and at.id == branch_id]
    everybody = await people.in_nodes(turn.tx, within)
    return {one.id for one in everybody if one.telegram_id is not None and is_here(one)}
