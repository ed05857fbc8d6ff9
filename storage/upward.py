"""Reports for those above, one a branch and quarter, kept as they were made; and the counting they are made from."""

import json
from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa

from domain.care import VisitState
from domain.meetings import MeetingKind, MeetingState
from domain.nodes import BRANCH_KINDS
from domain.upward import Report, packed, unpacked
from storage.calls import calls
from storage.care_visits import visits
from storage.meetings import meetings
from storage.nodes import nodes
from storage.requests import help_requests
from storage.schema import Id, Instant, Tx, insert_into, metadata

upward_reports = sa.Table(
    "upward_reports",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("quarter", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
)


async def next_missing(tx: Tx, quarter: int, until: datetime) -> int | None:
    """A branch that was there before the quarter ended, `until`, and has no report of it; None where all have.

    One that was split off afterwards would report people whom another branch has reported already.
    """
    made = sa.exists().where(upward_reports.c.node_id == nodes.c.id, upward_reports.c.quarter == quarter)
    branches = nodes.c.kind.in_(sorted(map(str, BRANCH_KINDS)))
    found: int | None = await tx.scalar(
        sa.select(nodes.c.id).where(branches, nodes.c.created_at < until, ~made).order_by(nodes.c.id).limit(1)
    )
    return found


async def keep(tx: Tx, node_id: int, quarter: int, report: Report, now: datetime) -> None:
    """Write a report down; one that is there stays as it is."""
    body = json.dumps(packed(report), ensure_ascii=False)
    statement = insert_into(tx, upward_reports).values(node_id=node_id, quarter=quarter, body=body, made_at=now)
    await tx.execute(statement.on_conflict_do_nothing())


async def of_quarter(tx: Tx, node_ids: Collection[int], quarter: int) -> dict[int, Report]:
    """By branch."""
    rows = await tx.execute(
        sa.select(upward_reports).where(
            upward_reports.c.node_id.in_(sorted(node_ids)), upward_reports.c.quarter == quarter
        )
    )
    return {row.node_id: unpacked(json.loads(row.body)) for row in rows}


async def quarters(tx: Tx, node_ids: Collection[int], most: int) -> list[int]:
    """The quarters of which there is a report of any of these branches, newest first."""
    rows = await tx.scalars(
        sa.select(upward_reports.c.quarter)
        .where(upward_reports.c.node_id.in_(sorted(node_ids)))
        .distinct()
        .order_by(upward_reports.c.quarter.desc())
        .limit(most)
    )
    return list(rows)


async def meetings_held(tx: Tx, node_ids: Collection[int], start: datetime, end: datetime) -> dict[MeetingKind, int]:
    """Meetings that were held from `start` up to but not including `end`, by kind."""
    rows = await tx.execute(
        sa.select(meetings.c.kind, sa.func.count())
        .where(
            meetings.c.node_id.in_(sorted(node_ids)),
            meetings.c.starts_at >= start,
            meetings.c.starts_at < end,
            meetings.c.state == str(MeetingState.CLOSED),
        )
        .group_by(meetings.c.kind)
    )
    return {MeetingKind(kind): count for kind, count in rows}


async def visits_counted(tx: Tx, member_ids: Collection[int], first: date, until: date) -> tuple[int, int]:
    """(visits that somebody was named for and that fell due, visits made), of these people, on [first, until)."""
    theirs = visits.c.about_id.in_(sorted(member_ids))
    planned = sa.select(sa.func.count()).where(theirs, visits.c.due >= first, visits.c.due < until)
    done = sa.select(sa.func.count()).where(
        theirs, visits.c.state == str(VisitState.DONE), visits.c.went_on >= first, visits.c.went_on < until
    )
    return int(await tx.scalar(planned) or 0), int(await tx.scalar(done) or 0)


async def requests_counted(tx: Tx, branch_id: int, start: datetime, end: datetime) -> tuple[int, int, int]:
    """(made, of these answered in time, of these resolved), from `start` up to but not including `end`."""
    in_time = sa.case((help_requests.c.answered_at <= help_requests.c.respond_by, 1), else_=0)
    resolved = sa.case((help_requests.c.resolved_at < end, 1), else_=0)
    row = (
        await tx.execute(
            sa.select(sa.func.count(), sa.func.sum(in_time), sa.func.sum(resolved)).where(
                help_requests.c.branch_id == branch_id,
                help_requests.c.created_at >= start,
                help_requests.c.created_at < end,
            )
        )
    ).one()
    made, answered, done = row
    return int(made), int(answered or 0), int(done or 0)


async def calls_counted(tx: Tx, member_ids: Collection[int], start: datetime, end: datetime) -> tuple[int, int]:
    """(people to be phoned, of these phoned), from `start` up to but not including `end`."""
    phoned = sa.case((calls.c.done_by.is_not(None), 1), else_=0)
    row = (
        await tx.execute(
            sa.select(sa.func.count(), sa.func.sum(phoned)).where(
                calls.c.member_id.in_(sorted(member_ids)), calls.c.asked_at >= start, calls.c.asked_at < end
            )
        )
    ).one()
    return int(row[0]), int(row[1] or 0)
