"""What branches and members have set about the calendar: its switches, its two days, what nobody need say to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.duties import Code
from domain.nodes import BRANCH_KINDS
from storage.nodes import nodes
from storage.schema import Id, Tx, chunks, insert_into, metadata

duties_off = sa.Table(
    "duties_off",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("code", sa.String(24), primary_key=True),
)

# What a member does not want to be reminded of: not a word about it, and nobody is told.
duty_wishes = sa.Table(
    "duty_wishes",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("code", sa.String(24), primary_key=True),
)

branch_calendars = sa.Table(
    "branch_calendars",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("term_ends", sa.Date),
    sa.Column("dues_day", sa.SmallInteger),
    sa.Column("looked_on", sa.Date),
    sa.Column("fifty_list_month", sa.SmallInteger),
    sa.Column("fifty_list_day", sa.SmallInteger),
)


@dataclass(frozen=True, slots=True)
class BranchCalendar:
    """What a branch has set: the day its committee's term ends, its dues day (1 to 31), and when the fifty years'
    list is asked for, as (month, day); None is the usual day.
    """

    term_ends: date | None = None
    dues_day: int | None = None
    fifty_list: tuple[int, int] | None = None


async def off_at(tx: Tx, node_id: int) -> frozenset[Code]:
    """The entries a branch has switched off."""
    rows = await tx.execute(sa.select(duties_off.c.code).where(duties_off.c.node_id == node_id))
    return frozenset(Code(code) for code in rows.scalars())


async def switch(tx: Tx, node_id: int, code: Code, *, on: bool) -> None:
    if on:
        await tx.execute(sa.delete(duties_off).where(duties_off.c.node_id == node_id, duties_off.c.code == str(code)))
    else:
        insert = insert_into(tx, duties_off).values(node_id=node_id, code=str(code))
        await tx.execute(insert.on_conflict_do_nothing(index_elements=["node_id", "code"]))


async def unwanted_by(tx: Tx, member_ids: Iterable[int]) -> frozenset[tuple[int, Code]]:
    """(member id, entry) that these people do not want."""
    found: set[tuple[int, Code]] = set()
    for some in chunks(member_ids):
        rows = await tx.execute(sa.select(duty_wishes).where(duty_wishes.c.member_id.in_(some)))
        found.update((row.member_id, Code(row.code)) for row in rows)
    return frozenset(found)


async def wish(tx: Tx, member_id: int, code: Code, *, wanted: bool) -> None:
    if wanted:
        await tx.execute(
            sa.delete(duty_wishes).where(duty_wishes.c.member_id == member_id, duty_wishes.c.code == str(code))
        )
    else:
        insert = insert_into(tx, duty_wishes).values(member_id=member_id, code=str(code))
        await tx.execute(insert.on_conflict_do_nothing(index_elements=["member_id", "code"]))


async def calendar_of(tx: Tx, node_id: int) -> BranchCalendar:
    row = (await tx.execute(sa.select(branch_calendars).where(branch_calendars.c.node_id == node_id))).first()
    if row is None:
        return BranchCalendar()
    fifty = None if row.fifty_list_month is None else (row.fifty_list_month, row.fifty_list_day)
    return BranchCalendar(row.term_ends, row.dues_day, fifty)


async def set_calendar(tx: Tx, node_id: int, calendar: BranchCalendar) -> None:
    month, day = calendar.fifty_list or (None, None)
    await _write(
        tx,
        node_id,
        term_ends=calendar.term_ends,
        dues_day=calendar.dues_day,
        fifty_list_month=month,
        fifty_list_day=day,
        looked_on=None,
    )


async def to_look_at(tx: Tx, today: date, limit: int) -> list[int]:
    """Branches whose calendar nobody has looked at today."""
    found = await tx.scalars(
        sa.select(nodes.c.id)
        .outerjoin(branch_calendars, branch_calendars.c.node_id == nodes.c.id)
        .where(
            nodes.c.kind.in_(sorted(BRANCH_KINDS)),
            sa.or_(branch_calendars.c.looked_on.is_(None), branch_calendars.c.looked_on < today),
        )
        .order_by(nodes.c.id)
        .limit(limit)
    )
    return list(found)


async def note_looked(tx: Tx, node_id: int, today: date) -> None:
    await _write(tx, node_id, looked_on=today)


async def look_again(tx: Tx, node_id: int) -> None:
    """Something has changed on which the calendar hangs."""
    await tx.execute(sa.update(branch_calendars).where(branch_calendars.c.node_id == node_id).values(looked_on=None))


async def _write(tx: Tx, node_id: int, **values: Any) -> None:
    insert = insert_into(tx, branch_calendars).values(node_id=node_id, **values)
    await tx.execute(insert.on_conflict_do_update(index_elements=["node_id"], set_=values))
