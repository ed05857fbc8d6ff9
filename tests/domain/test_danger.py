"""When it rings, whom it calls, and when a call is over (SAFE-03, SAFE-08, C11, C12)."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import danger as rules
from domain.danger import Call, TakenBack
from domain.members import Member, MemberStatus, Office, Role
from tests.conftest import SHANGHAI

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)


def member(number: int) -> Member:
    return Member(number, 1, f"同志{number}", MemberStatus.FULL_MEMBER, telegram_id=number)


def call(answered: int | None = None, taken_back: TakenBack | None = None, ring: int = 0) -> Call:
    """A call of noon, answered after so many minutes."""
    at = None if answered is None else NOON + timedelta(minutes=answered)
    return Call(1, 2, NOON, ring, None if answered is None else 3, at, None, taken_back, None)


@pytest.mark.parametrize(
    ("made", "minutes", "holds"),
    [
        pytest.param(call(), 59, True, id="within the hour"),
        pytest.param(call(), 60, False, id="an hour is a new round"),
        pytest.param(call(answered=2), 31, True, id="answered, not half an hour ago"),
        pytest.param(call(answered=2), 32, False, id="answered half an hour ago"),
        pytest.param(call(taken_back=TakenBack.MISTAKE), 1, False, id="taken back is over"),
    ],
)
def test_a_round(made: Call, minutes: int, holds: bool) -> None:
    assert rules.stands(made, NOON + timedelta(minutes=minutes)) is holds


@pytest.mark.parametrize(("minutes", "ring"), [(0, 0), (4.9, 0), (5, 1), (14.9, 1), (15, 2), (600, 2)])
def test_rings(minutes: float, ring: int) -> None:
    assert rules.ring_due(call(), NOON + timedelta(minutes=minutes)) == ring


@given(st.lists(st.integers(0, 3_000), min_size=1, max_size=40))
def test_every_ring_at_most_once_whenever_the_bell_rings(pauses: list[int]) -> None:
    """Whatever outages lie between: each ring once, in order, none before its time."""
    now, made, fired = NOON, call(), list[tuple[int, datetime]]()
    for pause in pauses:
        now += timedelta(seconds=pause)
        due = rules.ring_due(made, now)
        if due > made.ring:
            fired.append((due, now))
            made = rules.at_ring(made, due)
    assert all(one < other for (one, _), (other, _) in pairwise(fired))
    assert all(at >= NOON + rules.RINGS[ring] for ring, at in fired)
    assert made.ring == rules.ring_due(call(), now)


@pytest.mark.parametrize(
    ("hour", "days", "at"),
    [pytest.param(10, 1, 9, id="next morning"), (23, 1, 9), pytest.param(2, 0, 9, id="that morning"), (4, 1, 9)],
)
def test_the_follow_up(hour: int, days: int, at: int) -> None:
    now = NOON.replace(hour=hour)
    asked = rules.follow_up_at(now)
    assert (asked.hour, asked.minute) == (at, 0)
    assert asked.date() == now.date() + timedelta(days=days)


def test_the_secretary_before_the_group_leader_before_the_others() -> None:
    offices = [
        Office(4, Role.YOUTH_MEMBER, 1),
        Office(3, Role.GROUP_LEADER, 2),
        Office(2, Role.DEPUTY_SECRETARY, 1),
        Office(1, Role.BRANCH_SECRETARY, 1),
        Office(3, Role.ORGANIZATION_MEMBER, 1),
        Office(9, Role.LIAISON, 1),
    ]
    assert rules.leaders_first(offices) == [1, 3, 2, 4]


@pytest.mark.parametrize(
    ("trusted", "on_duty", "leaders", "away", "first", "further"),
    [
        pytest.param(None, [], [1, 2, 3], [], [1, 2], [3], id="nobody on duty: the leaders"),
        pytest.param(9, [], [1, 2, 3], [], [9, 1, 2], [3], id="the trusted person besides"),
        pytest.param(1, [], [1, 2, 3], [], [1, 2, 3], [], id="who leads too is called once"),
        pytest.param(None, [5, 6], [1, 2], [], [5, 6], [1, 2], id="on duty before the leaders"),
        pytest.param(None, [5], [1, 2], [], [5, 1], [2], id="without a backup the secretary"),
        pytest.param(None, [5, 1], [1, 2], [], [5, 1], [2], id="the secretary on duty"),
        pytest.param(None, [5, 6], [1], [5, 6], [1, 5], [6], id="away: called after who is there"),
        pytest.param(9, [], [], [], [9], [], id="the trusted person alone"),
        pytest.param(None, [], [], [], [], [], id="nobody at all"),
    ],
)
def test_who_is_called(
    trusted: int | None, on_duty: list[int], leaders: list[int], away: list[int], first: list[int], further: list[int]
) -> None:
    found = rules.circle(
        None if trusted is None else member(trusted), list(map(member, on_duty)), list(map(member, leaders)), away
    )
    assert [one.id for one in found.first] == first
    assert [one.id for one in found.further] == further
