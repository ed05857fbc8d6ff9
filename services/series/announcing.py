"""The chore that announces the next meeting of each series, some days ahead; from then on it is a meeting like any."""

from datetime import datetime, timedelta
from typing import Final

from domain import series as rules
from domain.features import Feature
from domain.meetings import Meeting, window
from domain.members import Member
from domain.series import Occurrence, Series
from domain.workdays import Calendar
from services import features, meetings
from services.leading import who_leads
from services.series import days
from services.turn import Turn, apart
from storage import nodes
from storage import series as store
from storage.meetings import Plan
from texts import series as say

AT_ONCE: Final = 20
LOOK_EVERY: Final = timedelta(days=1)


async def announce(turn: Turn) -> bool:
    """A chore: announce what is due; true where there may be more."""
    waiting = await store.to_look_at(turn.tx, turn.now, AT_ONCE)
    for one in waiting:
        if not await apart(turn, _look(turn, one)):
            await store.look_again(turn.tx, one.id, turn.now + LOOK_EVERY)
    return len(waiting) == AT_ONCE


async def _look(turn: Turn, one: Series) -> None:
    """At least once a day: days off become known, posts change hands."""
    await store.look_again(turn.tx, one.id, turn.now + LOOK_EVERY)
    tree = await nodes.tree(turn.tx)
    if one.plan.node_id not in tree or not await features.on_at(turn, Feature.SERIES, one.plan.node_id):
        return
    calendar = await days.calendar_of(turn, one.plan.node_id)
    following = await next_day(turn, one, calendar)
    start = _start(one, following, calendar)
    due_at = rules.announces_at(start, one.plan.ahead, calendar)
    if due_at <= turn.now:  # after a standstill that may be at night, when a group is left in peace
        due_at = min(calendar.first_loud(turn.now), max(start, turn.now))
    if due_at > turn.now:
        await store.look_again(turn.tx, one.id, min(due_at, turn.now + LOOK_EVERY))
    else:
        await _announce(turn, one, following, calendar)


async def next_day(turn: Turn, one: Series, calendar: Calendar) -> Occurrence:
    """The next day that is held and neither announced nor left out by hand.

    Today's, if we stood still when it was to be announced, while one can still sign in; never on the day it was set.
    """
    done, today = await store.days_done(turn.tx, one.id), turn.now.astimezone(calendar.zone).date()
    older = one.created_at.astimezone(calendar.zone).date() < today
    ahead = days.of_series(one, today - timedelta(days=1) if older else today, calendar)
    return next(
        each
        for each in ahead
        if each.day is not None
        and each.nominal not in done
        and window(_start(one, each, calendar), one.plan.kind)[1] > turn.now
    )


def _start(one: Series, on: Occurrence, calendar: Calendar) -> datetime:
    return rules.starts_at(on.day or on.nominal, one.plan.clock, calendar)


async def _announce(turn: Turn, one: Series, on: Occurrence, calendar: Calendar) -> None:
    organiser = await who_leads(turn, one.plan.node_id, one.created_by)
    if organiser is None:
        return
    starts_at, plan = _start(one, on, calendar), one.plan
    opens_at, closes_at = window(starts_at, plan.kind)
    chat_id = await meetings.board_chat(turn, plan.kind, plan.node_id)
    title = plan.title or say.usual_title(plan.kind, starts_at)
    wished = Plan(plan.node_id, plan.kind, title, plan.place, starts_at, opens_at, closes_at, chat_id, organiser.id)
    _say_so(turn, organiser, one, on)
    meeting: Meeting | None = await meetings.announce(turn, organiser, wished)
    await store.note_day(turn.tx, one.id, on.nominal, None if meeting is None else meeting.id)
    await store.look_again(turn.tx, one.id, turn.now)


def _say_so(turn: Turn, organiser: Member, one: Series, on: Occurrence) -> None:
    """Above the panel: that it was announced in their name, and what a holiday did to the day."""
    if organiser.telegram_id is not None:
        turn.tell(organiser.telegram_id, say.announced(one.plan.rule, on, one.id, turn.now), silent=True)
