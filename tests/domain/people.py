"""Members, nodes and meetings that the tests of the rules speak about."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.meetings import Meeting, MeetingKind, MeetingState, window
from domain.members import Member, MemberFlag, MemberStatus
from domain.nodes import Node, NodeKind, Tree

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
STREET, COMMUNITY, BRANCH, FIRST_GROUP, SECOND_GROUP, HUB, OTHER_BRANCH = range(1, 8)
TREE: Final = Tree(
    [
        Node(STREET, None, NodeKind.STREET_COMMITTEE, "和平街道党工委"),
        Node(COMMUNITY, STREET, NodeKind.COMMUNITY_COMMITTEE, "幸福社区大党委"),
        Node(BRANCH, COMMUNITY, NodeKind.BRANCH, "第一党支部"),
        Node(FIRST_GROUP, BRANCH, NodeKind.PARTY_GROUP, "第一党小组"),
        Node(SECOND_GROUP, BRANCH, NodeKind.PARTY_GROUP, "第二党小组"),
        Node(HUB, FIRST_GROUP, NodeKind.HUB_HOUSEHOLD, "王奶奶家"),
        Node(OTHER_BRANCH, COMMUNITY, NodeKind.BRANCH, "第二党支部"),
    ]
)
START: Final = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


def member(
    member_id: int,
    node_id: int = BRANCH,
    status: MemberStatus = MemberStatus.FULL_MEMBER,
    *flags: MemberFlag,
    name: str = "",
) -> Member:
    return Member(member_id, node_id, name or f"同志{member_id}", status, frozenset(flags))


def meeting(
    state: MeetingState = MeetingState.ANNOUNCED,
    closed_after: timedelta | None = None,
    kind: MeetingKind = MeetingKind.GENERAL_MEETING,
) -> Meeting:
    """One that starts at START; `closed_after` counts from there."""
    opens_at, closes_at = window(START, kind)
    closed_at = None if closed_after is None else START + closed_after
    return Meeting(1, BRANCH, kind, "学习", "活动室", START, opens_at, closes_at, state, closed_at, None, 1)
