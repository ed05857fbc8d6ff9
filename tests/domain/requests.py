"""Help requests that the tests of the rules speak about."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.concerns import Topic, Urgency
from domain.requests import Audience, HelpRequest, Medium, RequestStatus
from tests.domain.people import BRANCH, FIRST_GROUP, SHANGHAI

ASKER = 900
ASKED_AT = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)  # a Monday


def request(**changed: Any) -> HelpRequest:
    """A new request of the first group; name what is different."""
    made = HelpRequest(
        id=1,
        number="26-001",
        asker_id=ASKER,
        node_id=FIRST_GROUP,
        branch_id=BRANCH,
        topic=Topic.HEALTH,
        urgency=Urgency.ORDINARY,
        status=RequestStatus.NEW,
        audience=Audience.RESPONSIBLE,
        medium=Medium.TEXT,
        about_id=None,
        hide_name=False,
        may_leave=False,
        owner_id=None,
        policy_id=None,
        transfers=0,
        round=1,
        created_at=ASKED_AT,
        acknowledged_at=None,
        answered_at=None,
        worked_at=None,
        respond_by=ASKED_AT + timedelta(days=1),
        update_by=None,
        resolve_by=ASKED_AT + timedelta(days=7),
        next_step_at=None,
        resolved_at=None,
        closed_at=None,
        outcome=None,
        rating=None,
    )
    return replace(made, **changed)
