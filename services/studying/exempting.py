"""Of whom no hours are asked: the frail, the disabled, the seriously ill; study is brought to their homes (EDU-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.access import Action
from domain.members import Member, MemberFlag, is_counted
from services import access
from services.turn import Turn
from storage import make_up, meetings
from storage import people as members
from texts import studying_hours as say

PAGE: Final = 10
_FLAG: Final = MemberFlag.EXEMPT_HARD_REQUIREMENT


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the roster, each with whether nothing is asked of them."""

    people: Sequence[tuple[Member, bool]]
    number: int
    further: bool


async def page(turn: Turn, keeper: Member, number: int) -> Listed | None:
    """For whoever keeps the roster; None for everybody else."""
    reach = await access.nodes_for(turn, keeper, Action.MANAGE_ROSTER)
    if not reach:
        await access.may(turn, keeper, Action.MANAGE_ROSTER, keeper.node_id)
        return None
    everybody = [one for one in await members.in_nodes(turn.tx, reach) if is_counted(one)]
    some = everybody[number * PAGE : (number + 1) * PAGE]
    return Listed([(one, _FLAG in one.flags) for one in some], number, len(everybody) > (number + 1) * PAGE)


async def switch(turn: Turn, keeper: Member, member_id: int) -> bool | None:
    """Ask nothing of somebody from now on, or ask again; they hear of it. None where that is not theirs to say."""
    member = await members.get(turn.tx, member_id)
    if member is None or not await access.may(turn, keeper, Action.MANAGE_ROSTER, member.node_id, about=member_id):
        return None
    exempt = _FLAG not in member.flags
    await members.put_flags(turn.tx, member_id, member.flags ^ {_FLAG})
    for one in await make_up.open_of(turn.tx, member_id):
        await meetings.ask_make_up(turn.tx, one.meeting_id, turn.now)
    if member.telegram_id is not None and member.id != keeper.id:
        turn.tell(member.telegram_id, say.exempt_for_you(keeper, exempt=exempt), silent=True)
    return exempt
