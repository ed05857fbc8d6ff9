"""Who is told when somebody is in danger: the trusted person a member named, and the branch's on-duty contacts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.members import Member
from storage.people import member_of, members
from storage.schema import Id, Instant, Tx, metadata

safety_contacts = sa.Table(
    "safety_contacts",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("contact_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("accepted_at", Instant),
    sa.Column("ended_at", Instant),
    sa.Index("ix_safety_contacts_member_id", "member_id"),
    sa.Index("ix_safety_contacts_contact_id", "contact_id"),
)

duty_contacts = sa.Table(
    "duty_contacts",
    metadata,
    sa.Column("branch_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("place", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("set_by", Id, nullable=False),
    sa.Column("set_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class SafetyContact:
    """A member's trusted person, or somebody asked to be it while `accepted` is false."""

    id: int
    member_id: int
    contact_id: int
    accepted: bool


async def ask_contact(tx: Tx, member_id: int, contact_id: int, now: datetime) -> int:
    """Somebody is asked; whoever was asked before and has not answered yet is asked no longer."""
    await tx.execute(
        sa.update(safety_contacts)
        .where(
            safety_contacts.c.member_id == member_id,
            safety_contacts.c.accepted_at.is_(None),
            safety_contacts.c.ended_at.is_(None),
        )
        .values(ended_at=now)
    )
    result = await tx.execute(
        sa.insert(safety_contacts)
        .values(member_id=member_id, contact_id=contact_id, asked_at=now)
        .returning(safety_contacts.c.id)
    )
    return int(result.scalar_one())


async def contact(tx: Tx, row_id: int) -> SafetyContact | None:
    """None where it has ended."""
    found = await _contacts(tx, safety_contacts.c.id == row_id)
    return found[0] if found else None


async def contacts_of(tx: Tx, member_id: int) -> list[SafetyContact]:
    """The trusted person of a member, and who is asked to be the next."""
    return await _contacts(tx, safety_contacts.c.member_id == member_id)


async def trusted_by(tx: Tx, contact_id: int) -> list[SafetyContact]:
    """Whose trusted person somebody is, or is asked to be."""
    return await _contacts(tx, safety_contacts.c.contact_id == contact_id)


async def accept_contact(tx: Tx, row: SafetyContact, now: datetime) -> list[SafetyContact]:
    """The yes; returns who was the trusted person until now and is no longer."""
    before = [one for one in await contacts_of(tx, row.member_id) if one.id != row.id]
    for one in before:
        await end_contact(tx, one.id, now)
    await tx.execute(sa.update(safety_contacts).where(safety_contacts.c.id == row.id).values(accepted_at=now))
    return before


async def end_contact(tx: Tx, row_id: int, now: datetime) -> None:
    await tx.execute(
        sa.update(safety_contacts)
        .where(safety_contacts.c.id == row_id, safety_contacts.c.ended_at.is_(None))
        .values(ended_at=now)
    )


async def end_all(tx: Tx, member_id: int, now: datetime) -> None:
    """Somebody leaves: they trust nobody here any more, and nobody counts on them."""
    theirs = sa.or_(safety_contacts.c.member_id == member_id, safety_contacts.c.contact_id == member_id)
    await tx.execute(
        sa.update(safety_contacts).where(theirs, safety_contacts.c.ended_at.is_(None)).values(ended_at=now)
    )
    await tx.execute(sa.delete(duty_contacts).where(duty_contacts.c.member_id == member_id))


async def _contacts(tx: Tx, condition: sa.ColumnElement[bool]) -> list[SafetyContact]:
    rows = await tx.execute(
        sa.select(safety_contacts).where(condition, safety_contacts.c.ended_at.is_(None)).order_by(safety_contacts.c.id)
    )
    return [SafetyContact(row.id, row.member_id, row.contact_id, row.accepted_at is not None) for row in rows]


async def set_duty(tx: Tx, branch_id: int, member_ids: Collection[int], set_by: int, now: datetime) -> None:
    """The on-duty contact and the backup of a branch, in this order; nobody goes back to the leaders."""
    await tx.execute(sa.delete(duty_contacts).where(duty_contacts.c.branch_id == branch_id))
    rows = [
        {"branch_id": branch_id, "place": place, "member_id": member_id, "set_by": set_by, "set_at": now}
        for place, member_id in enumerate(member_ids)
    ]
    if rows:
        await tx.execute(sa.insert(duty_contacts), rows)


async def on_duty(tx: Tx, branch_id: int) -> list[int]:
    """Member ids, the contact first."""
    rows = await tx.execute(
        sa.select(duty_contacts.c.member_id)
        .where(duty_contacts.c.branch_id == branch_id)
        .order_by(duty_contacts.c.place)
    )
    return list(rows.scalars())


async def reachable(tx: Tx, member_ids: Collection[int]) -> list[Member]:
    """Those of them who have Telegram, let us write and are still on the roster; in the order asked for."""
    rows = await tx.execute(
        sa.select(members).where(
            members.c.id.in_(sorted(set(member_ids))),
            members.c.telegram_id.is_not(None),
            members.c.unreachable_since.is_(None),
            members.c.left_at.is_(None),
        )
    )
    found = {row.id: member_of(row) for row in rows}
    return [found[member_id] for member_id in dict.fromkeys(member_ids) if member_id in found]


async def forget(tx: Tx, before: datetime) -> int:
    """Trusted persons whose time ended before this moment."""
    result = await tx.execute(sa.delete(safety_contacts).where(safety_contacts.c.ended_at < before))
    return int(result.rowcount)
