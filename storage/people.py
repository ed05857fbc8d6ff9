"""The roster: members, the roles they hold, what they agreed to."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.members import Member, MemberFlag, MemberStatus, Office, Role
from storage.schema import Id, Instant, Tx, chunks, metadata

members = sa.Table(
    "members",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("status", sa.String(32), nullable=False),
    sa.Column("flags", sa.Text, nullable=False, server_default="[]"),
    sa.Column("telegram_id", sa.BigInteger, unique=True),
    sa.Column("unreachable_since", Instant),
    sa.Column("left_at", Instant),
    sa.Column("created_at", Instant, nullable=False),
    sa.Index("ix_members_node_id", "node_id"),
)

roles = sa.Table(
    "roles",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("role", sa.String(32), nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant),
    sa.Column("term_ends", sa.Date),
    sa.Index("ix_roles_member_id", "member_id"),
    sa.Index("ix_roles_node_id", "node_id"),
)

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("scope", sa.String(32), nullable=False),
    sa.Column("version", sa.String(16), nullable=False),
    sa.Column("given_at", Instant, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Index("ix_consents_member_id", "member_id", "scope"),
)


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to, in which wording, and until when."""

    scope: str
    version: str
    given_at: datetime
    withdrawn_at: datetime | None


async def by_telegram(tx: Tx, telegram_id: int) -> Member | None:
    """The member behind a Telegram account, if that account is bound to the roster."""
    row = (
        await tx.execute(sa.select(members).where(members.c.telegram_id == telegram_id, members.c.left_at.is_(None)))
    ).first()
    return member_of(row) if row else None


async def get(tx: Tx, member_id: int) -> Member | None:
    row = (await tx.execute(sa.select(members).where(members.c.id == member_id))).first()
    return member_of(row) if row else None


async def many(tx: Tx, member_ids: Iterable[int]) -> list[Member]:
    rows = await tx.execute(sa.select(members).where(members.c.id.in_(sorted(set(member_ids)))).order_by(members.c.id))
    return [member_of(row) for row in rows]


async def in_nodes(tx: Tx, node_ids: Iterable[int]) -> list[Member]:
    """Everybody on the roster of these nodes, in roster order."""
    rows = await tx.execute(
        sa.select(members)
        .where(members.c.node_id.in_(sorted(node_ids)), members.c.left_at.is_(None))
        .order_by(members.c.id)
    )
    return [member_of(row) for row in rows]


async def add(tx: Tx, node_id: int, name: str, status: MemberStatus, now: datetime) -> Member:
    result = await tx.execute(
        sa.insert(members)
        .values(node_id=node_id, name=name, status=str(status), flags="[]", created_at=now)
        .returning(members.c.id)
    )
    return Member(result.scalar_one(), node_id, name, status, frozenset(), None)


async def change(tx: Tx, member_id: int, *, node_id: int, status: MemberStatus) -> None:
    await tx.execute(sa.update(members).where(members.c.id == member_id).values(node_id=node_id, status=str(status)))


async def make_nameless(tx: Tx, member_id: int, name: str, now: datetime) -> None:
    """Somebody long gone: what the ledger counts stays, under a name that says nothing."""
    await tx.execute(
        sa.update(members)
        .where(members.c.id == member_id)
        .values(name=name, flags="[]", telegram_id=None, unreachable_since=None, left_at=now)
    )


async def put_flags(tx: Tx, member_id: int, flags: Iterable[MemberFlag]) -> None:
    """Exactly these from now on."""
    written = json.dumps(sorted(str(flag) for flag in flags))
    await tx.execute(sa.update(members).where(members.c.id == member_id).values(flags=written))


async def bind(tx: Tx, member_id: int, telegram_id: int) -> bool:
    """Bind an account to a roster row; False where the row or the account is already bound."""
    taken = await tx.scalar(sa.select(members.c.id).where(members.c.telegram_id == telegram_id))
    if taken is not None:
        return False
    result = await tx.execute(
        sa.update(members)
        .where(members.c.id == member_id, members.c.telegram_id.is_(None))
        .values(telegram_id=telegram_id, unreachable_since=None)
    )
    return int(result.rowcount) == 1


async def unbind(tx: Tx, member_id: int) -> None:
    """Let go of the account; the row on the roster stays."""
    await tx.execute(
        sa.update(members).where(members.c.id == member_id).values(telegram_id=None, unreachable_since=None)
    )


async def mark_unreachable(tx: Tx, telegram_id: int, now: datetime) -> Member | None:
    """The member who has just become unreachable; None where that was known already, or nobody is bound."""
    row = (
        await tx.execute(
            sa.update(members)
            .where(members.c.telegram_id == telegram_id, members.c.unreachable_since.is_(None))
            .values(unreachable_since=now)
            .returning(members)
        )
    ).first()
    return member_of(row) if row else None


async def mark_reachable(tx: Tx, telegram_id: int) -> Member | None:
    """The member who has just become reachable again; None where they were, or nobody is bound."""
    row = (
        await tx.execute(
            sa.update(members)
            .where(members.c.telegram_id == telegram_id, members.c.unreachable_since.is_not(None))
            .values(unreachable_since=None)
            .returning(members)
        )
    ).first()
    return member_of(row) if row else None


async def reachable(tx: Tx, member_ids: Iterable[int]) -> frozenset[int]:
    """Those among these people who are with us and whom Telegram lets us write to."""
    found: set[int] = set()
    for some in chunks(member_ids):
        found.update(
            (
                await tx.execute(
                    sa.select(members.c.id).where(
                        members.c.id.in_(some),
                        members.c.telegram_id.is_not(None),
                        members.c.unreachable_since.is_(None),
                        members.c.left_at.is_(None),
                    )
                )
            ).scalars()
        )
    return frozenset(found)


async def unreachable(tx: Tx, node_ids: Iterable[int]) -> list[Member]:
    rows = await tx.execute(
        sa.select(members)
        .where(members.c.node_id.in_(sorted(node_ids)), members.c.unreachable_since.is_not(None))
        .order_by(members.c.id)
    )
    return [member_of(row) for row in rows]


async def offices_of(tx: Tx, member_id: int) -> list[Office]:
    """The roles a member holds now."""
    return await _offices(tx, roles.c.member_id == member_id)


async def offices_of_all(tx: Tx, member_ids: Iterable[int]) -> list[Office]:
    """The same of several members."""
    return await _offices(tx, roles.c.member_id.in_(sorted(member_ids)))


async def offices_at(tx: Tx, node_ids: Iterable[int]) -> list[Office]:
    """Who holds which role at these nodes now."""
    return await _offices(tx, roles.c.node_id.in_(sorted(node_ids)))


async def appoint(tx: Tx, member_id: int, node_id: int, role: Role, now: datetime) -> None:
    """Give a role; holding it already changes nothing."""
    held = await _offices(
        tx, sa.and_(roles.c.member_id == member_id, roles.c.node_id == node_id, roles.c.role == str(role))
    )
    if not held:
        await tx.execute(sa.insert(roles).values(member_id=member_id, node_id=node_id, role=str(role), since=now))


async def relieve(tx: Tx, member_id: int, node_id: int, role: Role, now: datetime) -> None:
    """End a role; access goes with it."""
    await tx.execute(
        sa.update(roles)
        .where(
            roles.c.member_id == member_id,
            roles.c.node_id == node_id,
            roles.c.role == str(role),
            roles.c.until.is_(None),
        )
        .values(until=now)
    )


async def consent(tx: Tx, member_id: int, scope: str) -> str | None:
    """The version a member agreed to and has not withdrawn."""
    version: str | None = await tx.scalar(
        sa.select(consents.c.version)
        .where(consents.c.member_id == member_id, consents.c.scope == scope, consents.c.withdrawn_at.is_(None))
        .order_by(consents.c.id.desc())
    )
    return version


async def consents_of(tx: Tx, member_id: int) -> list[Consent]:
    """Everything a member ever agreed to, oldest first."""
    rows = await tx.execute(sa.select(consents).where(consents.c.member_id == member_id).order_by(consents.c.id))
    return [Consent(row.scope, row.version, row.given_at, row.withdrawn_at) for row in rows]


async def give_consent(tx: Tx, member_id: int, scope: str, version: str, now: datetime) -> None:
    await withdraw_consent(tx, member_id, scope, now)
    await tx.execute(sa.insert(consents).values(member_id=member_id, scope=scope, version=version, given_at=now))


async def withdraw_consent(tx: Tx, member_id: int, scope: str, now: datetime) -> bool:
    """True where there was one to withdraw; the record of both stays."""
    result = await tx.execute(
        sa.update(consents)
        .where(consents.c.member_id == member_id, consents.c.scope == scope, consents.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )
    return int(result.rowcount) > 0


async def _offices(tx: Tx, condition: sa.ColumnElement[bool]) -> list[Office]:
    rows = await tx.execute(sa.select(roles).where(condition, roles.c.until.is_(None)).order_by(roles.c.id))
    return [Office(row.member_id, Role(row.role), row.node_id) for row in rows]


def member_of(row: Any) -> Member:
    return Member(
        id=row.id,
        node_id=row.node_id,
        name=row.name,
        status=MemberStatus(row.status),
        flags=frozenset(MemberFlag(flag) for flag in json.loads(row.flags)),
        telegram_id=row.telegram_id,
    )
