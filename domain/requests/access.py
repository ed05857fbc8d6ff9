"""Who may open the words of a request: node × post × consent × exclusion, in that order of refusal (V5, H4, H10)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from domain.nodes import Tree
from domain.requests.request import HelpRequest, RequestStatus, is_open


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

    Being asked opens a request only until somebody has taken it: from then on it is between two people, until it is
    closed. Where the asker's group has been moved to another branch, that is the branch it may be known in without a
    consent.
    """
    if request.asker_id is None or request.status is RequestStatus.WITHDRAWN:
        return Refused(RefusedBecause.GONE)
    if reader.member_id in excluded or reader.member_id == request.about_id:
        return Refused(RefusedBecause.EXCLUDED)
    reached = [node_id for node_id in reader.post_nodes if node_id in tree and request.node_id in tree.subtree(node_id)]
    if not reached:
        return Refused(RefusedBecause.OUTSIDE)
    branch = tree.branch_of(request.node_id)
    inside = tree.subtree(request.node_id if branch is None else branch.id)
    if not request.may_leave and not any(node_id in inside for node_id in reached):
        return Refused(RefusedBecause.NO_CONSENT)
    if is_open(request) and (reader.member_id == request.owner_id or (request.owner_id is None and reader.was_asked)):
        return None
    return Refused(RefusedBecause.NOT_ASKED)
