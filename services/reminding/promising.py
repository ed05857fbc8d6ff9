"""Writing down who is to be reminded of what, and taking it back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.members import Member
from domain.reminders import CALL, Mode, ReminderKind, due_in
from domain.workdays import Calendar
from services import policies
from services.turn import Turn
from storage import reminder_wishes
from storage import reminders as store
from storage.reminder_wishes import AS_EVERYBODY
from storage.reminders import Promise


@dataclass(frozen=True, slots=True)
class Wanted:
    """One reminder for one member. `step` tells the reminders of one matter apart; from `worth_until` on it is void."""

    member: Member
    step: str
    at: datetime
    worth_until: datetime
    self_set: bool = False


async def promise(turn: Turn, kind: ReminderKind, ref: int, wanted: Sequence[Wanted]) -> None:
    """Promise these; what was promised before takes the newer moments, what was said is not said again."""
    likes = await reminder_wishes.of_members(turn.tx, [one.member.id for one in wanted])
    calendars = await calendars_of(turn, [one.member for one in wanted])
    promises = []
    for one in wanted:
        mode = Mode.EACH if one.step == CALL else likes.get(one.member.id, AS_EVERYBODY).mode
        due_at = due_in(mode, one.at, calendars[one.member.node_id], turn.now, self_set=one.self_set)
        promises.append(Promise(one.member.id, kind, ref, one.step, one.at, due_at, one.worth_until, one.self_set))
    await store.promise(turn.tx, promises)


async def cancel(
    turn: Turn,
    kind: ReminderKind,
    ref: int,
    member_ids: Collection[int] | None = None,
    steps: Collection[str] = (),
) -> None:
    """Take back what nobody, or none of these members, needs to hear any more (S6); of these steps, where named."""
    await store.cancel(turn.tx, kind, ref, member_ids, steps)


async def look_again(turn: Turn, member_id: int) -> None:
    """An absence of theirs has ended or changed: what was put off for its sake is looked at anew."""
    await store.look_again(turn.tx, member_id)


async def retime(turn: Turn, member: Member) -> None:
    """They like to be reminded in another way now: all that waits for them moves there."""
    mode = (await reminder_wishes.of_members(turn.tx, [member.id])).get(member.id, AS_EVERYBODY).mode
    calendar = (await policies.in_force(turn, member.node_id)).calendar
    waiting = [one for one in await store.waiting_of(turn.tx, member.id) if one.step != CALL]
    moved = [(one, due_in(mode, one.at, calendar, turn.now, self_set=one.self_set)) for one in waiting]
    await store.put_off(turn.tx, moved)


async def hushed(turn: Turn, member: Member) -> bool:
    """Whether it is quiet hours where they stand: what comes now from one person to another comes without a sound."""
    return (await calendars_of(turn, [member]))[member.node_id].is_quiet(turn.now)


async def calendars_of(turn: Turn, members: Collection[Member]) -> dict[int, Calendar]:
    """The calendar of each node these members stand at."""
    return {node_id: (await policies.in_force(turn, node_id)).calendar for node_id in {one.node_id for one in members}}
