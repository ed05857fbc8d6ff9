"""Every number of one meeting, so that the arithmetic can be written out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.meetings import KINDS, Attendee, MeetingKind, QuorumRule, tally
from domain.quorum.deductions import NATIONAL_CLASSES, Deduction, ExclusionClass
from domain.quorum.sums import (
    HALF,
    Comparison,
    admission_quorum,
    attendance_rate,
    committee_quorum,
    election_quorum,
    general_meeting_quorum,
)


@dataclass(frozen=True, slots=True)
class QuorumSheet:
    """Every number that writing out the arithmetic needs. `rule` and `comparison` are None where no rule is national.

    `probationary_present` have no vote; `deducted` are the voters left out of 应到 (QRM-10).
    """

    kind: MeetingKind
    rule: QuorumRule | None
    comparison: Comparison | None
    expected_all: int
    present_all: int
    present_full: int
    present_probationary: int
    exempt: int
    expected_voters: int
    present_voters: int
    expected_electors: int
    present_electors: int
    deducted: int
    committee_size: int | None

    @property
    def met(self) -> bool | None:
        """Whether the numbers suffice; None where no rule asks for any."""
        return None if self.comparison is None else self.comparison.holds

    @property
    def rate(self) -> tuple[int, int]:
        return attendance_rate(self.present_all, self.expected_all, self.exempt)


def quorum_sheet(
    kind: MeetingKind,
    attendees: Iterable[Attendee],
    committee_size: int | None = None,
    deductions: Iterable[Deduction] = (),
    *,
    on_date: date,
    rule: QuorumRule | None = None,
    inclusive: bool = True,
    general_share: Fraction = HALF,
    committee_share: Fraction = HALF,
    allowed: frozenset[ExclusionClass] = NATIONAL_CLASSES,
) -> QuorumSheet:
    """The sums of one meeting. `rule` takes the place of the kind's own: a general meeting may admit or elect.

    A deducted member who comes after all is counted again on both sides; otherwise more could be present than were
    expected. `committee_size` defaults to the invitees of a committee meeting.
    """
    everyone = tuple(attendees)
    out = {deduction.member_id for deduction in deductions if deduction.holds_on(on_date, allowed)}
    numbers = tally(everyone, closed=False)
    voters = [one for one in everyone if one.voter]
    counted = [one for one in voters if one.present or one.member.id not in out]
    present_voters = sum(one.present for one in counted)
    # Electors are the voters (QRM-02, 03), and the same deductions apply: their source speaks of elections first.
    expected_electors, present_electors = len(counted), present_voters
    rule = KINDS[kind].quorum if rule is None else rule
    if committee_size is None and kind is MeetingKind.COMMITTEE_MEETING:
        committee_size = len(everyone)
    comparison = {
        None: None,
        QuorumRule.GENERAL: general_meeting_quorum(present_voters, len(counted), inclusive, general_share),
        QuorumRule.ADMISSION: admission_quorum(present_voters, len(counted)),
        QuorumRule.COMMITTEE: committee_quorum(numbers.present, committee_size or 0, committee_share),
        QuorumRule.ELECTION: election_quorum(present_electors, expected_electors),
    }[rule]
    return QuorumSheet(
        kind=kind,
        rule=rule,
        comparison=comparison,
        expected_all=numbers.expected,
        present_all=numbers.present,
        present_full=numbers.present_full,
        present_probationary=numbers.present_probationary,
        exempt=numbers.exempt,
        expected_voters=len(counted),
        present_voters=present_voters,
        expected_electors=expected_electors,
        present_electors=present_electors,
        deducted=len(voters) - len(counted),
        committee_size=committee_size,
    )
