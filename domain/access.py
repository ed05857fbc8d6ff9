"""Who may do what, where (V5, PRV-16). The only sources are posts in the tree; Telegram's administrators have none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias

from domain.members import COMMITTEE_ROLES, Role
from domain.nodes import GROUP_KINDS, UPPER_KINDS, Tree


class Action(StrEnum):
    """`APPOINT` is giving and taking posts; nobody appoints themselves (A4), which the service checks."""

    SEE_TOTALS = "see_totals"
    SEE_NAMES = "see_names"
    MANAGE_MEETING = "manage_meeting"
    RECORD_PAPER = "record_paper"
    DECIDE_LEAVE = "decide_leave"
    SEE_LEAVE_REASON = "see_leave_reason"
    MANAGE_ROSTER = "manage_roster"
    MANAGE_NODE = "manage_node"
    APPOINT = "appoint"
    SEE_STATUS = "see_status"
    SEE_ROUTES = "see_routes"
    MANAGE_ROUTES = "manage_routes"
    MANAGE_STUDY = "manage_study"
    BROADCAST = "broadcast"
    SEE_DUTIES = "see_duties"
    MANAGE_CARE = "manage_care"
    SEE_MOOD_TOTALS = "see_mood_totals"
    DEDUCT = "deduct"
    DECLARE_RESULT = "declare_result"


class RefusalReason(StrEnum):
    UNKNOWN_NODE = "unknown_node"
    NO_ROLE = "no_role"
    OUTSIDE = "outside"
    NOT_THIS_ROLE = "not_this_role"


@dataclass(frozen=True, slots=True)
class Grant:
    """Allowed by this role at this node; both None for the operator who set the bot up."""

    role: Role | None
    node_id: int | None


@dataclass(frozen=True, slots=True)
class Refusal:
    reason: RefusalReason


Decision: TypeAlias = Grant | Refusal

# What a stand-in does while the holder is away (O3): the day's work goes on. Posts, the tree, rules and results wait.
STOOD_FOR: Final = frozenset(
    {
        Action.SEE_TOTALS,
        Action.SEE_NAMES,
        Action.MANAGE_MEETING,
        Action.RECORD_PAPER,
        Action.DECIDE_LEAVE,
        Action.SEE_LEAVE_REASON,
    }
)
_TOTALS: Final = frozenset({Action.SEE_TOTALS})
_EVERYTHING: Final = frozenset(Action)
_ALLOWED: Final[Mapping[Role, frozenset[Action]]] = MappingProxyType(
    {
        Role.BRANCH_SECRETARY: _EVERYTHING,
        # Who is left out of 应到 is the secretary's alone to say (M17).
        Role.DEPUTY_SECRETARY: _EVERYTHING - {Action.DEDUCT},
        # REC-04: keeper of the roster and the minutes. Leave is decided by the secretary or the leader (ATT-03).
        Role.ORGANIZATION_MEMBER: _TOTALS
        | {
            Action.SEE_NAMES,
            Action.MANAGE_MEETING,
            Action.RECORD_PAPER,
            Action.MANAGE_ROSTER,
            Action.SEE_STATUS,
            Action.SEE_ROUTES,
            Action.MANAGE_STUDY,
            Action.BROADCAST,
            Action.SEE_DUTIES,
            Action.MANAGE_CARE,
        },
        # Each committee member sees their own subject; attendance is that of discipline, by name.
        Role.DISCIPLINE_MEMBER: _TOTALS | {Action.SEE_NAMES, Action.SEE_ROUTES},
        # Study and information are the publicity member's subject.
        Role.PUBLICITY_MEMBER: _TOTALS | {Action.SEE_ROUTES, Action.MANAGE_STUDY, Action.BROADCAST},
        Role.YOUTH_MEMBER: _TOTALS | {Action.SEE_ROUTES},
        Role.GROUP_LEADER: _TOTALS
        | {
            Action.SEE_NAMES,
            Action.MANAGE_MEETING,
            Action.RECORD_PAPER,
            Action.DECIDE_LEAVE,
            Action.SEE_LEAVE_REASON,
            Action.SEE_ROUTES,
            Action.MANAGE_STUDY,
            Action.BROADCAST,
            Action.MANAGE_CARE,
            Action.DECLARE_RESULT,
        },
        Role.GRID_MEMBER: _TOTALS,
        Role.LIAISON: _TOTALS,
    }
)
# Who sets the bot up draws the tree, loads the first roster and names the first secretary. What members do and say
# afterwards is not the operator's business: no names at meetings, no reasons.
_OWNER: Final = frozenset(
    {
        Action.MANAGE_NODE,
        Action.MANAGE_ROSTER,
        Action.MANAGE_ROUTES,
        Action.APPOINT,
        Action.SEE_STATUS,
        Action.SEE_ROUTES,
        Action.SEE_TOTALS,
    }
)


def decide(
    action: Action,
    actor_roles: Iterable[tuple[Role, int]],
    target_node_id: int,
    tree: Tree,
    *,
    actor_is_owner: bool = False,
) -> Decision:
    """Whether somebody holding these (role, node id) pairs may do this to that node. Never raises.

    A post reaches the subtree of its own node and nothing else. Above the branches, or seen from a general branch
    into a branch of its own, it reaches totals only (PRV-16: superior: totals). A group leader's post counts at a
    group or a hub only: written at a branch by mistake it would open the whole branch.
    """
    if target_node_id not in tree:
        return Refusal(RefusalReason.UNKNOWN_NODE)
    if actor_is_owner and action in _OWNER:
        return Grant(None, None)
    reason = RefusalReason.NO_ROLE
    for role, node_id in actor_roles:
        if node_id not in tree or target_node_id not in tree.subtree(node_id):
            reason = RefusalReason.OUTSIDE if reason is RefusalReason.NO_ROLE else reason
        elif action in _reach(role, node_id, target_node_id, tree):
            return Grant(role, node_id)
        else:
            reason = RefusalReason.NOT_THIS_ROLE
    return Refusal(reason)


def _reach(role: Role, node_id: int, target_node_id: int, tree: Tree) -> frozenset[Action]:
    kind = tree[node_id].kind
    if kind in UPPER_KINDS or tree.branch_of(node_id) != tree.branch_of(target_node_id):
        return _TOTALS if role in COMMITTEE_ROLES else frozenset()
    if role is Role.GROUP_LEADER and kind not in GROUP_KINDS:
        return frozenset()
    return _ALLOWED[role]
