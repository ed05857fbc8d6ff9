from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings import (
    AttendanceStatus,
    Attendee,
    LeaveDecision,
    MeetingState,
    Method,
    Rsvp,
    Standing,
    attendance_status,
    remind_whom,
    standing,
    tally,
)
from domain.members import MemberStatus
from tests.domain.people import BRANCH, START, meeting, member

attendees = st.builds(
    Attendee,
    member=st.builds(
        member,
        st.integers(1, 999),
        st.just(BRANCH),
        st.sampled_from([MemberStatus.FULL_MEMBER, MemberStatus.PROBATIONARY_MEMBER]),
    ),
    present_at=st.sampled_from([None, START]),
    method=st.sampled_from(Method),
    leave=st.none() | st.sampled_from(LeaveDecision),
    rsvp=st.none() | st.sampled_from(Rsvp),
    exempt=st.booleans(),
    late=st.booleans(),
    made_up=st.booleans(),
)


@given(st.lists(attendees))
def test_rec_01_after_the_close_the_numbers_add_up(everyone: list[Attendee]) -> None:
    numbers = tally(everyone, closed=True)
    assert numbers.expected == numbers.present + numbers.leave + numbers.absent == len(everyone)
    assert numbers.present == numbers.present_full + numbers.present_probationary
    assert numbers.waiting == 0
    assert numbers.exempt <= numbers.leave


@given(st.lists(attendees))
def test_nobody_is_absent_before_the_close(everyone: list[Attendee]) -> None:
    before, after = tally(everyone, closed=False), tally(everyone, closed=True)
    assert before.absent == 0
    assert before.waiting == after.absent
    assert (before.present, before.leave) == (after.present, after.leave)


@given(attendees)
def test_sheet_and_numbers_agree(one: Attendee) -> None:
    status = attendance_status(one, closed=True)
    numbers = tally([one], closed=True)
    if status is AttendanceStatus.ABSENT_UNEXCUSED:
        assert numbers.absent == 1
    if status in {AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.ONLINE}:
        assert numbers.present == 1
    assert status is not None


def test_who_comes_although_on_leave_is_present() -> None:
    one = Attendee(member(1), START, Method.BUTTON, LeaveDecision.APPROVED, Rsvp.LEAVE)
    assert tally([one], closed=True).present == 1
    assert attendance_status(one, closed=True) is AttendanceStatus.PRESENT


@pytest.mark.parametrize(
    ("one", "closed", "status"),
    [
        pytest.param(Attendee(member(1)), False, None, id="open"),
        pytest.param(Attendee(member(1)), True, AttendanceStatus.ABSENT_UNEXCUSED, id="ATT-01"),
        pytest.param(Attendee(member(1), START, Method.ONLINE), True, AttendanceStatus.ONLINE, id="online"),
        pytest.param(Attendee(member(1), START, Method.PAPER), True, AttendanceStatus.PRESENT, id="APP-05"),
        pytest.param(Attendee(member(1), START, late=True), True, AttendanceStatus.LATE, id="M11"),
        pytest.param(Attendee(member(1), leave=LeaveDecision.PENDING), True, AttendanceStatus.LEAVE_PENDING, id="M13"),
        pytest.param(Attendee(member(1), rsvp=Rsvp.LEAVE), True, AttendanceStatus.LEAVE_PENDING, id="M13 pressed only"),
        pytest.param(
            Attendee(member(1), leave=LeaveDecision.REJECTED, rsvp=Rsvp.LEAVE),
            True,
            AttendanceStatus.ABSENT_UNEXCUSED,
            id="rejected",
        ),
        pytest.param(
            Attendee(member(1), leave=LeaveDecision.APPROVED), True, AttendanceStatus.LEAVE_APPROVED, id="approved"
        ),
        pytest.param(Attendee(member(1), exempt=True), True, AttendanceStatus.EXEMPT, id="ATT-06"),
        pytest.param(Attendee(member(1), made_up=True), True, AttendanceStatus.MADE_UP, id="M15"),
    ],
)
def test_attendance_status(one: Attendee, closed: bool, status: AttendanceStatus | None) -> None:
    assert attendance_status(one, closed=closed) is status


@pytest.mark.parametrize(
    ("method", "by_proxy"),
    [(Method.BUTTON, False), (Method.QR, False), (Method.PAPER, True), (Method.ORGANISER, True)],
)
def test_m35_entries_by_another_hand_are_told_apart(method: Method, by_proxy: bool) -> None:
    assert Attendee(member(1), START, method).recorded_by_proxy is by_proxy


def test_standing_over_time() -> None:
    before, after = START - timedelta(hours=1), START
    held, closed = meeting(), meeting(MeetingState.CLOSED, timedelta(hours=1))
    assert standing(held, after, None, None) is Standing.WAITING
    assert standing(closed, after, None, None) is Standing.ABSENT
    assert standing(held, before, None, LeaveDecision.PENDING) is Standing.LEAVE_ASKED
    assert standing(held, after, None, LeaveDecision.PENDING) is Standing.LEAVE
    assert standing(closed, after, None, LeaveDecision.REJECTED) is Standing.ABSENT
    assert standing(closed, after, None, None, exempt=True) is Standing.EXEMPT
    assert standing(closed, after, START, LeaveDecision.APPROVED) is Standing.PRESENT
    assert standing(meeting(MeetingState.CANCELLED), after, None, None) is Standing.WAITING


@pytest.mark.parametrize(
    ("one", "reminded"),
    [
        pytest.param(Attendee(member(1)), True, id="unanswered"),
        pytest.param(Attendee(member(1), rsvp=Rsvp.GOING), True, id="going"),
        pytest.param(Attendee(member(1), rsvp=Rsvp.MAYBE), True, id="maybe"),
        pytest.param(Attendee(member(1), rsvp=Rsvp.LEAVE), False, id="declined"),
        pytest.param(Attendee(member(1), leave=LeaveDecision.PENDING), False, id="leave asked"),
        pytest.param(
            Attendee(member(1), rsvp=Rsvp.LEAVE, leave=LeaveDecision.REJECTED), False, id="never who declined"
        ),
        pytest.param(Attendee(member(1), START, Method.BUTTON), False, id="present"),
        pytest.param(Attendee(member(1), exempt=True), False, id="ATT-06"),
        pytest.param(Attendee(member(1), exempt=True, rsvp=Rsvp.GOING), True, id="ATT-06 said yes"),
    ],
)
def test_m5_reminders(one: Attendee, reminded: bool) -> None:
    assert bool(remind_whom([one])) is reminded


def test_what_a_member_was_when_invited_outlives_a_change() -> None:
    one = Attendee(member(1), START, Method.BUTTON, status_then=MemberStatus.PROBATIONARY_MEMBER, voter_then=False)
    assert not one.voter
    assert tally([one], closed=True).present_probationary == 1
