"""双报到 and the host branch: one person, a second place that sees only what is done there (O9, MOB-03, MOB-09)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from domain.meetings import KINDS, Expected, MeetingKind
from domain.nodes import BRANCH_KINDS, UPPER_KINDS, Node, Tree

MOST: Final = 3  # places besides one's own branch; more is a slip, or nobody's home


class AffiliationState(StrEnum):
    ASKED = "asked"
    ACTIVE = "active"
    DECLINED = "declined"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person at a node that is not their formal one. `since` None until somebody there has said yes."""

    id: int
    member_id: int
    node_id: int
    state: AffiliationState
    since: date | None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody from elsewhere at one meeting, 列席. `comes` None: has not said."""

    id: int
    meeting_id: int
    member_id: int
    comes: bool | None
    came_at: datetime | None


def places_for(home_node_id: int, tree: Tree, node_ids: list[int]) -> list[Node]:
    """Where somebody can report: communities and branches that their own branch does not belong to (ORG-15)."""
    own = {node.id for node in tree.ladder(home_node_id)}
    branch = tree.branch_of(home_node_id)
    own |= set() if branch is None else tree.subtree(branch.id)
    return [tree[one] for one in node_ids if tree[one].kind in BRANCH_KINDS | UPPER_KINDS and one not in own]


def is_open_to_guests(kind: MeetingKind) -> bool:
    """Whoever reports to a place joins its organisational life; a committee meeting is its members' (MTG-02)."""
    return KINDS[kind].expected is not Expected.COMMITTEE
