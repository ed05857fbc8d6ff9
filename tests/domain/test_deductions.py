"""不计入应到 in the sum: odd, even, probationary, both dates, the local sixth class (QRM-04, 07, 10, 11)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings import Attendee, MeetingKind
from domain.members import Member, MemberStatus
from domain.quorum import NATIONAL_CLASSES, Deduction, ExclusionClass, quorum_sheet
from tests.conftest import SHANGHAI

DAY = date(2026, 11, 27)
AT = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


def people(voters: int, present: int, probationary: int = 0) -> list[Attendee]:
    """The first `present` voters are there, and all probationary members."""
    full = [Attendee(Member(number, 1, f"甲{number}", MemberStatus.FULL_MEMBER)) for number in range(1, voters + 1)]
    there = [replace(one, present_at=AT) if number < present else one for number, one in enumerate(full)]
    new = [
        Attendee(Member(100 + number, 1, f"乙{number}", MemberStatus.PROBATIONARY_MEMBER), present_at=AT)
        for number in range(probationary)
    ]
    return [*there, *new]


def without(*numbers: int, class_: ExclusionClass = ExclusionClass.BEDRIDDEN) -> list[Deduction]:
    return [Deduction(number, class_, DAY - timedelta(days=9), DAY - timedelta(days=1)) for number in numbers]


@pytest.mark.parametrize(
    ("voters", "present", "probationary", "out", "expected", "met", "met_strictly"),
    [
        pytest.param(10, 5, 0, (), 10, True, False, id="even: exactly half"),
        pytest.param(10, 4, 0, (), 10, False, False, id="even: below half"),
        pytest.param(11, 5, 0, (), 11, False, False, id="odd: below half"),
        pytest.param(11, 6, 0, (), 11, True, True, id="odd: above half"),
        pytest.param(11, 5, 0, (11,), 10, True, False, id="odd made even"),
        pytest.param(10, 5, 0, (10,), 9, True, True, id="even made odd"),
        pytest.param(10, 4, 0, (9, 10), 8, True, False, id="two out"),
        pytest.param(10, 4, 3, (), 10, False, False, id="probationary members do not fill up"),
        pytest.param(10, 4, 3, (10,), 9, False, False, id="nor with one out"),
        pytest.param(10, 5, 0, (1,), 10, True, False, id="who comes after all counts on both sides"),
        pytest.param(2, 1, 0, (2,), 1, True, True, id="one is left"),
    ],
)
def test_m17_the_sum(
    voters: int, present: int, probationary: int, out: tuple[int, ...], expected: int, met: bool, met_strictly: bool
) -> None:
    everybody, deductions = people(voters, present, probationary), without(*out)
    for inclusive, wanted in ((True, met), (False, met_strictly)):
        sheet = quorum_sheet(
            MeetingKind.GENERAL_MEETING, everybody, deductions=deductions, on_date=DAY, inclusive=inclusive
        )
        assert (sheet.expected_voters, sheet.present_voters, sheet.met) == (expected, present, wanted)


@pytest.mark.parametrize("switched_on", [False, True])
def test_the_sixth_class_counts_only_where_a_branch_has_switched_it_on(switched_on: bool) -> None:
    allowed = NATIONAL_CLASSES | ({ExclusionClass.RETURNED_HOME_RETIREE} if switched_on else set())
    deductions = without(3, class_=ExclusionClass.RETURNED_HOME_RETIREE)
    sheet = quorum_sheet(MeetingKind.GENERAL_MEETING, people(3, 1), deductions=deductions, on_date=DAY, allowed=allowed)
    assert sheet.deducted == int(switched_on)


@given(st.integers(1, 40), st.integers(0, 40), st.sets(st.integers(1, 40)), st.integers(0, 5))
def test_leaving_out_never_makes_more_present_than_expected(
    voters: int, present: int, out: set[int], probationary: int
) -> None:
    everybody = people(voters, min(present, voters), probationary)
    sheet = quorum_sheet(MeetingKind.GENERAL_MEETING, everybody, deductions=without(*out), on_date=DAY)
    assert sheet.present_voters <= sheet.expected_voters <= voters
    assert sheet.expected_voters + sheet.deducted == voters
