"""What a branch still lacks."""

import pytest

from domain import readiness as rules
from domain.members import COMMITTEE_ROLES, Member, MemberStatus, Office, Role
from domain.readiness import Finding, Hint, Lack
from tests.domain.people import BRANCH, FIRST_GROUP, HUB, SECOND_GROUP, TREE, member

SCOPE = frozenset({BRANCH, FIRST_GROUP, SECOND_GROUP})


def joined(member_id: int) -> Member:
    return Member(member_id, FIRST_GROUP, f"同志{member_id}", MemberStatus.FULL_MEMBER, telegram_id=member_id)


def test_a_branch_needs_a_secretary_and_groups_their_leaders() -> None:
    offices = [Office(1, Role.GROUP_LEADER, FIRST_GROUP)]
    assert rules.posts(TREE, SCOPE, [joined(1)], offices) == [
        Finding(Lack.NO_SECRETARY, "第一党支部"),
        Finding(Lack.NO_LEADER, "第二党小组"),
    ]


def test_who_holds_a_post_must_be_reachable() -> None:
    offices = [
        Office(1, Role.BRANCH_SECRETARY, BRANCH),
        Office(2, Role.GROUP_LEADER, FIRST_GROUP),
        Office(2, Role.GROUP_LEADER, SECOND_GROUP),
    ]
    (found,) = rules.posts(TREE, SCOPE, [member(1, name="老周"), joined(2)], offices)
    assert found == Finding(Lack.HOLDER_NOT_JOINED, "第一党支部", "老周", Role.BRANCH_SECRETARY)


def test_seven_full_members_make_a_committee() -> None:
    offices = [Office(1, Role.BRANCH_SECRETARY, BRANCH)]
    six = [joined(number) for number in range(1, 7)]
    assert rules.posts(TREE, {BRANCH}, [*six, member(7, BRANCH, MemberStatus.PROBATIONARY_MEMBER)], offices) == []
    found = rules.posts(TREE, {BRANCH}, [*six, joined(7)], offices)
    assert {finding.role for finding in found} == {
        Role.ORGANIZATION_MEMBER,
        Role.PUBLICITY_MEMBER,
        Role.DISCIPLINE_MEMBER,
    }


def test_a1_requests_that_nobody_answers() -> None:
    """One finding for all posts, and only where there should be a committee."""
    seven = [joined(number) for number in range(1, 8)]
    vacant = [Role.BRANCH_SECRETARY, Role.ORGANIZATION_MEMBER, Role.YOUTH_MEMBER, Role.GROUP_LEADER]
    told = [Finding(Lack.VACANT, "第一党支部", role=Role.ORGANIZATION_MEMBER), Finding(Lack.NO_LEADER, "第二党小组")]
    assert rules.unanswered(TREE, BRANCH, seven, vacant, told) == [
        Finding(Lack.NOBODY_ANSWERS, "第一党支部", "青年委员")
    ]
    assert rules.unanswered(TREE, BRANCH, seven, vacant, []) == [
        Finding(Lack.NOBODY_ANSWERS, "第一党支部", "组织委员、青年委员、党小组长")
    ]
    assert rules.unanswered(TREE, BRANCH, seven[:6], vacant, []) == []
    assert rules.unanswered(TREE, BRANCH, seven, [], []) == []


def test_every_empty_post_is_named_with_its_node() -> None:
    assert rules.vacant(TREE, SCOPE, [joined(1)], [Office(1, Role.GROUP_LEADER, FIRST_GROUP)]) == [
        (BRANCH, Role.BRANCH_SECRETARY),
        (SECOND_GROUP, Role.GROUP_LEADER),
    ]


@pytest.mark.parametrize(
    ("people", "committee", "has_term", "said"),
    [
        (2, 1, True, [Hint.FEW_MEMBERS]),
        (3, 1, False, []),
        (7, 2, True, [Hint.SMALL_COMMITTEE]),
        (7, 3, False, [Hint.NO_TERM]),
        (12, 8, True, [Hint.BIG_COMMITTEE]),
        (50, 5, True, []),
        (51, 5, True, [Hint.MANY_MEMBERS]),
    ],
)
def test_what_is_generally_asked_of_a_branch(people: int, committee: int, has_term: bool, said: list[Hint]) -> None:
    members = [joined(number) for number in range(1, people + 1)]
    posts = list(COMMITTEE_ROLES) * 2
    offices = [Office(number, posts[number], BRANCH) for number in range(1, committee + 1)]
    assert rules.hints(TREE, BRANCH, members, offices, has_term=has_term) == said


def test_a_chat_above_or_below_serves() -> None:
    assert rules.without_chat(TREE, SCOPE, frozenset()) == [Finding(Lack.NO_CHAT, "第一党支部")]
    assert rules.without_chat(TREE, SCOPE, frozenset({BRANCH})) == []
    assert rules.without_chat(TREE, SCOPE, frozenset({FIRST_GROUP})) == [Finding(Lack.NO_CHAT, "第二党小组")]
    assert rules.without_chat(TREE, {HUB}, frozenset({FIRST_GROUP})) == []


def test_people_are_counted_not_named() -> None:
    people = [joined(1), member(2), member(3, BRANCH, MemberStatus.REMOVED)]
    assert rules.people(people, 2) == [Finding(Lack.NOT_JOINED, count=1), Finding(Lack.UNREACHABLE, count=2)]
    assert rules.people([joined(1)], 0) == []


def test_posts_without_a_stand_in_are_one_finding_for_each_node() -> None:
    """O3."""
    branch, group = TREE[BRANCH], TREE[FIRST_GROUP]
    posts = [(branch, Role.BRANCH_SECRETARY), (branch, Role.ORGANIZATION_MEMBER), (group, Role.GROUP_LEADER)]
    assert rules.without_backup(posts) == [
        Finding(Lack.NO_BACKUP, "第一党支部", "书记、组织委员"),
        Finding(Lack.NO_BACKUP, "第一党小组", "党小组长"),
    ]
    assert rules.without_backup([]) == []
