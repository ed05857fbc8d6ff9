"""What a branch's leaders have to think of, and when (rules, section 14); what a quarter still asks for (M33)."""

from domain.duties.branch import FIFTY_LIST, Branch, Held, PostTerm, Unrecorded
from domain.duties.duty import Due, DutyState, Missing, Step, missing, settled
from domain.duties.entries import (
    ENTRIES,
    OF_A_MEMBER,
    OF_THE_BRANCH,
    AfterMeeting,
    Asked,
    BeforeDate,
    Code,
    Entry,
    Lead,
    OnDayOfMonth,
    OnDays,
)
from domain.duties.frequency import Count, this_quarter

__all__ = [
    "ENTRIES",
    "FIFTY_LIST",
    "OF_A_MEMBER",
    "OF_THE_BRANCH",
    "AfterMeeting",
    "Asked",
    "BeforeDate",
    "Branch",
    "Code",
    "Count",
    "Due",
    "DutyState",
    "Entry",
    "Held",
    "Lead",
    "Missing",
    "OnDayOfMonth",
    "OnDays",
    "PostTerm",
    "Step",
    "Unrecorded",
    "missing",
    "settled",
    "this_quarter",
]
