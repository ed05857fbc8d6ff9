"""A member asks for help: what a request is, who is asked about it and when, and who may open it."""

from domain.requests.access import Reader, Refused, RefusedBecause, may_open
from domain.requests.ladder import OUTSIDE_FROM, Holders, Ladder, Level, Person, Rung, highest, ladder, level_of
from domain.requests.request import (
    LONGEST_TEXT,
    REOPENS_FOR,
    STATUS_NAMES,
    TRANSFERS_BEFORE_SECRETARY,
    Audience,
    HelpRequest,
    Medium,
    Outcome,
    RequestStatus,
    is_open,
    may_ever_leave,
    may_reopen,
)
from domain.requests.steps import Done, Step, StepKind, next_step, reached, step_up

__all__ = [
    "LONGEST_TEXT",
    "OUTSIDE_FROM",
    "REOPENS_FOR",
    "STATUS_NAMES",
    "TRANSFERS_BEFORE_SECRETARY",
    "Audience",
    "Done",
    "HelpRequest",
    "Holders",
    "Ladder",
    "Level",
    "Medium",
    "Outcome",
    "Person",
    "Reader",
    "Refused",
    "RefusedBecause",
    "RequestStatus",
    "Rung",
    "Step",
    "StepKind",
    "highest",
    "is_open",
    "ladder",
    "level_of",
    "may_ever_leave",
    "may_open",
    "may_reopen",
    "next_step",
    "reached",
    "step_up",
]
