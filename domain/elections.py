"""What a paper ballot came to, for the record alone: nobody is elected in a chat (ELE-01 to 05, QRM-14)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.meetings import MeetingKind
from domain.names import NameProblem, clean_name
from domain.quorum import Comparison, elected, elected_of_expected, election_quorum

# ELE-04: a branch committee by the general meeting, a secretary by the committee or, without one, by the meeting.
ELECTING: Final = frozenset({MeetingKind.GENERAL_MEETING, MeetingKind.COMMITTEE_MEETING})
LONGEST_OFFICE: Final = 30
MOST_CANDIDATES: Final = 20
MOST: Final = 999  # ballots; a branch is smaller, a slip of the finger is not


class ElectionProblem(StrEnum):
    UNREADABLE = "unreadable"
    MORE_PRESENT = "more_present"
    MORE_ISSUED = "more_issued"
    MORE_RETURNED = "more_returned"
    MORE_SPOILT = "more_spoilt"
    MORE_AYES = "more_ayes"
    NO_CANDIDATE = "no_candidate"


@dataclass(frozen=True, slots=True)
class Ballots:
    """Pieces of paper: given out, come back, and of these the ones that do not count."""

    issued: int
    returned: int
    spoilt: int = 0

    @property
    def valid(self) -> int:
        return self.returned - self.spoilt


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    ayes: int


@dataclass(frozen=True, slots=True)
class Election:
    """One ballot. `office` is what it was for, in words; `elected` the names declared, empty while that is open."""

    id: int
    meeting_id: int
    office: str
    expected: int
    present: int
    ballots: Ballots
    candidates: tuple[Candidate, ...]
    elected: tuple[str, ...]
    recorded_by: int

    @property
    def quorum(self) -> Comparison:
        return election_quorum(self.present, self.expected)


@dataclass(frozen=True, slots=True)
class Readings:
    """Who is elected by each reading of ELE-02: more than half of those present, or of all electors."""

    of_present: tuple[str, ...]
    of_expected: tuple[str, ...]

    @property
    def agree(self) -> bool:
        return self.of_present == self.of_expected


def readings(candidates: Sequence[Candidate], present: int, expected: int) -> Readings:
    return Readings(
        tuple(one.name for one in candidates if elected(one.ayes, present)),
        tuple(one.name for one in candidates if elected_of_expected(one.ayes, expected)),
    )


def read_electors(text: str) -> tuple[int, int] | ElectionProblem:
    """(expected, present) from `12 10` or `应到12 实到10`."""
    counts = _counts(text)
    if len(counts) != 2:
        return ElectionProblem.UNREADABLE
    return ElectionProblem.MORE_PRESENT if counts[1] > counts[0] else (counts[0], counts[1])


def read_ballots(text: str, present: int) -> Ballots | ElectionProblem:
    """`发10 收10 废0`; without the last one none was spoilt. More returned than issued is void (ELE-03)."""
    counts = _counts(text)
    if len(counts) not in {2, 3}:
        return ElectionProblem.UNREADABLE
    ballots = Ballots(*counts)
    if ballots.issued > present:
        return ElectionProblem.MORE_ISSUED
    if ballots.returned > ballots.issued:
        return ElectionProblem.MORE_RETURNED
    return ElectionProblem.MORE_SPOILT if ballots.valid < 0 else ballots


_LINE: Final = re.compile(r"^(?P<name>\D+?)[\s:：,，、得]*(?P<ayes>\d{1,3})\s*[票张]?$")


def read_candidates(text: str, valid: int) -> tuple[Candidate, ...] | ElectionProblem:
    """One a line, or with ； between: `张三 9`."""
    lines = [one.strip() for one in re.split(r"[\n;；]", unicodedata.normalize("NFKC", text)) if one.strip()]
    found: dict[str, Candidate] = {}
    for line in lines:
        matched = _LINE.match(line)
        name = clean_name(matched["name"]) if matched else NameProblem.EMPTY
        if matched is None or isinstance(name, NameProblem) or name in found:
            return ElectionProblem.UNREADABLE
        found[name] = Candidate(name, int(matched["ayes"]))
    if not 0 < len(found) <= MOST_CANDIDATES:
        return ElectionProblem.UNREADABLE
    return ElectionProblem.MORE_AYES if any(one.ayes > valid for one in found.values()) else tuple(found.values())


def read_elected(text: str, candidates: Sequence[Candidate]) -> tuple[str, ...] | ElectionProblem:
    """The names somebody wrote, in the order of the ballot; each must be a candidate's."""
    names = {one for one in re.split(r"[\s、,，;；]+", unicodedata.normalize("NFKC", text).strip()) if one}
    known = tuple(one.name for one in candidates if one.name in names)
    return known if known and len(known) == len(names) else ElectionProblem.NO_CANDIDATE


def _counts(text: str) -> list[int]:
    counts = [int(one) for one in re.findall(r"\d+", unicodedata.normalize("NFKC", text))]
    return counts if all(one <= MOST for one in counts) else []
