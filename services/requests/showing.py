"""The asker's card, drawn from what is known at that moment (H6, H7)."""

from domain.members import Member
from domain.messages import Message
from domain.requests import HelpRequest, RequestStatus, is_open, may_ever_leave, may_reopen
from domain.requests.closing import is_asked
from services import people
from services.requests import climbing, pressing, referring, voices
from services.turn import Turn
from storage import nodes
from storage import people as members
from storage import requests as store
from texts import requests as say


async def card(turn: Turn, ref: int) -> Message | None:
    """The one message; None once it is withdrawn, when nothing says any more whose it was."""
    request = await store.get(turn.tx, ref)
    if request is None or request.asker_id is None:
        return None
    return say.card(await known(turn, request), turn.now)


async def more(turn: Turn, request: HelpRequest) -> Message:
    return say.more(await known(turn, request))


async def known(turn: Turn, request: HelpRequest) -> say.Card:
    asked = await pressing.has_it(turn, request) if request.owner_id is None else None
    next_up = await _next_up(turn, request) if request.status is RequestStatus.NEW and asked is None else None
    tree = await nodes.tree(turn.tx)
    return say.Card(
        request=request,
        holder=await _title(turn, await _member(turn, request.owner_id)),
        asked=await _title(turn, asked),
        next_up=await _title(turn, next_up),
        asked_at=request.next_step_at,
        at_the_end=await referring.all_asked(turn, request),
        about=await _name(turn, request.about_id),
        entered_for=await _entered_for(turn, request),
        may_nudge=is_open(request) and not await pressing.nudged_today(turn, request),
        may_reopen=may_reopen(request, turn.now),
        is_rated_now=is_asked(request),
        somebody_above=may_ever_leave(request)
        and request.branch_id in tree
        and bool(tree.ancestors(request.branch_id)),
    )


async def _next_up(turn: Turn, request: HelpRequest) -> Member | None:
    first = next(iter((await climbing.ladder_of(turn, request)).people), None)
    return await _member(turn, first.member_id) if first is not None else None


async def _entered_for(turn: Turn, request: HelpRequest) -> str | None:
    return await _name(turn, request.asker_id) if await voices.entered_by(turn, request) is not None else None


async def _member(turn: Turn, member_id: int | None) -> Member | None:
    return await members.get(turn.tx, member_id) if member_id is not None else None


async def _title(turn: Turn, member: Member | None) -> str | None:
    return await people.title(turn, member) if member is not None else None


async def _name(turn: Turn, member_id: int | None) -> str | None:
    member = await _member(turn, member_id)
    return member.name if member is not None else None
