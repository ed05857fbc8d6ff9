"""Whom a moved meeting concerns, and what they are asked (M29)."""

import pytest

from domain.meetings import Attendee, LeaveDecision, Rsvp
from domain.members import Member, MemberStatus
from domain.rescheduling import Concern, concern, waits_for_it, without_phone

WANG = Member(1, 1, "王奶奶", MemberStatus.FULL_MEMBER)


@pytest.mark.parametrize(
    ("rsvp", "leave", "for_time", "for_place"),
    [
        (Rsvp.GOING, None, Concern.COMES, Concern.COMES),
        (Rsvp.MAYBE, None, Concern.OPEN, Concern.OPEN),
        (None, None, Concern.OPEN, Concern.OPEN),
        (Rsvp.LEAVE, None, Concern.WAS_AWAY, None),
        (None, LeaveDecision.PENDING, Concern.WAS_AWAY, None),
        (None, LeaveDecision.APPROVED, Concern.WAS_AWAY, None),
        (None, LeaveDecision.REJECTED, Concern.OPEN, Concern.OPEN),
        (Rsvp.GOING, LeaveDecision.CANCELLED, Concern.COMES, Concern.COMES),
    ],
)
def test_who_hears_of_it(
    rsvp: Rsvp | None, leave: LeaveDecision | None, for_time: Concern, for_place: Concern | None
) -> None:
    one = Attendee(WANG, rsvp=rsvp, leave=leave)
    assert concern(one, another_time=True) is for_time
    assert concern(one, another_time=False) is for_place
    assert waits_for_it(one) is (for_place is not None)


def test_who_has_no_phone_is_told_by_a_person() -> None:
    assert without_phone([Attendee(WANG)]) == ["王奶奶"]
