"""A chore: leaders hear that somebody is to be phoned, at most once a day and twice about one call (S7)."""

from datetime import datetime, timedelta

from domain.calls import Call, next_nudge
from domain.features import Feature
from domain.members import Member
from domain.reminders import ReminderKind
from services import features, policies, reminding
from services.calls import listing, subjects
from services.reminding import Wanted
from services.turn import Turn
from storage import calls as store
from storage import people

AT_ONCE = 50  # some 40 ms of a turn
ANY_LIST = 0  # there is one list; the day tells its reminders apart
WORTH = timedelta(days=2)
NOBODY_THERE = timedelta(hours=12)


async def mention(turn: Turn) -> bool:
    """Promise the leaders a word about calls that are new or still not made; true where there may be more."""
    due = await store.to_mention(turn.tx, turn.now, AT_ONCE)
    whom = {one.id: one for one in await people.many(turn.tx, [call.member_id for call in due])}
    who = await listing.phoners(turn, whom.values())
    told: dict[int, Member] = {}
    later: list[tuple[int, int, datetime | None]] = []
    for call in due:
        leader = who.get(call.member_id)
        if await subjects.about(turn, call) is None:
            await store.settle(turn.tx, [call.member_id], call.matter, call.ref, turn.now)
        elif leader is None:
            later.append((call.id, call.nudges, turn.now + NOBODY_THERE))
        else:
            told[leader.id] = leader
            later.append(await _mentioned(turn, call, leader))
    await store.mention_again(turn.tx, later)
    for leader in told.values():
        await _promise(turn, leader)
    return bool(due)


async def _mentioned(turn: Turn, call: Call, leader: Member) -> tuple[int, int, datetime | None]:
    calendar = (await policies.in_force(turn, leader.node_id)).calendar
    return call.id, call.nudges + 1, next_nudge(call.nudges + 1, calendar, turn.now)


async def _promise(turn: Turn, leader: Member) -> None:
    if await features.on_at(turn, Feature.REMINDERS, leader.node_id):
        today = f"{turn.now:%Y-%m-%d}"
        wanted = Wanted(leader, today, turn.now, turn.now + WORTH)
        await reminding.promise(turn, ReminderKind.CALLS, ANY_LIST, [wanted])
