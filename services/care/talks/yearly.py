"""Once a year, each pair that has not talked hears of it: the member, and the leader who looks after them (MTG-09).

Each relation is meant to have one talk a year. We remind member and nearest leader; a word for every pair of the
committee would be many words, and committees meet.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time

from domain.features import Feature
from domain.members import Member, is_counted
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from services import features, people
from services.reminding.promising import Wanted, calendars_of, promise
from services.turn import Turn, apart
from storage import care_talks as store
from storage import nodes
from storage import people as members
from texts import talks as say

MONTH = 11  # late enough that the year has had its chance, early enough that it can still be done
KNOWN_SINCE = 7  # a branch that came later in the year may have talked a lot before we could write it down
STEP = "year"
_MORNING = time(9)


async def look(turn: Turn) -> bool:
    """A chore: in November one branch after the other. True where there may be more."""
    if turn.now.month < MONTH:
        return False
    branch_id = await store.next_untold(turn.tx, turn.now.year, turn.now.replace(month=KNOWN_SINCE, day=1))
    if branch_id is None:
        return False
    if await features.on_at(turn, Feature.CARE, branch_id):
        await apart(turn, _tell(turn, branch_id))
    await store.note_told(turn.tx, branch_id, turn.now.year)
    return True


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """To a leader: whom they look after and who had no talk. To a member: that they may ask."""
    member = await members.get(turn.tx, reminder.member_id)
    if member is None:
        return None
    led = [one for one in await _untalked(turn, member) if one.id != member.id]
    if led:
        return say.year_for_leader(led[:LISTED], len(led))
    return None if await _talked(turn, [member.id]) else say.year_for_member()


LISTED = 6


async def _tell(turn: Turn, branch_id: int) -> None:
    tree = await nodes.tree(turn.tx)
    within = [one for one in tree.subtree(branch_id) if tree.branch_of(one) == tree[branch_id]]
    counted = [one for one in await members.in_nodes(turn.tx, within) if is_counted(one)]
    talked = await _talked(turn, [one.id for one in counted])
    leaders = await _leaders(turn, counted)
    wanted: dict[int, Member] = {}
    for member in counted:
        if member.id not in talked:
            leader = _nearest(leaders, member)
            wanted |= {one.id: one for one in (member, leader) if one is not None}
    calendars = await calendars_of(turn, wanted.values())
    year_ends = date(turn.now.year, 12, 31)
    rows = []
    for one in wanted.values():
        calendar = calendars[one.node_id]
        at = calendar.first_loud_day(max(turn.now, datetime.combine(turn.now.date(), _MORNING, calendar.zone)))
        rows.append(Wanted(one, STEP, at, datetime.combine(year_ends, _MORNING, calendar.zone)))
    await promise(turn, ReminderKind.TALK, -turn.now.year, rows)


async def _talked(turn: Turn, member_ids: Collection[int]) -> frozenset[int]:
    year = turn.now.year
    return await store.talked(turn.tx, member_ids, date(year, 1, 1), date(year + 1, 1, 1))


async def _untalked(turn: Turn, leader: Member) -> list[Member]:
    """The members whose nearest leader this is, and who have had no talk this year."""
    tree = await nodes.tree(turn.tx)
    held = [one.node_id for one in await members.offices_of(turn.tx, leader.id) if one.role in people.LEADERS]
    reach = frozenset[int]().union(*(tree.subtree(node_id) for node_id in held if node_id in tree))
    counted = [one for one in await members.in_nodes(turn.tx, reach) if is_counted(one)]
    talked = await _talked(turn, [one.id for one in counted])
    leaders = await _leaders(turn, counted)
    return [one for one in counted if one.id not in talked and _nearest(leaders, one) == leader]


async def _leaders(turn: Turn, those: Iterable[Member]) -> dict[int, list[Member]]:
    """Node -> whom its members turn to: asked once a node, not once a person."""
    return {node_id: await people.leaders_of(turn, one) for node_id, one in {one.node_id: one for one in those}.items()}


def _nearest(leaders: Mapping[int, Sequence[Member]], member: Member) -> Member | None:
    return next((one for one in leaders[member.node_id] if one.id != member.id), None)
