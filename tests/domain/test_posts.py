"""Who may give and take which post (A4), until when (ORG-09, ORG-11), and how groups are written."""

from datetime import UTC, date, datetime

import pytest

from domain.members import Member, MemberStatus, Role
from domain.nodes import Node, NodeKind
from domain.outline import Group, OutlineProblem, Wrong, read_groups
from domain.posts import Held, Unfit, is_term, is_young, rank, roles_at, unfit_to_get, unfit_to_lose

SECRETARY, DEPUTY, ORGANIZER = Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY, Role.ORGANIZATION_MEMBER
LEADER = Role.GROUP_LEADER
FULL, PROBATION = MemberStatus.FULL_MEMBER, MemberStatus.PROBATIONARY_MEMBER
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def member(number: int, status: MemberStatus = FULL) -> Member:
    return Member(number, 1, f"党员{number}", status)


@pytest.mark.parametrize(
    ("by", "role", "whom", "why"),
    [
        (SECRETARY, ORGANIZER, member(2), None),
        (SECRETARY, SECRETARY, member(2), None),
        (SECRETARY, ORGANIZER, member(1), Unfit.ONESELF),
        (DEPUTY, SECRETARY, member(2), Unfit.ABOVE),
        (DEPUTY, DEPUTY, member(2), None),
        (DEPUTY, LEADER, member(2, PROBATION), None),
        (LEADER, DEPUTY, member(2), Unfit.ABOVE),
        (None, SECRETARY, member(2), None),
        (None, SECRETARY, member(1), Unfit.ONESELF),
        (SECRETARY, ORGANIZER, member(2, PROBATION), Unfit.NOT_ELECTABLE),
        (SECRETARY, LEADER, member(2, MemberStatus.APPLICANT_ACTIVIST), Unfit.NOT_OURS),
        (SECRETARY, LEADER, member(2, MemberStatus.MOVED_AWAY), Unfit.NOT_OURS),
    ],
)
def test_who_gets_a_post(by: Role | None, role: Role, whom: Member, why: Unfit | None) -> None:
    assert unfit_to_get(1, by, role, whom) is why


def held(number: int, role: Role) -> Held:
    return Held(number, role, 1, NOW, None)


@pytest.mark.parametrize(
    ("by", "post", "others", "why"),
    [
        (SECRETARY, held(2, ORGANIZER), [], None),
        (DEPUTY, held(2, SECRETARY), [held(1, DEPUTY)], Unfit.ABOVE),
        (SECRETARY, held(1, SECRETARY), [], Unfit.LAST_ONE),
        (SECRETARY, held(1, SECRETARY), [held(2, DEPUTY)], None),
        (SECRETARY, held(2, SECRETARY), [], None),
    ],
)
def test_who_loses_a_post(by: Role, post: Held, others: list[Held], why: Unfit | None) -> None:
    assert unfit_to_lose(1, by, post, [post, *others]) is why


def test_ranks_rise_to_the_secretary() -> None:
    assert rank(SECRETARY) == rank(None) > rank(DEPUTY) > rank(ORGANIZER) == rank(LEADER)


@pytest.mark.parametrize(("kind", "first"), [(NodeKind.BRANCH, SECRETARY), (NodeKind.PARTY_GROUP, LEADER)])
def test_each_node_has_its_posts(kind: NodeKind, first: Role) -> None:
    assert roles_at(Node(1, None, kind, "一处"))[0] is first
    assert roles_at(Node(1, None, NodeKind.STREET_COMMITTEE, "街道")) == ()


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), True),
        (date(2032, 11, 25), True),
        (date(2032, 11, 26), False),
    ],
)
def test_a_term_is_ahead_and_at_most_six_years(day: date, fits: bool) -> None:
    assert is_term(day, NOW.date()) is fits


def test_groups_are_read_line_by_line() -> None:
    assert read_groups(" 第一党小组 \n\n王奶奶家中心户", ["第二党小组"]) == (
        Group(NodeKind.PARTY_GROUP, "第一党小组"),
        Group(NodeKind.HUB_HOUSEHOLD, "王奶奶家中心户"),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("  \n ", OutlineProblem.NO_GROUP),
        ("\n".join(f"第{number}组" for number in range(21)), OutlineProblem.TOO_MANY_GROUPS),
        ("字" * 40, OutlineProblem.BAD_GROUP),
        ("一组\n一组", OutlineProblem.GROUP_TWICE),
        ("老组", OutlineProblem.GROUP_TWICE),
    ],
)
def test_what_is_wrong_with_groups(text: str, problem: OutlineProblem) -> None:
    wrong = read_groups(text, ["老组"])
    assert isinstance(wrong, Wrong)
    assert wrong.problem is problem


@pytest.mark.parametrize(
    ("role", "since", "young"),
    [
        (SECRETARY, date(2026, 3, 1), True),
        (SECRETARY, date(2025, 11, 21), False),
        (SECRETARY, None, False),
        (LEADER, date(2026, 3, 1), False),
    ],
)
def test_a_secretary_generally_has_a_year_of_standing(role: Role, since: date | None, young: bool) -> None:
    assert is_young(role, since, NOW.date()) is young
