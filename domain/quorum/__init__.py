"""May the meeting decide, and did it? Integer arithmetic only; the secretary declares, the tool shows the sum (M16).

Three denominators that are never mixed: `expected_all` (attendance), `expected_voters` (motions), `expected_electors`
(elections).
"""

from domain.quorum.deductions import NATIONAL_CLASSES, Deduction, ExclusionClass
from domain.quorum.sheet import QuorumSheet, quorum_sheet
from domain.quorum.sums import (
    Comparison,
    admission_quorum,
    attendance_rate,
    committee_quorum,
    elected,
    elected_of_expected,
    election_quorum,
    general_meeting_quorum,
    motion_passes,
)

__all__ = [
    "NATIONAL_CLASSES",
    "Comparison",
    "Deduction",
    "ExclusionClass",
    "QuorumSheet",
    "admission_quorum",
    "attendance_rate",
    "committee_quorum",
    "elected",
    "elected_of_expected",
    "election_quorum",
    "general_meeting_quorum",
    "motion_passes",
    "quorum_sheet",
]
