"""The sums, each with its source. Integers only."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`part_times × part` against `whole_times × whole`: every number of 2×3=6 ≥ 4.

    True as a bool where it holds. Of nothing there is no half: with `whole` 0 it never holds.
    """

    part_times: int
    part: int
    whole_times: int
    whole: int
    inclusive: bool

    @property
    def left(self) -> int:
        return self.part_times * self.part

    @property
    def right(self) -> int:
        return self.whole_times * self.whole

    @property
    def sign(self) -> str:
        """The sign asked for."""
        return "≥" if self.inclusive else ">"

    @property
    def holds(self) -> bool:
        return self.whole > 0 and (self.left > self.right or (self.inclusive and self.left == self.right))

    @property
    def needed(self) -> int:
        """The smallest `part` for which it holds."""
        return max(1, -(-self.right // self.part_times) if self.inclusive else self.right // self.part_times + 1)

    def __bool__(self) -> bool:
        return self.holds


def general_meeting_quorum(
    present_voters: int, expected_voters: int, inclusive: bool = True, share: Fraction = HALF
) -> Comparison:
    """半数以上 of the voters expected are present (QRM-04, 支部 Art. 11); `inclusive` is the reading of QRM-07.

    A branch may ask for a greater share, never for a smaller one.
    """
    return Comparison(share.denominator, present_voters, share.numerator, expected_voters, inclusive)


def admission_quorum(present_voters: int, expected_voters: int) -> Comparison:
    """Admission or transfer to full membership: more than half (QRM-08, 发展党员工作细则)."""
    return Comparison(2, present_voters, 1, expected_voters, inclusive=False)


def committee_quorum(present_committee: int, committee_size: int, share: Fraction = HALF) -> Comparison:
    """At least half of the committee (QRM-06, 支部 Art. 12), or the greater share a branch asks for."""
    return Comparison(share.denominator, present_committee, share.numerator, committee_size, inclusive=True)


def motion_passes(ayes: int, written_ayes: int, expected_voters: int, *, admission: bool = False) -> Comparison:
    """More than half of the voters **expected** agree, not of those present (QRM-05, 支部 Art. 11).

    `written_ayes` are opinions handed in before the meeting by absent voters; they count for admission and transfer
    to full membership only (QRM-08) and are left out of any other motion.
    """
    return Comparison(2, ayes + (written_ayes if admission else 0), 1, expected_voters, inclusive=False)


def election_quorum(present_electors: int, expected_electors: int) -> Comparison:
    """Not fewer than four fifths of the electors (ELE-01, 选举)."""
    return Comparison(5, present_electors, 4, expected_electors, inclusive=True)


def elected(ayes: int, present_electors: int) -> Comparison:
    """More than half of the electors **present** (ELE-02, at grassroots level)."""
    return Comparison(2, ayes, 1, present_electors, inclusive=False)


def elected_of_expected(ayes: int, expected_electors: int) -> Comparison:
    """The stricter reading of ELE-02: more than half of those expected. Shown beside the other; the secretary asks."""
    return Comparison(2, ayes, 1, expected_electors, inclusive=False)


def attendance_rate(present_all: int, expected_all: int, exempt: int = 0) -> tuple[int, int]:
    """(numerator, denominator), for statistics and never for a quorum. `exempt`: the exempt who stayed away."""
    return present_all, expected_all - exempt
