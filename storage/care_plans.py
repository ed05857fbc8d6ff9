"""A branch's rules of care, what was checked of the fifty years' list, and who was told of which day ahead."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.care_dates import DEFAULTS, CareRule, DayKind, RuleSetting, Verdict
from domain.nodes import BRANCH_KINDS
from storage.nodes import nodes
from storage.schema import Id, Instant, Tx, insert_into, metadata

care_rules = sa.Table(
    "care_rules",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("rule", sa.String(16), primary_key=True),
    sa.Column("is_on", sa.Boolean, nullable=False),
    sa.Column("years", sa.SmallInteger, nullable=False),
)

care_branches = sa.Table(
    "care_branches",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("looked_on", sa.Date),
)

care_leads = sa.Table(
    "care_leads",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("leader_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("about_id", Id, nullable=False),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("told_on", sa.Date, nullable=False),
    sa.UniqueConstraint("node_id", "leader_id", "kind", "about_id", "on_day"),
    sa.Index("ix_care_leads_on_day", "on_day"),
)

fifty_year_checks = sa.Table(
    "fifty_year_checks",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True),
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("checked_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("checked_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody responsible is told of one day; `told_on` is the morning on which."""

    leader_id: int
    kind: DayKind
    about_id: int
    on: date
    told_on: date


async def settings_of(tx: Tx, node_id: int) -> dict[CareRule, RuleSetting]:
    """All rules of a branch, the usual ones where it has set none."""
    rows = await tx.execute(sa.select(care_rules).where(care_rules.c.node_id == node_id))
    own = {CareRule(row.rule): RuleSetting(row.is_on, row.years) for row in rows}
    return {rule: own.get(rule, usual) for rule, usual in DEFAULTS.items()}


async def set_rule(tx: Tx, node_id: int, rule: CareRule, setting: RuleSetting) -> None:
    values = {"is_on": setting.on, "years": setting.years}
    insert = insert_into(tx, care_rules).values(node_id=node_id, rule=str(rule), **values)
    await tx.execute(insert.on_conflict_do_update(index_elements=["node_id", "rule"], set_=values))


async def to_look_at(tx: Tx, today: date, limit: int) -> list[int]:
    """Branches whose care calendar nobody has looked at today."""
    found = await tx.scalars(
        sa.select(nodes.c.id)
        .outerjoin(care_branches, care_branches.c.node_id == nodes.c.id)
        .where(
            nodes.c.kind.in_(sorted(BRANCH_KINDS)),
            sa.or_(care_branches.c.looked_on.is_(None), care_branches.c.looked_on < today),
        )
        .order_by(nodes.c.id)
        .limit(limit)
    )
    return list(found)


async def note_looked(tx: Tx, node_id: int, today: date | None) -> None:
    """Looked at on this day; None has it looked at again."""
    insert = insert_into(tx, care_branches).values(node_id=node_id, looked_on=today)
    await tx.execute(insert.on_conflict_do_update(index_elements=["node_id"], set_={"looked_on": today}))


async def leads_of(tx: Tx, node_id: int, today: date) -> list[Lead]:
    """Who is to be told of which day that still lies ahead."""
    rows = await tx.execute(
        sa.select(care_leads)
        .where(care_leads.c.node_id == node_id, care_leads.c.on_day >= today)
        .order_by(care_leads.c.on_day, care_leads.c.id)
    )
    return [_lead(row) for row in rows]


async def keep_leads(tx: Tx, node_id: int, new: Collection[Lead], gone: Collection[Lead]) -> None:
    """Write down new ones, take away those whose day is no more."""
    for one in gone:
        await tx.execute(
            sa.delete(care_leads).where(
                care_leads.c.node_id == node_id,
                care_leads.c.leader_id == one.leader_id,
                care_leads.c.kind == str(one.kind),
                care_leads.c.about_id == one.about_id,
                care_leads.c.on_day == one.on,
            )
        )
    if new:
        insert = insert_into(tx, care_leads)
        await tx.execute(
            insert.on_conflict_do_nothing(index_elements=["node_id", "leader_id", "kind", "about_id", "on_day"]),
            [
                {
                    "node_id": node_id,
                    "leader_id": one.leader_id,
                    "kind": str(one.kind),
                    "about_id": one.about_id,
                    "on_day": one.on,
                    "told_on": one.told_on,
                }
                for one in new
            ],
        )


async def verdicts(tx: Tx, member_ids: Iterable[int], year: int) -> dict[int, Verdict]:
    """What was found about these people for that year's list."""
    rows = await tx.execute(
        sa.select(fifty_year_checks).where(
            fifty_year_checks.c.member_id.in_(sorted(member_ids)), fifty_year_checks.c.year == year
        )
    )
    return {row.member_id: Verdict(row.verdict) for row in rows}


async def judge(tx: Tx, member_id: int, year: int, verdict: Verdict, by_id: int, now: datetime) -> None:
    values = {"verdict": str(verdict), "checked_by": by_id, "checked_at": now}
    insert = insert_into(tx, fifty_year_checks).values(member_id=member_id, year=year, **values)
    await tx.execute(insert.on_conflict_do_update(index_elements=["member_id", "year"], set_=values))


async def verdicts_on(tx: Tx, member_id: int) -> dict[int, Verdict]:
    """Year -> what was found about one member."""
    rows = await tx.execute(sa.select(fifty_year_checks).where(fifty_year_checks.c.member_id == member_id))
    return {row.year: Verdict(row.verdict) for row in rows}


async def forget(tx: Tx, before: date) -> int:
    """Checks and leads whose day is past by so long."""
    count = 0
    for query in (
        sa.delete(care_leads).where(care_leads.c.on_day < before),
        sa.delete(fifty_year_checks).where(fifty_year_checks.c.year < before.year),
    ):
        count += int((await tx.execute(query)).rowcount)
    return count


def _lead(row: Any) -> Lead:
    return Lead(row.leader_id, DayKind(row.kind), row.about_id, row.on_day, row.told_on)
