"""转接组织关系: from which branch to which, who has said what. The reason of a no is sealed."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.transfers import Transfer, TransferState
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

_OPEN = sa.text("state = 'asked'")

transfers = sa.Table(
    "transfers",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("from_branch_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("to_branch_id", Id, sa.ForeignKey("nodes.id")),
    sa.Column("to_name", sa.String(64), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("started_by", Id, nullable=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("may_read_on", sa.Boolean),
    sa.Column("settled_by", Id),
    sa.Column("settled_at", Instant),
    sa.Column("reason", Sealed("transfers")),
    sa.Index("uq_transfers_member_id", "member_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    sa.Index("ix_transfers_from_branch_id", "from_branch_id", "state"),
    sqlite_autoincrement=True,
)


async def start(
    tx: Tx, member_id: int, from_branch_id: int, to: tuple[int | None, str], started_by: int, now: datetime
) -> Transfer | None:
    """None where one of theirs is under way already."""
    statement = (
        insert_into(tx, transfers)
        .values(
            member_id=member_id,
            from_branch_id=from_branch_id,
            to_branch_id=to[0],
            to_name=to[1],
            state=str(TransferState.ASKED),
            started_by=started_by,
            started_at=now,
        )
        .on_conflict_do_nothing(index_elements=["member_id"], index_where=_OPEN)
        .returning(transfers)
    )
    row = (await tx.execute(statement)).first()
    return _transfer(row) if row else None


async def get(tx: Tx, transfer_id: int) -> Transfer | None:
    row = (await tx.execute(sa.select(transfers).where(transfers.c.id == transfer_id))).first()
    return _transfer(row) if row else None


async def open_of(tx: Tx, member_id: int) -> Transfer | None:
    row = (await tx.execute(sa.select(transfers).where(_OPEN, transfers.c.member_id == member_id))).first()
    return _transfer(row) if row else None


async def may_read_on(tx: Tx, transfer_id: int, *, yes: bool) -> None:
    await tx.execute(sa.update(transfers).where(transfers.c.id == transfer_id).values(may_read_on=yes))


async def settle(
    tx: Tx, transfer_id: int, state: TransferState, by: int | None, now: datetime, reason: str | None = None
) -> bool:
    """The first answer holds; True for it."""
    result = await tx.execute(
        sa.update(transfers)
        .where(transfers.c.id == transfer_id, transfers.c.state == str(TransferState.ASKED))
        .values(state=str(state), settled_by=by, settled_at=now, reason=reason)
    )
    return int(result.rowcount) == 1


async def forget_reasons(tx: Tx, before: datetime) -> int:
    """Why a branch said no; that it was asked stays with the ledger."""
    old = sa.update(transfers).where(transfers.c.settled_at < before, transfers.c.reason.is_not(None))
    return int((await tx.execute(old.values(reason=None))).rowcount)


def _transfer(row: Any) -> Transfer:
    return Transfer(
        row.id,
        row.member_id,
        row.from_branch_id,
        row.to_branch_id,
        row.to_name,
        TransferState(row.state),
        row.started_by,
        row.started_at,
        row.may_read_on,
    )
