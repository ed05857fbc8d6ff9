"""Whose phone list a call is on: worked out afresh, so a leader who is away or new needs no repair (O3, S12)."""

from collections.abc import Collection

from domain.calls import ToPhone, by_person
from domain.members import Member, Office, is_here
from domain.messages import Message
from domain.reminders import Reminder
from services import people
from services.calls import subjects
from services.turn import Turn
from storage import calls as store
from storage import nodes, standins
from storage import people as members
from texts import calls as say

LOOKED_AT = 1_000  # open calls at and below a leader's posts, those included that somebody nearer makes
LISTED = 100  # people on one list; the next ones come when these are done


async def phoners(turn: Turn, whom: Collection[Member]) -> dict[int, Member]:
    """Member id -> who phones them: their nearest leader who is there; nobody phones themselves.

    Nobody phones who wants no word until a day (S9), or is no member any more.
    """
    away = await standins.away(turn.tx, [one.id for one in whom], turn.now)
    whom = [one for one in whom if one.id not in away and is_here(one)]
    by_node = {member.node_id: await people.leaders_of(turn, member) for member in _one_a_node(whom)}
    leaders = {leader.id for some in by_node.values() for leader in some}
    there = await standins.there(turn.tx, leaders, turn.now)
    found: dict[int, Member] = {}
    for member in whom:
        able = [one for one in by_node[member.node_id] if one.id in there and one.id != member.id]
        if able:
            found[member.id] = able[0]
    return found


async def leads(turn: Turn, member: Member) -> bool:
    """Whether there can be a phone list for them."""
    return bool(await _posts(turn, member))


async def of_leader(turn: Turn, leader: Member) -> list[ToPhone]:
    """Whom this leader is to phone now, the longest waiting first."""
    tree = await nodes.tree(turn.tx)
    held = [post.node_id for post in await _posts(turn, leader) if post.node_id in tree]
    reach = frozenset[int]().union(*(tree.subtree(node_id) for node_id in held))
    asked = await store.in_nodes(turn.tx, reach, LOOKED_AT)
    whom = {one.id: one for one in await members.many(turn.tx, [call.member_id for call in asked])}
    who = await phoners(turn, whom.values())
    found: list[ToPhone] = []
    for member_id, calls in by_person(asked):
        if len(found) < LISTED and member_id in who and who[member_id].id == leader.id:
            about = {call: words for call in calls if (words := await subjects.about(turn, call)) is not None}
            if about:
                found.append(ToPhone(whom[member_id], list(about), list(about.values())))
    return found


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """What a leader hears at most once a day; None where the list has emptied itself."""
    leader = await members.get(turn.tx, reminder.member_id)
    to_phone = await of_leader(turn, leader) if leader is not None else []
    return say.please_phone([one.member for one in to_phone]) if to_phone else None


async def _posts(turn: Turn, member: Member) -> list[Office]:
    return [office for office in await members.offices_of(turn.tx, member.id) if office.role in people.LEADERS]


def _one_a_node(whom: Collection[Member]) -> Collection[Member]:
    return {member.node_id: member for member in whom}.values()
