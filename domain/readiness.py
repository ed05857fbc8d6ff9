"""Whether a branch is ready to work with: what is still missing, said before it is missed (O2, A1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.members import COMMITTEE_ROLES, ROLE_NAMES, Member, MemberStatus, Office, Role, is_counted, is_here
from domain.nodes import BRANCH_KINDS, GROUP_KINDS, Node, Tree

LEAST_FULL: Final = 3  # a branch of its own (ORG-01, 支部 Art. 4)
MOST_MEMBERS: Final = 50  # generally (ORG-02, 支部 Art. 4)
COMMITTEE: Final = (3, 7)  # three to five, generally not above seven (ORG-07, 支部 Art. 20)
MANY: Final = 20  # ours: from then on groups make sense; no national text has a number (ORG-13)
COMMITTEE_FROM: Final = 7  # full members (ORG-06, 支部 Art. 20)
_POSTS: Final = (Role.ORGANIZATION_MEMBER, Role.PUBLICITY_MEMBER, Role.DISCIPLINE_MEMBER)  # ORG-08


class Lack(StrEnum):
    NO_SECRETARY = "no_secretary"
    NO_LEADER = "no_leader"
    VACANT = "vacant"
    HOLDER_NOT_JOINED = "holder_not_joined"
    NO_CHAT = "no_chat"
    BOT_IS_ADMIN = "bot_is_admin"
    BOT_AWAY = "bot_away"
    NOT_JOINED = "not_joined"
    UNREACHABLE = "unreachable"
    NOBODY_ANSWERS = "nobody_answers"
    NO_BACKUP = "no_backup"


class Hint(StrEnum):
    """What the regulations generally ask of a branch: said, and never in the way (ORG-01..09)."""

    FEW_MEMBERS = "few_members"
    MANY_MEMBERS = "many_members"
    SMALL_COMMITTEE = "small_committee"
    BIG_COMMITTEE = "big_committee"
    NO_GROUPS = "no_groups"
    NO_TERM = "no_term"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing missing. `where` names a node or a chat, `who` a person or posts; `count` is how many people it is."""

    lack: Lack
    where: str = ""
    who: str = ""
    role: Role | None = None
    count: int = 0


def vacant(
    tree: Tree, scope: Iterable[int], members: Sequence[Member], offices: Sequence[Office]
) -> list[tuple[int, Role]]:
    """(node id, post) that nobody holds: the secretary, from seven full members on a committee, each group's leader."""
    held = {(office.node_id, office.role) for office in offices}
    wanted: list[tuple[int, Role]] = []
    for node_id in sorted(scope):
        if tree[node_id].kind in BRANCH_KINDS:
            wanted.append((node_id, Role.BRANCH_SECRETARY))
            if full_members(tree, node_id, members) >= COMMITTEE_FROM:
                wanted += [(node_id, role) for role in _POSTS]
        elif tree[node_id].kind in GROUP_KINDS:
            wanted.append((node_id, Role.GROUP_LEADER))
    return [post for post in wanted if post not in held]


def empty_posts(
    tree: Tree, scope: Iterable[int], members: Sequence[Member], offices: Sequence[Office]
) -> list[Finding]:
    """The same as findings."""
    return [_empty(tree[node_id], role) for node_id, role in vacant(tree, scope, members, offices)]


def full_members(tree: Tree, branch_id: int, members: Sequence[Member]) -> int:
    """How many full members a branch has, on whom the committee hangs (ORG-06)."""
    below = tree.subtree(branch_id)
    return sum(one.node_id in below and one.status is MemberStatus.FULL_MEMBER for one in members)


def posts(tree: Tree, scope: Iterable[int], members: Sequence[Member], offices: Sequence[Office]) -> list[Finding]:
    """Posts nobody holds, and holders whom no message reaches because they have not joined."""
    people = {member.id: member for member in members}
    found = empty_posts(tree, scope, members, offices)
    for office in offices:
        holder = people.get(office.member_id)
        if holder is not None and holder.telegram_id is None:
            found.append(Finding(Lack.HOLDER_NOT_JOINED, tree[office.node_id].name, holder.name, office.role))
    return found


def unanswered(
    tree: Tree, branch_id: int, members: Sequence[Member], vacant: Sequence[Role], found: Sequence[Finding]
) -> list[Finding]:
    """The posts that requests are sent to and nobody holds, one finding for all; not what `found` says already.

    Below seven full members there is no committee (ORG-06), and what is sent to it comes to the secretary.
    """
    full = full_members(tree, branch_id, members)
    told = {finding.role for finding in found} | {Role.BRANCH_SECRETARY}
    if any(finding.lack is Lack.NO_LEADER for finding in found):
        told.add(Role.GROUP_LEADER)
    left = [ROLE_NAMES[role] for role in vacant if role not in told]
    if not left or full < COMMITTEE_FROM:
        return []
    return [Finding(Lack.NOBODY_ANSWERS, tree[branch_id].name, "、".join(left))]


def _empty(node: Node, role: Role) -> Finding:
    lacks = {Role.BRANCH_SECRETARY: Lack.NO_SECRETARY, Role.GROUP_LEADER: Lack.NO_LEADER}
    return Finding(lacks.get(role, Lack.VACANT), node.name, role=role if role not in lacks else None)


def hints(
    tree: Tree, branch_id: int, members: Sequence[Member], offices: Sequence[Office], *, has_term: bool
) -> list[Hint]:
    """What a branch may want to look at; none of it keeps anybody from anything."""
    below = tree.same_branch(branch_id)
    ours = [one for one in members if one.node_id in below and is_counted(one)]
    full = sum(one.status is MemberStatus.FULL_MEMBER for one in ours)
    committee = {one.member_id for one in offices if one.node_id == branch_id and one.role in COMMITTEE_ROLES}
    least, most = COMMITTEE
    found = {
        Hint.FEW_MEMBERS: full < LEAST_FULL,
        Hint.MANY_MEMBERS: len(ours) > MOST_MEMBERS,
        Hint.SMALL_COMMITTEE: full >= COMMITTEE_FROM and len(committee) < least,
        Hint.BIG_COMMITTEE: len(committee) > most,
        Hint.NO_GROUPS: len(ours) >= MANY and all(tree[one].kind not in GROUP_KINDS for one in below),
        Hint.NO_TERM: full >= COMMITTEE_FROM and bool(committee) and not has_term,
    }
    return [hint for hint, holds in found.items() if holds]


def without_backup(posts: Iterable[tuple[Node, Role]]) -> list[Finding]:
    """Posts that requests come to and that nobody stands in for, one finding for each node (O3)."""
    by_node: dict[str, list[str]] = {}
    for node, role in posts:
        by_node.setdefault(node.name, []).append(ROLE_NAMES[role])
    return [Finding(Lack.NO_BACKUP, where, "、".join(roles)) for where, roles in by_node.items()]


def without_chat(tree: Tree, scope: Iterable[int], with_chat: frozenset[int]) -> list[Finding]:
    """Groups that no bound chat serves: neither their own nor that of anything above them."""
    found = []
    for node_id in sorted(scope):
        served = any(rung.id in with_chat for rung in tree.ladder(node_id)) or with_chat & tree.subtree(node_id)
        is_top = tree[node_id].kind in BRANCH_KINDS or all(rung.id not in scope for rung in tree.ancestors(node_id))
        if not served and (is_top or with_chat):
            found.append(Finding(Lack.NO_CHAT, tree[node_id].name))
    return found


def people(members: Sequence[Member], unreachable: int) -> list[Finding]:
    """How many have not joined, and how many no message reaches any more. Numbers; the lists are elsewhere."""
    waiting = sum(member.telegram_id is None and is_here(member) for member in members)
    found = [Finding(Lack.NOT_JOINED, count=waiting)] if waiting else []
    return found + ([Finding(Lack.UNREACHABLE, count=unreachable)] if unreachable else [])
