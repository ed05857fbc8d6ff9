"""Whether a branch is ready to work with: what is still missing, said before it is missed (O2, A1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.members import ROLE_NAMES, Member, MemberStatus, Office, Role, is_here
from domain.nodes import BRANCH_KINDS, GROUP_KINDS, Node, Tree

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


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing missing. `where` names a node or a chat, `who` a person or posts; `count` is how many people it is."""

    lack: Lack
    where: str = ""
    who: str = ""
    role: Role | None = None
    count: int = 0


def posts(tree: Tree, scope: Iterable[int], members: Sequence[Member], offices: Sequence[Office]) -> list[Finding]:
    """Posts nobody holds, and holders whom no message reaches because they have not joined."""
    found: list[Finding] = []
    people = {member.id: member for member in members}
    held = {(office.node_id, office.role) for office in offices}
    for node_id in sorted(scope):
        node = tree[node_id]
        if node.kind in BRANCH_KINDS:
            if (node_id, Role.BRANCH_SECRETARY) not in held:
                found.append(Finding(Lack.NO_SECRETARY, node.name))
            below = tree.subtree(node_id)
            full = sum(m.node_id in below and m.status is MemberStatus.FULL_MEMBER for m in members)
            if full >= COMMITTEE_FROM:
                found += [Finding(Lack.VACANT, node.name, role=role) for role in _POSTS if (node_id, role) not in held]
        elif node.kind in GROUP_KINDS and (node_id, Role.GROUP_LEADER) not in held:
            found.append(Finding(Lack.NO_LEADER, node.name))
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
    below = tree.subtree(branch_id)
    full = sum(m.node_id in below and m.status is MemberStatus.FULL_MEMBER for m in members)
    told = {finding.role for finding in found} | {Role.BRANCH_SECRETARY}
    if any(finding.lack is Lack.NO_LEADER for finding in found):
        told.add(Role.GROUP_LEADER)
    left = [ROLE_NAMES[role] for role in vacant if role not in told]
    if not left or full < COMMITTEE_FROM:
        return []
    return [Finding(Lack.NOBODY_ANSWERS, tree[branch_id].name, "、".join(left))]


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
