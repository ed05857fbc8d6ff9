"""When people were born, what they have said about days that come by themselves, and their own days."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.care_dates import Born, OwnDay, OwnKind, Said, YearlyDay
from domain.messages import Json
from storage.schema import Id, Instant, Sealed, Tx, chunks, insert_into, metadata

# Sealed as a whole: nothing is asked of the database about it, and it is nobody's business but the member's own and
# the roster keepers'.
born = sa.Table(
    "born",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("words", Sealed("born"), nullable=False),
    sa.Column("written_at", Instant, nullable=False),
)

care_wishes = sa.Table(
    "care_wishes",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("said", sa.String(16), primary_key=True),
)

own_days = sa.Table(
    "own_days",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("words", Sealed("own_days"), nullable=False),
    sa.Column("with_leader", sa.Boolean, nullable=False),
    sa.Column("over_on", sa.Date),
    sa.Column("written_at", Instant, nullable=False),
    sa.Index("ix_own_days_member_id", "member_id"),
    sa.Index("ix_own_days_over_on", "over_on"),
    sqlite_autoincrement=True,
)


async def born_of(tx: Tx, member_ids: Iterable[int]) -> dict[int, Born]:
    """Those of these people of whom it is known."""
    found: dict[int, Born] = {}
    for some in chunks(member_ids):
        rows = await tx.execute(sa.select(born).where(born.c.member_id.in_(some)))
        found.update({row.member_id: _born(row.words) for row in rows})
    return found


async def write_born(tx: Tx, member_id: int, known: Born | None, now: datetime) -> None:
    """This is what is known now; None takes it away."""
    if known is None:
        await tx.execute(sa.delete(born).where(born.c.member_id == member_id))
        return
    words: Json = {"year": known.year, "day": None if known.day is None else _day_json(known.day)}
    values = {"words": words, "written_at": now}
    insert = insert_into(tx, born).values(member_id=member_id, **values)
    await tx.execute(insert.on_conflict_do_update(index_elements=["member_id"], set_=values))


async def said_by(tx: Tx, member_ids: Iterable[int]) -> frozenset[tuple[int, Said]]:
    """(member id, what) these people have said."""
    found: set[tuple[int, Said]] = set()
    for some in chunks(member_ids):
        rows = await tx.execute(sa.select(care_wishes).where(care_wishes.c.member_id.in_(some)))
        found.update((row.member_id, Said(row.said)) for row in rows)
    return frozenset(found)


async def say(tx: Tx, member_id: int, what: Said, *, stands: bool) -> None:
    if stands:
        insert = insert_into(tx, care_wishes).values(member_id=member_id, said=str(what))
        await tx.execute(insert.on_conflict_do_nothing(index_elements=["member_id", "said"]))
    else:
        await tx.execute(
            sa.delete(care_wishes).where(care_wishes.c.member_id == member_id, care_wishes.c.said == str(what))
        )


async def own_days_of(tx: Tx, member_ids: Iterable[int]) -> list[OwnDay]:
    """All days these people have put in, in the order they did."""
    found: list[OwnDay] = []
    for some in chunks(member_ids):
        rows = await tx.execute(sa.select(own_days).where(own_days.c.member_id.in_(some)).order_by(own_days.c.id))
        found += map(_own_day, rows)
    return found


async def own_day(tx: Tx, own_day_id: int) -> OwnDay | None:
    row = (await tx.execute(sa.select(own_days).where(own_days.c.id == own_day_id))).first()
    return _own_day(row) if row else None


async def add_own_day(tx: Tx, new: OwnDay, over_on: date | None, now: datetime) -> int:
    """Its id is given here. `over_on` is the day it is on where it comes once."""
    words: Json = {"kind": str(new.kind), "words": new.words, "day": _day_json(new.day), "year": new.year}
    result = await tx.execute(
        sa.insert(own_days)
        .values(member_id=new.member_id, words=words, with_leader=new.with_leader, over_on=over_on, written_at=now)
        .returning(own_days.c.id)
    )
    return int(result.scalar_one())


async def share(tx: Tx, own_day_id: int, *, with_leader: bool) -> None:
    await tx.execute(sa.update(own_days).where(own_days.c.id == own_day_id).values(with_leader=with_leader))


async def share_none(tx: Tx, member_id: int) -> int:
    """From now on nobody else is to know of any day of theirs; how many that were."""
    result = await tx.execute(
        sa.update(own_days)
        .where(own_days.c.member_id == member_id, own_days.c.with_leader.is_(True))
        .values(with_leader=False)
    )
    return int(result.rowcount)


async def drop_own_day(tx: Tx, own_day_id: int) -> None:
    await tx.execute(sa.delete(own_days).where(own_days.c.id == own_day_id))


async def forget_over(tx: Tx, before: date) -> int:
    """Days that came once and are long past."""
    result = await tx.execute(sa.delete(own_days).where(own_days.c.over_on < before))
    return int(result.rowcount)


def _day_json(day: YearlyDay) -> Json:
    return {"month": day.month, "day": day.day, "lunar": day.lunar, "leap": day.leap}


def _day(words: Mapping[str, Any]) -> YearlyDay:
    return YearlyDay(words["month"], words["day"], words["lunar"], words["leap"])


def _born(words: Any) -> Born:
    return Born(words["year"], None if words["day"] is None else _day(words["day"]))


def _own_day(row: Any) -> OwnDay:
    words = row.words
    return OwnDay(
        row.id,
        row.member_id,
        OwnKind(words["kind"]),
        words["words"],
        _day(words["day"]),
        words["year"],
        row.with_leader,
    )
