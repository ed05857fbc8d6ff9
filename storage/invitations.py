"""One-time links: only a hash of the token is kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.schema import Id, Instant, Tx, metadata

invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("digest", sa.LargeBinary, unique=True, nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id")),
    sa.Column("made_by", Id),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("used_at", Instant),
    sa.Column("used_by", sa.BigInteger),
    sa.Column("founded_id", Id, sa.ForeignKey("nodes.id")),
    sa.Index("ix_invitations_member_id", "member_id"),
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link for one roster row, or, without a member, for whoever is to set up a branch."""

    id: int
    member_id: int | None
    expires_at: datetime
    used_at: datetime | None
    used_by: int | None


async def add(
    tx: Tx, token: str, member_id: int | None, made_by: int | None, now: datetime, expires_at: datetime
) -> None:
    """A new link for a member takes the place of the unused earlier ones."""
    if member_id is not None:
        await tx.execute(
            sa.delete(invitations).where(invitations.c.member_id == member_id, invitations.c.used_at.is_(None))
        )
    await tx.execute(
        sa.insert(invitations).values(
            digest=_digest(token), member_id=member_id, made_by=made_by, made_at=now, expires_at=expires_at
        )
    )


async def find(tx: Tx, token: str) -> Invitation | None:
    row = (await tx.execute(sa.select(invitations).where(invitations.c.digest == _digest(token)))).first()
    return Invitation(row.id, row.member_id, row.expires_at, row.used_at, row.used_by) if row else None


async def use(tx: Tx, invitation_id: int, telegram_id: int, now: datetime) -> bool:
    """True for the one who comes first."""
    result = await tx.execute(
        sa.update(invitations)
        .where(invitations.c.id == invitation_id, invitations.c.used_at.is_(None))
        .values(used_at=now, used_by=telegram_id)
    )
    return int(result.rowcount) == 1


async def note_founded(tx: Tx, invitation_id: int, node_id: int) -> None:
    """Which branch was set up with this link."""
    await tx.execute(sa.update(invitations).where(invitations.c.id == invitation_id).values(founded_id=node_id))


async def founded_by(tx: Tx, telegram_id: int) -> frozenset[int]:
    """The branches this account set up by a leader's link."""
    found = await tx.scalars(
        sa.select(invitations.c.founded_id).where(
            invitations.c.used_by == telegram_id, invitations.c.founded_id.is_not(None)
        )
    )
    return frozenset(found)


async def get(tx: Tx, invitation_id: int) -> Invitation | None:
    row = (await tx.execute(sa.select(invitations).where(invitations.c.id == invitation_id))).first()
    return Invitation(row.id, row.member_id, row.expires_at, row.used_at, row.used_by) if row else None


async def forget_unused(tx: Tx, member_id: int) -> None:
    """Nobody joins by the links that wait for this member any more."""
    waiting = sa.and_(invitations.c.member_id == member_id, invitations.c.used_at.is_(None))
    await tx.execute(sa.delete(invitations).where(waiting))


async def forget_expired(tx: Tx, now: datetime) -> int:
    result = await tx.execute(
        sa.delete(invitations).where(invitations.c.expires_at < now, invitations.c.used_at.is_(None))
    )
    return int(result.rowcount)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
