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
from domain.mood import ABLE, Lean, lean, month_before, month_of
from domain.nodes import BRANCH_KINDS, Node, Tree
from services import access, features
from services.turn import Turn
from storage import moods as store
from storage import nodes, people

MONTHS_SHOWN: Final = 6
AT_ONCE: Final = 2  # branches a turn: each face is unsealed, and answers wait meanwhile


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
    """A chore: publish the month before this one, once, some branches a turn; one question by its key when it is."""
    this_month = month_of(turn.now.date())
    month = month_before(this_month)
    after_id = await store.goes_on_after(turn.tx, month)
    if after_id is None:
        return False
    tree = await nodes.tree(turn.tx)
    left = [id_ for id_ in sorted(await nodes.all_ids(turn.tx)) if id_ > after_id]
    branches = [id_ for id_ in left if tree[id_].kind in BRANCH_KINDS]
    some = branches[:AT_ONCE]
    leans: dict[int, Lean] = {}
    for branch_id in await features.where_on(turn, Feature.MOOD, some):
        able = await _able(turn, tree, branch_id)
        if len(able) >= ABLE:
            word = lean(await store.last_faces(turn.tx, able, month, this_month), len(able))
            leans |= {} if word is None else {branch_id: word}
    more = len(branches) > AT_ONCE
    await store.close(turn.tx, month, leans, some[-1] if more else None)
    return more


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
