"""Posts: which there are at a node, who may give and take them, and until when they are held (O2, A4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.members import COMMITTEE_ROLES, Member, MemberStatus, Role, is_counted
from domain.nodes import BRANCH_KINDS, GROUP_KINDS, Node, NodeKind

TERM_YEARS: Final = (5, 3)  # village and community branches, other grassroots units (ORG-09, 支部 Art. 21)
LONGEST_TERM: Final = timedelta(days=6 * 366)  # five years and a year for a late election (ORG-11)
A_YEAR: Final = timedelta(days=365)
SINGLE: Final = frozenset({Role.BRANCH_SECRETARY})  # one holder at a time
APPOINTING: Final = frozenset({Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY})
_HIGHEST: Final = 2
_RANKS: Final = {Role.BRANCH_SECRETARY: _HIGHEST, Role.DEPUTY_SECRETARY: 1}
_AT_A_BRANCH: Final = tuple(role for role in Role if role is not Role.GROUP_LEADER)
_AT_A_GROUP: Final = {
    NodeKind.PARTY_GROUP: (Role.GROUP_LEADER, Role.LIAISON),
    NodeKind.HUB_HOUSEHOLD: (Role.GROUP_LEADER, Role.LIAISON),
}


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody at a post: since when by our records, and the last day of the term, None where none is written."""

    member_id: int
    role: Role
    node_id: int
    since: datetime
    term_ends: date | None


class Unfit(StrEnum):
    """Why a post is not given or taken."""

    ONESELF = "oneself"
    ABOVE = "above"
    NOT_ELECTABLE = "not_electable"
    NOT_OURS = "not_ours"
    HOLDS_IT = "holds_it"
    LAST_ONE = "last_one"


def roles_at(node: Node) -> Sequence[Role]:
    """The posts there can be at a node; none above the branches, where ours are entered by the operator."""
    if node.kind in BRANCH_KINDS:
        return _AT_A_BRANCH
    return _AT_A_GROUP[node.kind] if node.kind in GROUP_KINDS else ()


def rank(role: Role | None) -> int:
    """How high a post stands in its branch; None is who set the branch up, before it has a secretary."""
    return _HIGHEST if role is None else _RANKS.get(role, 0)


def above(by: Role | None) -> frozenset[Role]:
    """The posts that are not for who acts as `by` to give or to take."""
    return frozenset(role for role in Role if rank(role) > rank(by))


def unfit_to_get(actor_id: int, by: Role | None, role: Role, whom: Member) -> Unfit | None:
    """Why `whom` may not be given a post by who acts as `by`: nobody gives to themselves, or above themselves (A4).

    Committee posts are for full members: who is on probation cannot be elected (QRM-03, 党章 Art. 7).
    """
    if whom.id == actor_id:
        return Unfit.ONESELF
    if rank(role) > rank(by):
        return Unfit.ABOVE
    if not is_counted(whom):
        return Unfit.NOT_OURS
    if role in COMMITTEE_ROLES and whom.status is not MemberStatus.FULL_MEMBER:
        return Unfit.NOT_ELECTABLE
    return None


def unfit_to_lose(actor_id: int, by: Role | None, post: Held, held: Iterable[Held]) -> Unfit | None:
    """Why a post may not be taken. One may lay down one's own, unless nobody were left to give any."""
    if rank(post.role) > rank(by):
        return Unfit.ABOVE
    appointing = [one for one in held if one.role in APPOINTING and one != post]
    if post.member_id == actor_id and post.role in APPOINTING and not appointing:
        return Unfit.LAST_ONE
    return None


def is_term(day: date, today: date) -> bool:
    """Whether a term may end on that day."""
    return today < day <= today + LONGEST_TERM


def is_young(role: Role, full_member_since: date | None, today: date) -> bool:
    """Whether somebody has been a full member for less than the year a secretary generally needs (ORG-12, Art. 23)."""
    return role is Role.BRANCH_SECRETARY and full_member_since is not None and today - full_member_since < A_YEAR
