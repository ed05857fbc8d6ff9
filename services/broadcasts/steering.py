"""What whoever may send does with a notice that is planned or on its way: pause, go on, stop, cancel."""

from dataclasses import dataclass
from typing import TypeAlias

from domain.broadcasts import TO_PHONE, Broadcast, BroadcastState, may_become
from domain.calls import Matter
from domain.members import Member
from services.broadcasts import feeding, showing
from services.turn import Turn
from storage import broadcast_recipients as recipients
from storage import broadcasts as store
from storage import calls


@dataclass(frozen=True, slots=True)
class Changed:
    state: BroadcastState


@dataclass(frozen=True, slots=True)
class TooLate:
    """It is through, or was changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Refused:
    pass


Steered: TypeAlias = Changed | TooLate | Refused


async def pause(turn: Turn, member: Member, broadcast_id: int) -> Steered:
    """Send no more for now: what waits in line is taken back, what is with Telegram is gone."""
    return await _become(turn, member, broadcast_id, BroadcastState.PAUSED)


async def stop(turn: Turn, member: Member, broadcast_id: int) -> Steered:
    """Send no more, and have nobody phoned about it."""
    steered = await _become(turn, member, broadcast_id, BroadcastState.STOPPED)
    if isinstance(steered, Changed):
        await calls.settle_matter(turn.tx, Matter.BROADCAST, broadcast_id, turn.now)
    return steered


async def go_on(turn: Turn, member: Member, broadcast_id: int) -> Steered:
    """Send to all who have not got it; nobody gets it twice."""
    broadcast = await store.get(turn.tx, broadcast_id)
    was_stopped = broadcast is not None and broadcast.state is BroadcastState.STOPPED
    steered = await _become(turn, member, broadcast_id, BroadcastState.SENDING)
    if isinstance(steered, Changed):
        if was_stopped:
            to_phone = await recipients.who_is(turn.tx, broadcast_id, TO_PHONE)
            await calls.ask(turn.tx, to_phone, Matter.BROADCAST, broadcast_id, turn.now)
        await feeding.feed(turn)
    return steered


async def cancel(turn: Turn, member: Member, broadcast_id: int) -> Steered:
    """A notice that has not begun is not sent at all."""
    return await _become(turn, member, broadcast_id, BroadcastState.CANCELLED)


async def _become(turn: Turn, member: Member, broadcast_id: int, state: BroadcastState) -> Steered:
    broadcast = await showing.mine(turn, member, broadcast_id)
    if broadcast is None:
        return Refused()
    if not _may(turn, broadcast, state):
        showing.show(turn, member, broadcast_id)
        return TooLate()
    if state is not BroadcastState.SENDING:
        await feeding.take_back(turn, broadcast)
    await store.become(turn.tx, broadcast_id, state, turn.now)
    await showing.show_all(turn, broadcast, member)
    return Changed(state)


def _may(turn: Turn, broadcast: Broadcast, state: BroadcastState) -> bool:
    """A scheduled one begins by the clock, and one that is through by itself goes on for who came back."""
    by_hand = {BroadcastState.PAUSED, BroadcastState.STOPPED}
    if state is BroadcastState.SENDING and broadcast.state not in by_hand:
        return False
    return may_become(broadcast.state, state) and broadcast.ends_at > turn.now
