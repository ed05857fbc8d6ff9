"""That somebody of the organisation was in touch; who asked to be contacted; who mourns. Facts and days, no words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.care import Contact
from storage.schema import Id, Instant, Tx, chunks, insert_into, metadata

contacts = sa.Table(
    "care_contacts",
    metadata,
    sa.Column("about_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("by_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("how", sa.String(8), primary_key=True),
    sa.Column("last_on", sa.Date, nullable=False),
)

contact_asks = sa.Table(
    "contact_asks",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("leader_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("done_at", Instant),
    sa.Column("taken_back", sa.Boolean, nullable=False, default=False, server_default=sa.false()),
    sa.Index("ix_contact_asks_member_id", "member_id"),
    sa.Index("ix_contact_asks_leader_id", "leader_id"),
    sqlite_autoincrement=True,
)

mourners = sa.Table(
    "mourners",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("until", sa.Date, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One member asks one leader to be in touch."""

    id: int
    member_id: int
    leader_id: int
    asked_at: datetime
    done_at: datetime | None
    taken_back: bool


async def note(tx: Tx, about_id: int, by_id: int, how: Contact, on: date) -> None:
    """Only the last one of a kind between two people is kept: enough to tell whom nobody asks after."""
    insert = insert_into(tx, contacts).values(about_id=about_id, by_id=by_id, how=str(how), last_on=on)
    await tx.execute(
        insert.on_conflict_do_update(
            index_elements=["about_id", "by_id", "how"], set_={"last_on": on}, where=contacts.c.last_on < on
        )
    )


async def last_of(tx: Tx, member_ids: Iterable[int]) -> dict[int, date]:
    """Member -> the day somebody was last in touch; not there: nobody was."""
    found: dict[int, date] = {}
    for some in chunks(member_ids):
        rows = await tx.execute(
            sa.select(contacts.c.about_id, sa.func.max(contacts.c.last_on, type_=sa.Date).label("last_on"))
            .where(contacts.c.about_id.in_(some))
            .group_by(contacts.c.about_id)
        )
        found.update({row.about_id: row.last_on for row in rows})
    return found


async def all_about(tx: Tx, member_id: int) -> list[tuple[int, Contact, date]]:
    """(by whom, how, when last) of one member."""
    rows = await tx.execute(
        sa.select(contacts).where(contacts.c.about_id == member_id).order_by(contacts.c.last_on, contacts.c.by_id)
    )
    return [(row.by_id, Contact(row.how), row.last_on) for row in rows]


async def ask(tx: Tx, member_id: int, leader_id: int, now: datetime) -> int:
    """Returns the id of what was asked."""
    result = await tx.execute(
        sa.insert(contact_asks)
        .values(member_id=member_id, leader_id=leader_id, asked_at=now, taken_back=False)
        .returning(contact_asks.c.id)
    )
    return int(result.scalar_one())


async def get_ask(tx: Tx, ask_id: int) -> Ask | None:
    row = (await tx.execute(sa.select(contact_asks).where(contact_asks.c.id == ask_id).with_for_update())).first()
    return _ask(row) if row else None


async def open_asks(tx: Tx, member_id: int) -> list[Ask]:
    """What this member has asked for and nobody has done; or what this leader is asked for."""
    mine = sa.or_(contact_asks.c.member_id == member_id, contact_asks.c.leader_id == member_id)
    waits = sa.and_(contact_asks.c.done_at.is_(None), contact_asks.c.taken_back.is_(False))
    rows = await tx.execute(sa.select(contact_asks).where(mine, waits).order_by(contact_asks.c.id))
    return [_ask(row) for row in rows]


async def end_ask(tx: Tx, ask_id: int, *, done_at: datetime | None) -> None:
    """Done at that moment; None: taken back."""
    values: dict[str, Any] = {"taken_back": True} if done_at is None else {"done_at": done_at}
    await tx.execute(sa.update(contact_asks).where(contact_asks.c.id == ask_id).values(**values))


async def mourn(tx: Tx, member_id: int, until: date) -> None:
    statement = insert_into(tx, mourners).values(member_id=member_id, until=until)
    await tx.execute(statement.on_conflict_do_update(index_elements=["member_id"], set_={"until": until}))


async def mourns_until(tx: Tx, member_id: int) -> date | None:
    until: date | None = await tx.scalar(sa.select(mourners.c.until).where(mourners.c.member_id == member_id))
    return until


async def forget_mourning(tx: Tx, member_id: int) -> int:
    result = await tx.execute(sa.delete(mourners).where(mourners.c.member_id == member_id))
    return int(result.rowcount)


async def asks_of(tx: Tx, member_id: int) -> list[Ask]:
    """All that a member has asked for and that is kept."""
    rows = await tx.execute(
        sa.select(contact_asks).where(contact_asks.c.member_id == member_id).order_by(contact_asks.c.id)
    )
    return [_ask(row) for row in rows]


async def forget(tx: Tx, before: date) -> int:
    """Contacts of long ago."""
    return int((await tx.execute(sa.delete(contacts).where(contacts.c.last_on < before))).rowcount)


async def forget_asks(tx: Tx, before: datetime) -> int:
    """What was asked long ago."""
    return int((await tx.execute(sa.delete(contact_asks).where(contact_asks.c.asked_at < before))).rowcount)


async def forget_mournings(tx: Tx, today: date) -> int:
    """Mournings that are over."""
    return int((await tx.execute(sa.delete(mourners).where(mourners.c.until <= today))).rowcount)


def _ask(row: Any) -> Ask:
    return Ask(row.id, row.member_id, row.leader_id, row.asked_at, row.done_at, row.taken_back)
