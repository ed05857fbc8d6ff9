"""A year played with a frozen clock, for a branch of fifty (S5 to S9, S11, S16)."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from domain.calls import Matter
from domain.meetings import MeetingKind, Rsvp
from domain.reminders import CALL, MESSAGES_A_DAY, NUDGES, Reminder, ReminderKind, Step
from storage import calls
from storage import reminders as store
from tests.conftest import SHANGHAI
from tests.databases import Databases
from tests.services.year import Heard, Held, Year, is_loud

END = datetime(2027, 1, 2, tzinfo=SHANGHAI)
DOWN = (datetime(2026, 5, 11, 12, tzinfo=SHANGHAI), datetime(2026, 5, 14, 12, tzinfo=SHANGHAI))
MOVING_DAY = datetime(2026, 6, 17, 12, tzinfo=SHANGHAI)
CLOCK_BACK = datetime(2026, 9, 16, 15, tzinfo=SHANGHAI)
QUARTER, A_SECOND = timedelta(minutes=15), timedelta(seconds=1)
INVITED = timedelta(hours=12)  # a committee is invited in private; a nudge behind that would be one too many


@pytest.fixture
async def houses(databases: Databases) -> AsyncIterator[list[str]]:
    """Where the branch lives until June, and from then on."""
    urls = [await databases.fresh("sqlite"), await databases.fresh("postgresql")]
    yield urls
    for url in urls:
        await databases.drop(url)


@pytest.fixture
async def year(houses: list[str], key_file: Path) -> AsyncIterator[Year]:
    made = Year(houses[0], key_file)
    yield made
    await made.database.close()


async def test_a_year(year: Year, houses: list[str]) -> None:
    """Played once, looked at from all sides: what follows is asserted of each of its messages and promises.

    In between the process is down for three days, the database moves, and the clock steps back an hour.
    """
    await year.settle_in()
    year.down.append(DOWN)
    year.blocked = {30: datetime(2026, 4, 1, tzinfo=SHANGHAI), 31: datetime(2026, 8, 1, tzinfo=SHANGHAI)}
    year.plan_wishes()
    year.plan_meetings()
    year.plan_absences()
    year.plan_ticks()
    await year.play(MOVING_DAY)
    await year.move(houses[1])
    await year.play(CLOCK_BACK)
    await year.restart()
    year.step_back(timedelta(hours=1))
    await year.play(END)
    _no_message_out_of_time(year)
    _none_that_was_answered(year)
    _none_twice_and_few_enough(year)
    promises = await _promises(year)
    _each_promised_one_was_said_or_lawfully_not(year, promises)
    _each_that_should_be_promised_was(year, promises)
    await _a_person_phones_whom_words_do_not_reach(year)
    assert len(year.held) == 68
    assert len(year.heard) > 1000


def _no_message_out_of_time(year: Year) -> None:
    """Not at night, not on a public holiday, not to whoever is away, not to whoever stopped the bot."""
    for one in year.heard:
        asked_for = any(reminder.self_set for reminder in one.reminders)
        assert asked_for or is_loud(one.at), one
        assert not year.is_away(one.member_id, one.at), one
        assert not year.is_down(one.at), one
        assert year.members[one.member_id].telegram_id is not None
        assert one.at <= year.blocked.get(one.member_id, one.at)


def _none_that_was_answered(year: Year) -> None:
    """Nobody on leave hears of the meeting, nobody who comes is asked whether they come."""
    for one, reminder in _about_meetings(year):
        meeting = year.held[reminder.ref].meeting
        answer = year.answer(reminder.ref, one.member_id, one.at)
        assert one.at < meeting.starts_at
        assert meeting.title in one.html
        assert answer is not Rsvp.LEAVE
        assert answer is not Rsvp.GOING or reminder.step not in NUDGES or reminder.self_set
        assert answer is Rsvp.GOING or reminder.step != Step.HOURS


def _none_twice_and_few_enough(year: Year) -> None:
    said = Counter((one.member_id, r.kind, r.ref, r.step) for one in year.heard for r in one.reminders)
    assert set(said.values()) == {1}
    a_day = Counter((one.member_id, one.at.date()) for one in year.heard)
    assert max(a_day.values()) == MESSAGES_A_DAY
    nudges = Counter((one.member_id, r.ref) for one, r in _about_meetings(year) if not r.self_set and r.step in NUDGES)
    assert max(nudges.values()) == len(NUDGES)


Promises = dict[tuple[int, int, str], tuple[Reminder, str, str | None, datetime | None]]


async def _promises(year: Year) -> Promises:
    """(meeting, member, step) -> the promise, what became of it, why, and when."""
    table = store.reminders
    async with year.database.read() as tx:
        rows = (await tx.execute(sa.select(table).where(table.c.kind == str(ReminderKind.MEETING)))).all()
        found = [await store.get(tx, row.id) for row in rows]
    return {
        (one[0].ref, one[0].member_id, one[0].step): (one[0], row.state, row.why, row.ended_at)
        for row, one in zip(rows, found, strict=True)
        if one is not None
    }


def _each_promised_one_was_said_or_lawfully_not(year: Year, promises: Promises) -> None:
    heard = {(r.ref, one.member_id, r.step) for one, r in _about_meetings(year)}
    for key, (reminder, state, why, ended_at) in promises.items():
        match state, why:
            case "told", _:
                blocked = year.blocked.get(reminder.member_id, END) < END
                assert key in heard or blocked, reminder
            case "dropped", "superseded":
                assert any(promises.get((*key[:2], step), (reminder,))[0].at > reminder.at for step in Step), reminder
            case "dropped", "pointless" | "away":
                free = partial(year.is_free, reminder.member_id, self_set=reminder.self_set)
                assert not any(map(free, _waited(reminder))), reminder
            case "dropped", "unreached":
                assert year.members[reminder.member_id].telegram_id is None or reminder.member_id in year.blocked
            case "dropped", "budget":
                assert ended_at is not None
                day = ended_at.astimezone(SHANGHAI).date()
                told = [one for one in year.heard if one.member_id == reminder.member_id and one.at.date() == day]
                assert len(told) == MESSAGES_A_DAY
            case "dropped", "called":
                assert reminder.step == CALL
            case _:
                pytest.fail(f"{reminder} is {state} for {why}")


def _each_that_should_be_promised_was(year: Year, promises: Promises) -> None:
    """Worked out from what people did, without the product: a step whose time came with its condition fulfilled."""
    looked_at = 0
    for held in year.held.values():
        for member_id in held.expected - year.special:
            for step in _steps_due(year, held, member_id):
                looked_at += 1
                assert (held.meeting.id, member_id, step) in promises, (held, member_id, step)
    assert looked_at > 1000


def _steps_due(year: Year, held: Held, member_id: int) -> Iterator[Step]:
    """Those that were due before an answer, or a choice, or an absence could take them back."""
    meeting, starts = held.meeting, held.meeting.starts_at
    if year.chosen[meeting.id, member_id]:
        return
    private = meeting.kind is MeetingKind.COMMITTEE_MEETING
    announced = held.announced_at + (INVITED if private else timedelta())
    for step, due in ((Step.WEEK, starts - timedelta(days=7)), (Step.DAY, starts - timedelta(days=1))):
        said_by = year.first_free(member_id, due)
        answers = {year.answer(meeting.id, member_id, when) for when in (due - A_SECOND, said_by)}
        if due > announced and answers <= {None, Rsvp.MAYBE}:
            yield step
    due = starts - timedelta(hours=2)
    said_by = min(year.first_free(member_id, due), starts)
    answers = {year.answer(meeting.id, member_id, when) for when in (due - A_SECOND, said_by)}
    if due > announced and answers == {Rsvp.GOING}:
        yield Step.HOURS


async def _a_person_phones_whom_words_do_not_reach(year: Year) -> None:
    """Once a meeting: who has no telephone of ours, and who was asked twice and did not answer."""
    async with year.database.read() as tx:
        table = calls.calls
        query = sa.select(table.c.member_id, table.c.ref, table.c.asked_at).where(table.c.matter == str(Matter.MEETING))
        listed = (await tx.execute(query)).all()
    assert {one.member_id for one in listed} >= {
        member.id for member in year.members.values() if member.telegram_id is None
    }
    told = Counter((one.member_id, r.ref) for one, r in _about_meetings(year) if r.step in NUDGES)
    for member_id, meeting_id, asked_at in listed:
        reached = year.members[member_id].telegram_id is not None and member_id not in year.blocked
        if reached and meeting_id in year.held:
            assert told[member_id, meeting_id] == len(NUDGES)
            assert year.answer(meeting_id, member_id, asked_at) is None
            assert is_loud(asked_at.astimezone(SHANGHAI))


def _about_meetings(year: Year) -> Iterator[tuple[Heard, Reminder]]:
    return ((one, r) for one in year.heard for r in one.reminders if r.kind is ReminderKind.MEETING)


def _waited(reminder: Reminder) -> Iterator[datetime]:
    at = reminder.at.astimezone(SHANGHAI)
    while at < reminder.worth_until:
        yield at
        at += QUARTER
