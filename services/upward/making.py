"""When a quarter is over each branch's report is made, once, and kept as it is."""

from datetime import date, datetime, time

from domain.members import is_counted
from domain.upward import Line, Quarter, shown
from services import policies
from services.turn import Turn
from storage import care_talks, nodes, people
from storage import upward as store


async def make(turn: Turn) -> bool:
    """A chore: one branch's report of the quarter that is over; true where there may be more."""
    quarter = Quarter.of(turn.now.date()).before()
    _, until = quarter.days
    end = datetime.combine(until, time(), turn.now.tzinfo)
    node_id = await store.next_missing(turn.tx, quarter.number, end)
    if node_id is None:
        return False
    await _make(turn, node_id, quarter)
    return True


async def _make(turn: Turn, node_id: int, quarter: Quarter) -> None:
    within = sorted((await nodes.tree(turn.tx)).same_branch(node_id))
    members = [one for one in await people.in_nodes(turn.tx, within) if is_counted(one)]
    ids = [one.id for one in members]
    zone = (await policies.in_force(turn, node_id)).calendar.zone
    first, until = quarter.days
    start, end = (datetime.combine(day, time(), zone) for day in (first, until))
    counts = {Line.MEMBERS: len(members), **await _counted(turn, node_id, ids, (first, until), (start, end))}
    held = await store.meetings_held(turn.tx, within, start, end)
    await store.keep(turn.tx, node_id, quarter.number, shown(held, counts), turn.now)


async def _counted(
    turn: Turn, node_id: int, member_ids: list[int], days: tuple[date, date], span: tuple[datetime, datetime]
) -> dict[Line, int]:
    planned, done = await store.visits_counted(turn.tx, member_ids, *days)
    made, answered, resolved = await store.requests_counted(turn.tx, node_id, *span)
    asked, phoned = await store.calls_counted(turn.tx, member_ids, *span)
    return {
        Line.VISITS_PLANNED: planned,
        Line.VISITS_DONE: done,
        Line.TALKED: len(await care_talks.talked(turn.tx, member_ids, *days)),
        Line.REQUESTS: made,
        Line.ANSWERED_IN_TIME: answered,
        Line.RESOLVED: resolved,
        Line.CALLS: asked,
        Line.CALLS_DONE: phoned,
    }
