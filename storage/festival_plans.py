"""The lists of 春节 and 七一: who is on them, why, and who goes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.care_dates import CareRule, Festival
from storage.schema import Id, Instant, Tx, insert_into, metadata

festival_plans = sa.Table(
    "festival_plans",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("festival", sa.String(8), nullable=False),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.UniqueConstraint("node_id", "festival", "on_day"),
    sa.Index("ix_festival_plans_on_day", "on_day"),
    sqlite_autoincrement=True,
)

festival_people = sa.Table(
    "festival_people",
    metadata,
    sa.Column("plan_id", Id, sa.ForeignKey("festival_plans.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("visitor_id", Id, sa.ForeignKey("members.id")),
    sa.Column("visit_id", Id),
    sa.Index("ix_festival_people_member_id", "member_id"),
)


@dataclass(frozen=True, slots=True)
class Plan:
    id: int
    node_id: int
    festival: Festival
    on: date


@dataclass(frozen=True, slots=True)
class Listed:
    """One person on a plan, why, and who goes."""

    member_id: int
    reasons: tuple[CareRule, ...]
    visitor_id: int | None = None
    visit_id: int | None = None


async def plan(tx: Tx, node_id: int, festival: Festival, on: date, now: datetime) -> Plan:
    """The plan of a festival, made where there is none."""
    insert = insert_into(tx, festival_plans).values(node_id=node_id, festival=str(festival), on_day=on, made_at=now)
    await tx.execute(insert.on_conflict_do_nothing(index_elements=["node_id", "festival", "on_day"]))
    row = (
        await tx.execute(
            sa.select(festival_plans).where(
                festival_plans.c.node_id == node_id,
                festival_plans.c.festival == str(festival),
                festival_plans.c.on_day == on,
            )
        )
    ).one()
    return _plan(row)


async def get(tx: Tx, plan_id: int) -> Plan | None:
    row = (await tx.execute(sa.select(festival_plans).where(festival_plans.c.id == plan_id))).first()
    return _plan(row) if row else None


async def listed(tx: Tx, plan_id: int) -> list[Listed]:
    """Everybody on a plan."""
    rows = await tx.execute(
        sa.select(festival_people).where(festival_people.c.plan_id == plan_id).order_by(festival_people.c.member_id)
    )
    return [_listed(row) for row in rows]


async def keep_listed(tx: Tx, plan_id: int, wanted: Mapping[int, Iterable[CareRule]]) -> None:
    """Exactly these are on it; whoever has a visitor already stays."""
    await tx.execute(
        sa.delete(festival_people).where(
            festival_people.c.plan_id == plan_id,
            festival_people.c.visit_id.is_(None),
            festival_people.c.member_id.not_in(sorted(wanted)),
        )
    )
    insert = insert_into(tx, festival_people)
    if wanted:
        await tx.execute(
            insert.on_conflict_do_update(
                index_elements=["plan_id", "member_id"], set_={"reasons": insert.excluded.reasons}
            ),
            [
                {"plan_id": plan_id, "member_id": member_id, "reasons": json.dumps([str(rule) for rule in rules])}
                for member_id, rules in wanted.items()
            ],
        )


async def assign(tx: Tx, plan_id: int, member_id: int, visitor_id: int, visit_id: int) -> None:
    await tx.execute(
        sa.update(festival_people)
        .where(festival_people.c.plan_id == plan_id, festival_people.c.member_id == member_id)
        .values(visitor_id=visitor_id, visit_id=visit_id)
    )


async def of_member(tx: Tx, member_id: int) -> list[tuple[Plan, Listed]]:
    """The plans somebody is on."""
    rows = await tx.execute(
        sa.select(festival_plans, festival_people)
        .join(festival_people, festival_people.c.plan_id == festival_plans.c.id)
        .where(festival_people.c.member_id == member_id)
        .order_by(festival_plans.c.on_day)
    )
    return [(_plan(row), _listed(row)) for row in rows]


async def forget(tx: Tx, before: date) -> int:
    """Lists whose festival is past by so long."""
    old = sa.select(festival_plans.c.id).where(festival_plans.c.on_day < before)
    await tx.execute(sa.delete(festival_people).where(festival_people.c.plan_id.in_(old)))
    result = await tx.execute(sa.delete(festival_plans).where(festival_plans.c.on_day < before))
    return int(result.rowcount)


def _plan(row: Any) -> Plan:
    return Plan(row.id, row.node_id, Festival(row.festival), row.on_day)


def _listed(row: Any) -> Listed:
    return Listed(
        row.member_id, tuple(CareRule(rule) for rule in json.loads(row.reasons)), row.visitor_id, row.visit_id
    )
