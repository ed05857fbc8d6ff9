"""When somebody was last at organisational life, or last heard of: days alone (MEM-08). Never what they read (S4)."""

from collections.abc import Collection
from datetime import date, datetime, tzinfo
from typing import Any, Final

import sqlalchemy as sa

from storage.attendance import attendance
from storage.care_contacts import contacts
from storage.leave import leaves
from storage.make_up import make_ups
from storage.meetings import expected, meetings
from storage.mobility import stays
from storage.mobility_affiliations import guests
from storage.people import members
from storage.schema import Instant, Tx, chunks

_Source = tuple[sa.Column[Any], sa.Column[Any]]
_MOMENTS: Final[tuple[_Source, ...]] = (
    (members.c.id, members.c.created_at),
    (attendance.c.member_id, attendance.c.at),
    (leaves.c.member_id, leaves.c.asked_at),
    (make_ups.c.member_id, make_ups.c.done_at),
    (guests.c.member_id, guests.c.came_at),
)
_DAYS: Final[tuple[_Source, ...]] = (
    (contacts.c.about_id, contacts.c.last_on),
    (stays.c.member_id, stays.c.heard_on),
)


async def last_of(tx: Tx, member_ids: Collection[int], zone: tzinfo | None) -> dict[int, date]:
    """Member -> the last day there was any sign of them; at first the day they were written on the roster."""
    found: dict[int, date] = {}
    for some in chunks(member_ids):
        for who, when in _MOMENTS:
            for member_id, at in await _newest(tx, who, sa.func.max(when, type_=Instant), some):
                if at is not None:
                    _later(found, member_id, at.astimezone(zone).date())
        for who, when in _DAYS:
            for member_id, day in await _newest(tx, who, sa.func.max(when, type_=sa.Date), some):
                _later(found, member_id, day)
    return found


async def missed(tx: Tx, member_ids: Collection[int], since: datetime) -> frozenset[int]:
    """Those who were expected at a meeting that has been closed since: who was not asked anywhere misses nothing."""
    found: set[int] = set()
    for some in chunks(member_ids):
        rows = await tx.execute(
            sa.select(expected.c.member_id)
            .join(meetings, meetings.c.id == expected.c.meeting_id)
            .where(expected.c.member_id.in_(some), meetings.c.closed_at >= since)
            .distinct()
        )
        found.update(rows.scalars())
    return frozenset(found)


async def _newest(tx: Tx, who: sa.Column[Any], newest: Any, some: list[int]) -> list[Any]:
    return list(await tx.execute(sa.select(who, newest).where(who.in_(some)).group_by(who)))


def _later(found: dict[int, date], member_id: int, day: date) -> None:
    found[member_id] = max(day, found.get(member_id, day))
