"""A member asks for help: what a request is, who is asked about it and when, and who may open it."""

from domain.requests.access import Reader, Refused, RefusedBecause, may_open
from domain.requests.ladder import Ladder, Level, Person, Rung, Step, StepKind, ladder, next_step
from domain.requests.request import (
    MOVES,
    REOPENS_FOR,
    STATUS_NAMES,
    TRANSFERS_BEFORE_SECRETARY,
    Audience,
    HelpRequest,
    Medium,
    Outcome,
    RequestStatus,
    is_open,
    may_move,
    may_reopen,
)

__all__ = [
    "MOVES",
    "REOPENS_FOR",
    "STATUS_NAMES",
    "TRANSFERS_BEFORE_SECRETARY",
    "Audience",
    "HelpRequest",
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
    "is_open",
    "ladder",
    "may_move",
    "may_open",
    "may_reopen",
    "next_step",
]
