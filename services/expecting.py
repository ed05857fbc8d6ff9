"""Who is expected at meetings that are announced and have not begun, after people or posts have changed (M3).

Whoever was received, or took a post, is asked to what was announced before; whoever left or lost it is not waited for;
and a probationary member who has become a full one counts as that. Meetings that have begun stay as they were.
"""

from collections.abc import Collection

from domain.calls import Matter
from domain.meetings import Meeting
from domain.members import Member
from domain.reminders import ReminderKind
from services import boards, calls, meeting_cards, meetings, reminding
from services.reminding import meetings as reminders
from services.turn import Turn
from storage import agendas, attendees, nodes
from storage import meetings as store


async def settle(turn: Turn, node_id: int) -> None:
    """Bring the lists of this node's branch up to date; costs one question where nothing is announced."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(node_id)
    within = tree.subtree(node_id if branch is None else branch.id)
    for meeting in await store.in_nodes(turn.tx, within, turn.now, still_open=True):
        await _settle(turn, meeting)


async def _settle(turn: Turn, meeting: Meeting) -> None:
    wanted = {one.id: one for one in await meetings.invited(turn, meeting.kind, meeting.node_id)}
    listed = {one.member.id: one for one in await attendees.of_meeting(turn.tx, meeting.id)}
    new = [one for id_, one in wanted.items() if id_ not in listed]
    other = [one for id_, one in wanted.items() if id_ in listed and listed[id_].status is not one.status]
    gone = [one.member for id_, one in listed.items() if id_ not in wanted]
    if not new and not other and not gone:
        return
    await store.expect(turn.tx, meeting.id, [*new, *other])
    await _let_go(turn, meeting, gone)
    await boards.refresh(turn, [meeting])
    if new and await agendas.cards(turn.tx, meeting.id):
        await meeting_cards.give(turn, meeting)
    for one in new:
        await reminders.replan(turn, meeting, one)


async def _let_go(turn: Turn, meeting: Meeting, gone: Collection[Member]) -> None:
    """Nobody waits for them, reminds them or phones them; their card says that it is over."""
    if not gone:
        return
    ids = [one.id for one in gone]
    await store.expect_not(turn.tx, meeting.id, ids)
    await reminding.cancel(turn, ReminderKind.MEETING, meeting.id, ids)
    for one in gone:
        await calls.settled(turn, one.id, Matter.MEETING, meeting.id)
        await meeting_cards.put_away(turn, one)
