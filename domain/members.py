"""Members, their standing in the Party, and the posts they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.names import NameProblem, clean_name

__all__ = [
    "COMMITTEE_ROLES",
    "GONE",
    "ROLE_NAMES",
    "ROLE_WORDS",
    "STATUS_NAMES",
    "STATUS_WORDS",
    "Member",
    "MemberFlag",
    "MemberStatus",
    "NameProblem",
    "Office",
    "Role",
    "clean_name",
    "is_counted",
    "is_here",
    "is_hosted",
    "is_voter",
]


class MemberStatus(StrEnum):
    FULL_MEMBER = "full_member"
    PROBATIONARY_MEMBER = "probationary_member"
    APPLICANT_ACTIVIST = "applicant_activist"
    HOSTED_MEMBER = "hosted_member"  # 流入党员: the formal relation is elsewhere
    MEMBERSHIP_SUSPENDED = "membership_suspended"
    REMOVED = "removed"
    MOVED_AWAY = "moved_away"  # 组织关系已转出
    DECEASED = "deceased"


class MemberFlag(StrEnum):
    MOBILE_MEMBER = "mobile_member"
    RETIRED_MEMBER = "retired_member"
    VETERAN_MEMBER = "veteran_member"
    PRE_1949_MEMBER = "pre_1949_member"
    MEMBER_IN_HARDSHIP = "member_in_hardship"
    LOST_CONTACT_MEMBER = "lost_contact_member"
    EXEMPT_HARD_REQUIREMENT = "exempt_hard_requirement"
    ON_DISCIPLINE_PROBATION = "on_discipline_probation"
    RIGHTS_SUSPENDED = "rights_suspended"


class Role(StrEnum):
    """A post in the Party organisation. Being an administrator of a chat is none (A4)."""

    BRANCH_SECRETARY = "branch_secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    ORGANIZATION_MEMBER = "organization_member"
    PUBLICITY_MEMBER = "publicity_member"
    DISCIPLINE_MEMBER = "discipline_member"
    YOUTH_MEMBER = "youth_member"
    GROUP_LEADER = "group_leader"
    GRID_MEMBER = "grid_member"
    LIAISON = "liaison"


ROLE_NAMES: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.BRANCH_SECRETARY: "书记",
        Role.DEPUTY_SECRETARY: "副书记",
        Role.ORGANIZATION_MEMBER: "组织委员",
        Role.PUBLICITY_MEMBER: "宣传委员",
        Role.DISCIPLINE_MEMBER: "纪检委员",
        Role.YOUTH_MEMBER: "青年委员",
        Role.GROUP_LEADER: "党小组长",
        Role.GRID_MEMBER: "网格员",
        Role.LIAISON: "联络员",
    }
)
ROLE_WORDS: Final[Mapping[str, Role]] = MappingProxyType(
    {word: role for role, word in ROLE_NAMES.items()}
    | {
        "支部书记": Role.BRANCH_SECRETARY,
        "党支部书记": Role.BRANCH_SECRETARY,
        "支部副书记": Role.DEPUTY_SECRETARY,
        "党支部副书记": Role.DEPUTY_SECRETARY,
        "支部组织委员": Role.ORGANIZATION_MEMBER,
        "支部宣传委员": Role.PUBLICITY_MEMBER,
        "支部纪检委员": Role.DISCIPLINE_MEMBER,
        "纪律委员": Role.DISCIPLINE_MEMBER,
        "纪律检查委员": Role.DISCIPLINE_MEMBER,
        "支部青年委员": Role.YOUTH_MEMBER,
        "小组长": Role.GROUP_LEADER,
        "组长": Role.GROUP_LEADER,
        "党小组组长": Role.GROUP_LEADER,
        "网格长": Role.GRID_MEMBER,
        "联系人": Role.LIAISON,
    }
)
STATUS_NAMES: Final[Mapping[MemberStatus, str]] = MappingProxyType(
    {
        MemberStatus.FULL_MEMBER: "正式党员",
        MemberStatus.PROBATIONARY_MEMBER: "预备党员",
        MemberStatus.APPLICANT_ACTIVIST: "入党积极分子",
        MemberStatus.HOSTED_MEMBER: "流入党员",
        MemberStatus.MEMBERSHIP_SUSPENDED: "停止党籍",
        MemberStatus.REMOVED: "除名",
        MemberStatus.MOVED_AWAY: "已转出",
        MemberStatus.DECEASED: "已故",
    }
)
STATUS_WORDS: Final[Mapping[str, MemberStatus]] = MappingProxyType(
    {word: status for status, word in STATUS_NAMES.items()}
    | {
        "正式": MemberStatus.FULL_MEMBER,
        "党员": MemberStatus.FULL_MEMBER,
        "中共党员": MemberStatus.FULL_MEMBER,
        "中共正式党员": MemberStatus.FULL_MEMBER,
        "预备": MemberStatus.PROBATIONARY_MEMBER,
        "中共预备党员": MemberStatus.PROBATIONARY_MEMBER,
        "积极分子": MemberStatus.APPLICANT_ACTIVIST,
        "流入": MemberStatus.HOSTED_MEMBER,
        "停籍": MemberStatus.MEMBERSHIP_SUSPENDED,
        "已除名": MemberStatus.REMOVED,
        "转出": MemberStatus.MOVED_AWAY,
        "组织关系转出": MemberStatus.MOVED_AWAY,
        "去世": MemberStatus.DECEASED,
        "逝世": MemberStatus.DECEASED,
    }
)
COMMITTEE_ROLES: Final = frozenset(
    {
        Role.BRANCH_SECRETARY,
        Role.DEPUTY_SECRETARY,
        Role.ORGANIZATION_MEMBER,
        Role.PUBLICITY_MEMBER,
        Role.DISCIPLINE_MEMBER,
        Role.YOUTH_MEMBER,
    }
)  # ORG-08, 支部 Art. 20; the youth member is local custom


GONE: Final = frozenset({MemberStatus.REMOVED, MemberStatus.MOVED_AWAY, MemberStatus.DECEASED})


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the roster of a node. `telegram_id` is None for who has no account, a member like any other (O5)."""

    id: int
    node_id: int
    name: str
    status: MemberStatus
    flags: frozenset[MemberFlag] = frozenset()
    telegram_id: int | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """One role that somebody holds at one node now: terms and absences are settled before it is asked."""

    member_id: int
    role: Role
    node_id: int


def is_voter(member: Member) -> bool:
    """Full members vote, except on 留党察看 or with suspended rights (QRM-01..03, 选举 Art. 5, 党章 Art. 7)."""
    return member.status is MemberStatus.FULL_MEMBER and member.flags.isdisjoint(
        {MemberFlag.ON_DISCIPLINE_PROBATION, MemberFlag.RIGHTS_SUSPENDED}
    )


def is_here(member: Member) -> bool:
    """Whether the member is still one of the branch: nothing is sent to, asked of or listed about who is not."""
    return member.status not in GONE


def is_hosted(member: Member) -> bool:
    """流入: lives here and takes part, and the formal relation is elsewhere (MOB-03, QRM-09)."""
    return member.status is MemberStatus.HOSTED_MEMBER


def is_counted(member: Member) -> bool:
    """Whether the member belongs to 应到 at all: full and probationary members do (MTG-01, 支部 Art. 11).

    停止党籍, 除名 and who has gone stand outside all counts (QRM-13). Applicants are no members yet, and who is here
    from another branch counts there (QRM-09); they may sit in (列席).
    """
    return member.status in {MemberStatus.FULL_MEMBER, MemberStatus.PROBATIONARY_MEMBER}
