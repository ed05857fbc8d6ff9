"""A request that nobody has any more: it begins at the first rung again, in a round of its own."""

from domain.members import Member
from domain.requests import HelpRequest, RequestStatus, clocks
from services import policies
from services.requests import reading
from services.turn import Turn
from storage import requests as store


async def is_gone(turn: Turn, owner: Member, request: HelpRequest) -> bool:
    """Whether an owner can do nothing for it any more: without us, without the post, or outside without consent."""
    return await reading.refusal(turn, owner.id, request) is not None


async def begin_anew(turn: Turn, request: HelpRequest) -> None:
    """New promises from now on, and no owner; the ladder's chore, or `climbing.start`, asks the first person."""
    in_force = await policies.of_request(turn, request)
    pace = in_force.policy.clocks_for(request.topic, request.urgency)
    promise = clocks.promised(pace, in_force.calendar, turn.now)
    await store.change(
        turn.tx,
        request.id,
        status=RequestStatus.NEW,
        owner_id=None,
        resolved_at=None,
        acknowledged_at=None,
        answered_at=None,
        worked_at=None,
        update_by=None,
        round=request.round + 1,
        respond_by=promise.respond_by,
        resolve_by=promise.resolve_by,
        next_step_at=turn.now,
    )
