"""A branch as its calendar sees it today, read afresh each time."""

from datetime import date, datetime, time, timedelta

from domain.duties import FIFTY_LIST, Branch, Held, PostTerm, Unrecorded
from domain.features import Feature
from domain.meetings import Meeting, MeetingState, Period
from domain.members import is_here
from domain.nodes import NodeKind, Tree
from domain.periods import days_of
from domain.workdays import Calendar
from services import configuration, features
from services.configuration import Key
from services.turn import Turn
from storage import duty_settings as settings
from storage import meetings, nodes, party_dates, people, posts, records

RECORDS_WITHIN = timedelta(days=45)  # what nobody has recorded by then, nobody will


async def branch(turn: Turn, node_id: int, calendar: Calendar) -> Branch:
    """All that the rules ask about a branch. Branches below a general branch are their own."""
    tree = await nodes.tree(turn.tx)
    within = _within(tree, node_id)
    everybody = await people.in_nodes(turn.tx, within)
    members = tuple(one for one in everybody if is_here(one))
    own = await settings.calendar_of(turn.tx, node_id)
    values = await configuration.in_force(turn, node_id)
    return Branch(
        node_id,
        members,
        tuple((id_, tree[id_].name) for id_ in within if tree[id_].kind is NodeKind.PARTY_GROUP),
        await _meetings(turn, within, calendar),
        await _unrecorded(turn, node_id, within, calendar),
        await party_dates.of_many(turn.tx, [one.id for one in members]),
        own.term_ends,
        own.dues_day,
        own.fifty_list or FIFTY_LIST,
        await _post_terms(turn, tree, within, own.term_ends),
        values.value(Key.TERM_NOTICE_MONTHS),
        values.value(Key.LECTURE_EVERY),
    )


async def _post_terms(turn: Turn, tree: Tree, within: list[int], committee_ends: date | None) -> tuple[PostTerm, ...]:
    """Posts with a last day of their own; those that end with the committee are spoken of with it."""
    held = [
        (one, one.term_ends)
        for one in await posts.at(turn.tx, within)
        if one.term_ends is not None and one.term_ends != committee_ends
    ]
    names = {one.id: one.name for one in await people.many(turn.tx, [one.member_id for one, _ in held])}
    return tuple(PostTerm(one.role, tree[one.node_id].name, names[one.member_id], ends) for one, ends in held)


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


async def _unrecorded(turn: Turn, node_id: int, within: list[int], calendar: Calendar) -> tuple[Unrecorded, ...]:
    within_days = await configuration.value(turn, node_id, Key.MINUTES_WITHIN)
    span = timedelta(days=within_days)
    with_minutes = await features.on_at(turn, Feature.RECORDS, node_id)
    since = turn.now - RECORDS_WITHIN
    ids = await records.incomplete(turn.tx, within, since, turn.now, with_minutes=with_minutes)
    found = await meetings.get_many(turn.tx, ids)
    return tuple(
        Unrecorded(id_, found[id_].title, _day(found[id_], calendar), calendar.add(found[id_].closes_at, span).date())
        for id_ in ids
    )


def _day(meeting: Meeting, calendar: Calendar) -> date:
    return meeting.starts_at.astimezone(calendar.zone).date()


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, time(), calendar.zone)
