"""Writing down who is to be reminded of what, and taking it back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.members import Member
from domain.reminders import Mode, ReminderKind, due_in
from domain.workdays import Calendar
from services import policies
from services.turn import Turn
from storage import reminders as store
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
    modes = await store.modes_of(turn.tx, [one.member.id for one in wanted])
    calendars: dict[int, Calendar] = {}
    promises = []
    for one in wanted:
        node_id = one.member.node_id
        if node_id not in calendars:
            calendars[node_id] = (await policies.in_force(turn, node_id)).calendar
        mode = modes.get(one.member.id, Mode.EACH)
        due_at = due_in(mode, one.at, calendars[node_id], self_set=one.self_set)
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
