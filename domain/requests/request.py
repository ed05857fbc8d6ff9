"""A help request and the states it goes through (HELP-03, H6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.concerns import Topic, Urgency

TRANSFERS_BEFORE_SECRETARY: Final = 2  # 首接负责: after two transfers the secretary owns it (H12)
REOPENS_FOR: Final = timedelta(days=30)  # H21
LONGEST_TEXT: Final = 1800  # characters of an asker; two such texts stand in one message of Telegram's 4096


class RequestStatus(StrEnum):
    """Where a request stands; the asker sees the five names of STATUS_NAMES."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATUS_NAMES: Final[Mapping[RequestStatus, str]] = MappingProxyType(
    {
        RequestStatus.NEW: "已提交",
        RequestStatus.ACKNOWLEDGED: "已接手",
        RequestStatus.IN_PROGRESS: "办理中",
        RequestStatus.RESOLVED: "待您确认",
        RequestStatus.CLOSED: "已办结",
        RequestStatus.WITHDRAWN: "已撤回",
    }
)


class Audience(StrEnum):
    """Who the asker wants to hear it first (H4)."""

    GROUP_LEADER = "group_leader"
    RESPONSIBLE = "responsible"
    SECRETARY = "secretary"


class Medium(StrEnum):
    """How it was asked. CARE is 请关心 X, asked on behalf of somebody and without any details (H24)."""

    TEXT = "text"
    VOICE = "voice"
    CARE = "care"


class Outcome(StrEnum):
    """How a request ended: the asker said so, the asker was silent, or took it back."""

    CONFIRMED = "confirmed"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """A request without its words: those are sealed and opened one at a time, with a note in the access log.

    `number` is what people call it, unique within a branch (26-017). `asker_id` is None once it is erased.
    `about_id` is the member whom a CARE request is about. `node_id` is where the asker stood when asking, `branch_id`
    the branch above it. `round` starts at 1 and rises when a request is reopened: each round climbs the ladder anew.
    `unsorted` says that nobody could tell what it is about, and the dispatcher gets it (转人工).
    `respond_by`, `update_by` and `resolve_by` are promises made at submission or since; `next_step_at` is when the
    ladder moves on if nobody has taken it. `rating` is 1 to 3, or 0 where the question was skipped or not for asking;
    `reminded_at` is when the asker was last reminded to say whether it is solved.
    """

    id: int
    number: str
    asker_id: int | None
    node_id: int
    branch_id: int
    topic: Topic
    urgency: Urgency
    status: RequestStatus
    audience: Audience
    medium: Medium
    about_id: int | None
    hide_name: bool
    may_leave: bool
    owner_id: int | None
    policy_id: int | None
    transfers: int
    round: int
    created_at: datetime
    acknowledged_at: datetime | None
    answered_at: datetime | None
    worked_at: datetime | None
    respond_by: datetime
    update_by: datetime | None
    resolve_by: datetime
    next_step_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    rating: int | None
    reminded_at: datetime | None = None
    unsorted: bool = False


def is_open(request: HelpRequest) -> bool:
    """Whether somebody still has to do something about it."""
    return request.status not in {RequestStatus.CLOSED, RequestStatus.WITHDRAWN}


def may_ever_leave(request: HelpRequest) -> bool:
    """Whether the asker's yes can take it out of the branch: for a word of care it would take another's (H24)."""
    return request.medium is not Medium.CARE


def may_reopen(request: HelpRequest, now: datetime) -> bool:
    """One tap reopens for 30 days (H21); what was withdrawn is gone."""
    return (
        request.status is RequestStatus.CLOSED
        and request.closed_at is not None
        and now - request.closed_at <= REOPENS_FOR
    )
