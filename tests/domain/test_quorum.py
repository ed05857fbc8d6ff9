from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings import Attendee, MeetingKind, QuorumRule
from domain.members import MemberFlag, MemberStatus
from domain.quorum import (
    NATIONAL_CLASSES,
    Comparison,
    Deduction,
    ExclusionClass,
    admission_quorum,
    attendance_rate,
    committee_quorum,
    elected,
    elected_of_expected,
    election_quorum,
    general_meeting_quorum,
    motion_passes,
    quorum_sheet,
)
from tests.domain.people import BRANCH, START, member

DAY = START.date()
BEFORE = date(2026, 11, 1)
AFTER = date(2026, 12, 1)


def there(member_id: int, status: MemberStatus = MemberStatus.FULL_MEMBER, *flags: MemberFlag) -> Attendee:
    return Attendee(member(member_id, BRANCH, status, *flags), START)


def away(member_id: int, status: MemberStatus = MemberStatus.FULL_MEMBER, *flags: MemberFlag) -> Attendee:
    return replace(there(member_id, status, *flags), present_at=None)


@pytest.mark.parametrize(
    ("sum_", "holds", "needed"),
    [
        pytest.param(general_meeting_quorum(2, 4), True, 2, id="QRM-04 even, exactly half"),
        pytest.param(general_meeting_quorum(1, 4), False, 2, id="QRM-04 even, below"),
        pytest.param(general_meeting_quorum(3, 5), True, 3, id="QRM-04 odd"),
        pytest.param(general_meeting_quorum(2, 5), False, 3, id="QRM-04 odd, below"),
        pytest.param(general_meeting_quorum(2, 4, inclusive=False), False, 3, id="QRM-07 exclusive reading"),
        pytest.param(general_meeting_quorum(0, 0), False, 1, id="QRM-04 nobody"),
        pytest.param(admission_quorum(2, 4), False, 3, id="QRM-08 exactly half is too few"),
        pytest.param(admission_quorum(3, 5), True, 3, id="QRM-08 odd"),
        pytest.param(committee_quorum(2, 4), True, 2, id="QRM-06 even"),
        pytest.param(committee_quorum(2, 5), False, 3, id="QRM-06 odd"),
        pytest.param(motion_passes(5, 0, 10), False, 6, id="QRM-05 half is not more than half"),
        pytest.param(motion_passes(6, 0, 10), True, 6, id="QRM-05"),
        pytest.param(motion_passes(6, 0, 11), True, 6, id="QRM-05 odd"),
        pytest.param(motion_passes(5, 1, 10), False, 6, id="QRM-05 no written opinions"),
        pytest.param(motion_passes(5, 1, 10, admission=True), True, 6, id="QRM-08 written opinions"),
        pytest.param(election_quorum(4, 5), True, 4, id="ELE-01 exactly four fifths"),
        pytest.param(election_quorum(7, 9), False, 8, id="ELE-01 odd"),
        pytest.param(elected(5, 10), False, 6, id="ELE-02 half"),
        pytest.param(elected(6, 10), True, 6, id="ELE-02"),
        pytest.param(elected_of_expected(6, 12), False, 7, id="ELE-02 stricter reading"),
    ],
)
def test_sums(sum_: Comparison, holds: bool, needed: int) -> None:
    assert sum_.holds is holds
    assert bool(sum_) is holds
    assert sum_.needed == needed


def test_m16_every_number_of_the_sum_is_there() -> None:
    shown = general_meeting_quorum(3, 4)
    assert f"{shown.part_times}×{shown.part}={shown.left} {shown.sign} {shown.right}" == "2×3=6 ≥ 4"


@given(st.integers(1, 5), st.integers(0, 99), st.integers(1, 4), st.integers(1, 99), st.booleans())
def test_needed_is_the_smallest_that_holds(
    part_times: int, part: int, whole_times: int, whole: int, inclusive: bool
) -> None:
    shown = Comparison(part_times, part, whole_times, whole, inclusive)
    assert shown.holds == (part >= shown.needed)


@pytest.mark.parametrize(
    ("agreed", "adopted", "class_", "counts"),
    [
        pytest.param(BEFORE, BEFORE, ExclusionClass.BEDRIDDEN, True, id="QRM-10"),
        pytest.param(BEFORE, DAY, ExclusionClass.BEDRIDDEN, True, id="QRM-10 adopted by this very meeting"),
        pytest.param(BEFORE, None, ExclusionClass.BEDRIDDEN, False, id="QRM-10 not adopted"),
        pytest.param(None, BEFORE, ExclusionClass.BEDRIDDEN, False, id="QRM-10 not agreed"),
        pytest.param(AFTER, BEFORE, ExclusionClass.BEDRIDDEN, False, id="QRM-10 agreed too late"),
        pytest.param(BEFORE, AFTER, ExclusionClass.BEDRIDDEN, False, id="QRM-10 adopted too late"),
        pytest.param(BEFORE, BEFORE, ExclusionClass.RETURNED_HOME_RETIREE, False, id="QRM-11 class 6 is off"),
    ],
)
def test_deductions_need_both_dates(
    agreed: date | None, adopted: date | None, class_: ExclusionClass, counts: bool
) -> None:
    everyone = [there(1), there(2), away(3), away(4), away(5)]
    sheet = quorum_sheet(
        MeetingKind.GENERAL_MEETING, everyone, deductions=[Deduction(5, class_, agreed, adopted)], on_date=DAY
    )
    assert (sheet.expected_voters, sheet.deducted, sheet.met) == ((4, 1, True) if counts else (5, 0, False))
    assert sheet.expected_all == 5


def test_qrm_11_class_6_can_be_allowed() -> None:
    sheet = quorum_sheet(
        MeetingKind.GENERAL_MEETING,
        [there(1), away(2)],
        deductions=[Deduction(2, ExclusionClass.RETURNED_HOME_RETIREE, BEFORE, BEFORE)],
        on_date=DAY,
        allowed=NATIONAL_CLASSES | {ExclusionClass.RETURNED_HOME_RETIREE},
    )
    assert sheet.expected_voters == 1


def test_qrm_02_03_who_has_no_vote_is_in_attendance_only() -> None:
    everyone = [
        there(1),
        away(2),
        there(3, MemberStatus.PROBATIONARY_MEMBER),
        there(4, MemberStatus.FULL_MEMBER, MemberFlag.ON_DISCIPLINE_PROBATION),
        there(5, MemberStatus.FULL_MEMBER, MemberFlag.RIGHTS_SUSPENDED),
    ]
    sheet = quorum_sheet(MeetingKind.GENERAL_MEETING, everyone, on_date=DAY)
    assert (sheet.expected_all, sheet.present_all) == (5, 4)
    assert (sheet.present_full, sheet.present_probationary) == (3, 1)
    assert (sheet.expected_voters, sheet.present_voters) == (2, 1)
    assert (sheet.expected_electors, sheet.present_electors) == (2, 1)
    assert sheet.met is True


def test_a_deducted_member_who_comes_is_counted_on_both_sides() -> None:
    deduction = Deduction(1, ExclusionClass.BEDRIDDEN, BEFORE, BEFORE)
    sheet = quorum_sheet(MeetingKind.GENERAL_MEETING, [there(1)], deductions=[deduction], on_date=DAY)
    assert (sheet.present_voters, sheet.expected_voters, sheet.deducted) == (1, 1, 0)


@pytest.mark.parametrize(
    "kind", [MeetingKind.GROUP_MEETING, MeetingKind.PARTY_LECTURE, MeetingKind.THEME_DAY, MeetingKind.OTHER]
)
def test_m16_kinds_without_a_national_rule_show_numbers_only(kind: MeetingKind) -> None:
    sheet = quorum_sheet(kind, [there(1), away(2)], on_date=DAY)
    assert (sheet.rule, sheet.comparison, sheet.met) == (None, None, None)
    assert (sheet.present_all, sheet.expected_all, sheet.committee_size) == (1, 2, None)


def test_qrm_06_committee_size_is_given_or_the_invitees() -> None:
    everyone = [there(1), there(2), away(3)]
    assert quorum_sheet(MeetingKind.COMMITTEE_MEETING, everyone, on_date=DAY).met is True
    assert quorum_sheet(MeetingKind.COMMITTEE_MEETING, everyone, 5, on_date=DAY).met is False


@pytest.mark.parametrize(
    ("rule", "met"),
    [
        pytest.param(QuorumRule.GENERAL, True, id="QRM-04"),
        pytest.param(QuorumRule.ADMISSION, False, id="QRM-08"),
        pytest.param(QuorumRule.ELECTION, False, id="ELE-01"),
    ],
)
def test_a_general_meeting_may_admit_or_elect(rule: QuorumRule, met: bool) -> None:
    sheet = quorum_sheet(MeetingKind.GENERAL_MEETING, [there(1), away(2)], on_date=DAY, rule=rule)
    assert (sheet.rule, sheet.met) == (rule, met)


def test_rate_leaves_out_only_the_exempt_who_stayed_away() -> None:
    everyone = [there(1), away(2), replace(away(3), exempt=True), replace(there(4), exempt=True)]
    assert quorum_sheet(MeetingKind.THEME_DAY, everyone, on_date=DAY).rate == (2, 3)
    assert attendance_rate(25, 28, 2) == (25, 26)


@pytest.mark.parametrize(
    ("present", "expected", "share", "holds"),
    [
        (6, 9, Fraction(2, 3), True),
        (5, 9, Fraction(2, 3), False),
        (7, 10, Fraction(2, 3), True),
        (6, 10, Fraction(2, 3), False),
        (5, 10, Fraction(1, 2), True),
    ],
)
def test_a_branch_may_ask_for_more(present: int, expected: int, share: Fraction, holds: bool) -> None:
    """QRM-04 and QRM-06 may be made stricter: the same whole numbers, another share."""
    assert general_meeting_quorum(present, expected, share=share).holds is holds
    assert committee_quorum(present, expected, share).holds is holds
    assert committee_quorum(present, expected, share).needed == -(-expected * share.numerator // share.denominator)
