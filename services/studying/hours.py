"""Study hours: what counts for whom. Somebody's hours are shown to nobody else (EDU-01, EDU-05)."""

from datetime import date, datetime

from domain.members import Member
from domain.studying import Entry, Mark, Method, Source, Year, counted, target
from services import configuration, people
from services.configuration import Key
from services.turn import Turn
from storage import studying_hours as store
from storage import studying_marks as marks


async def add(
    turn: Turn,
    member_id: int,
    minutes: int,
    source: Source,
    ref: int | None,
    *,
    title: str = "",
    day: date | None = None,
    entered_by: int | None = None,
) -> int:
    """Credit minutes that count (60 are one 学时). The same source and ref is credited once. Returns the entry's id.

    Whoever calls has asked who may; `day` is today where nobody says otherwise.
    """
    on = turn.now.date() if day is None else day
    return await store.add(turn.tx, member_id, on, minutes, source, ref, title, entered_by, turn.now)


async def take_away(turn: Turn, member_id: int, source: Source, ref: int) -> None:
    """What was credited for this is credited no more."""
    await store.take_away(turn.tx, member_id, source, ref)


async def of_year(turn: Turn, member: Member, year: int | None = None) -> Year:
    """A member's year, this one by default: meetings attended, pieces marked, make-up study, their own entries."""
    wanted = turn.now.year if year is None else year
    start, end = bounds(turn, wanted)
    entries = await store.entries(turn.tx, member.id, date(wanted, 1, 1), date(wanted, 12, 31))
    entries += await store.attended(turn.tx, member.id, start, end)
    committee = await configuration.value(turn, member.node_id, Key.COMMITTEE_HOURS)
    return counted(entries, wanted, target(member, await people.posts(turn, member), committee))


def bounds(turn: Turn, year: int) -> tuple[datetime, datetime]:
    """[start, end) of a year, in our zone."""
    new_year = datetime(year, 1, 1, tzinfo=turn.now.tzinfo)
    return new_year, new_year.replace(year=year + 1)


async def strike(turn: Turn, member: Member, entry_id: int, *, back: bool) -> Entry | None:
    """Take one's own entry out, or put it back. A mark goes and comes with it. None where it is none of theirs."""
    found = await store.entry(turn.tx, entry_id, member.id)
    if found is None:
        return None
    entry, ref = found
    if entry.source is Source.PIECE and ref is not None:
        if back:
            await marks.mark(turn.tx, Mark(ref, member.id, turn.now, Method.BUTTON, None))
        else:
            await marks.unmark(turn.tx, ref, member.id)
    await store.strike(turn.tx, entry_id, member.id, None if back else turn.now)
    return entry
