"""Who may open the words of a request: node × post × consent × exclusion, in that order of refusal (V5, H4, H10)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from domain.nodes import Tree
from domain.requests.request import HelpRequest, is_open


class RefusedBecause(StrEnum):
    GONE = "gone"
    EXCLUDED = "excluded"
    OUTSIDE = "outside"
    NO_CONSENT = "no_consent"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Refused:
    because: RefusedBecause


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who wants to read: their posts' nodes, and whether the ladder or a transfer has come to them."""

    member_id: int
    post_nodes: frozenset[int]
    was_asked: bool


def may_open(request: HelpRequest, reader: Reader, tree: Tree, excluded: Collection[int]) -> Refused | None:
    """None where the reader may; the asker reads their own words without asking here.

    Being asked opens a request only until somebody has taken it: from then on it is between two people.
    """
    if request.asker_id is None:
        return Refused(RefusedBecause.GONE)
    if reader.member_id in excluded:
        return Refused(RefusedBecause.EXCLUDED)
    reached = [node_id for node_id in reader.post_nodes if node_id in tree and request.node_id in tree.subtree(node_id)]
    if not reached:
        return Refused(RefusedBecause.OUTSIDE)
    inside = tree.subtree(request.branch_id) if request.branch_id in tree else frozenset[int]()
    if not request.may_leave and not any(node_id in inside for node_id in reached):
        return Refused(RefusedBecause.NO_CONSENT)
    if reader.member_id == request.owner_id:
        return None
    if request.owner_id is None and reader.was_asked and is_open(request):
        return None
    return Refused(RefusedBecause.NOT_ASKED)
