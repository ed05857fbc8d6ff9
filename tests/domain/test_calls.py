"""Whom to phone first, and how often a leader hears of it (S7)."""

from datetime import date, datetime, timedelta

from domain.calls import NUDGES, Call, Matter, ToPhone, by_person, next_nudge
from domain.members import Member, MemberStatus
from domain.workdays import Calendar
from tests.conftest import SHANGHAI

NOW = datetime(2026, 11, 23, 20, 0, tzinfo=SHANGHAI)


def call(number: int, member_id: int, *, hours_ago: float = 0, matter: Matter = Matter.STUDY) -> Call:
    return Call(number, member_id, matter, 1, NOW - timedelta(hours=hours_ago))


def test_one_call_does_for_all_and_who_waits_longest_comes_first() -> None:
    calls = [call(1, 7), call(2, 8, hours_ago=5), call(3, 7, hours_ago=1)]
    assert [(member_id, [one.id for one in some]) for member_id, some in by_person(calls)] == [(8, [2]), (7, [3, 1])]


def test_what_a_leader_sees_of_one_person() -> None:
    member = Member(7, 1, "王奶奶", MemberStatus.FULL_MEMBER)
    calls = [call(3, 7, hours_ago=30, matter=Matter.MEETING), call(1, 7)]
    one = ToPhone(member, calls, ["会", "学"])
    assert (one.since, one.last_call_id, one.may_come) == (NOW - timedelta(hours=30), 3, True)
    assert not ToPhone(member, calls[1:], ["学"]).may_come


def test_a_leader_hears_of_it_twice_in_the_morning_and_not_on_a_holiday() -> None:
    calendar = Calendar(SHANGHAI, off=frozenset({date(2026, 11, 24)}))
    again = next_nudge(1, calendar, NOW)
    assert again is not None
    assert (again.day, again.hour) == (25, 8)
    assert next_nudge(1, Calendar(SHANGHAI), NOW) == datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
    assert next_nudge(NUDGES, calendar, NOW) is None
