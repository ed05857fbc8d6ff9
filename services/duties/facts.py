"""A branch as its calendar sees it today, read afresh each time."""

from datetime import date, datetime, time, timedelta

from domain.duties import ENTRIES, FIFTY_LIST, AfterMeeting, Branch, Code, Held, Unrecorded
from domain.meetings import Meeting, MeetingState, Period
from domain.members import is_here
from domain.nodes import NodeKind, Tree
from domain.periods import days_of
from domain.workdays import Calendar
from services.turn import Turn
from storage import duty_settings as settings
from storage import meetings, nodes, party_dates, people, records

RECORDS_WITHIN = timedelta(days=45)  # what nobody has recorded by then, nobody will


async def branch(turn: Turn, node_id: int, calendar: Calendar) -> Branch:
    """All that the rules ask about a branch. Branches below a general branch are their own."""
    tree = await nodes.tree(turn.tx)
    within = _within(tree, node_id)
    everybody = await people.in_nodes(turn.tx, within)
    members = tuple(one for one in everybody if is_here(one))
    own = await settings.calendar_of(turn.tx, node_id)
    return Branch(
        node_id,
        members,
        tuple((id_, tree[id_].name) for id_ in within if tree[id_].kind is NodeKind.PARTY_GROUP),
        await _meetings(turn, within, calendar),
        await _unrecorded(turn, within, calendar),
        await party_dates.of_many(turn.tx, [one.id for one in members]),
        own.term_ends,
        own.dues_day,
        own.fifty_list or FIFTY_LIST,
    )


def _within(tree: Tree, node_id: int) -> list[int]:
    """The branch and its groups, without the branches below."""
    return [id_ for id_ in sorted(tree.subtree(node_id)) if tree.branch_of(id_) == tree[node_id]]


async def _meetings(turn: Turn, within: list[int], calendar: Calendar) -> tuple[Held, ...]:
    """Those of this year and all that are announced."""
    start, _ = days_of(Period.YEAR, turn.now.date())
    found = await meetings.in_nodes(turn.tx, within, _midnight(start, calendar))
    return tuple(
        Held(one.kind, one.node_id, _day(one, calendar)) for one in found if one.state is not MeetingState.CANCELLED
    )


async def _unrecorded(turn: Turn, within: list[int], calendar: Calendar) -> tuple[Unrecorded, ...]:
    when = ENTRIES[Code.MINUTES].when
    span = timedelta(days=when.working_days if isinstance(when, AfterMeeting) else 0)
    ids = await records.incomplete(turn.tx, within, turn.now - RECORDS_WITHIN, turn.now)
    found = await meetings.get_many(turn.tx, ids)
    return tuple(
        Unrecorded(id_, found[id_].title, _day(found[id_], calendar), calendar.add(found[id_].closes_at, span).date())
        for id_ in ids
    )


def _day(meeting: Meeting, calendar: Calendar) -> date:
    return meeting.starts_at.astimezone(calendar.zone).date()


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, time(), calendar.zone)
