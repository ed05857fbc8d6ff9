"""Visits, and what the branch has changed in its list of who goes when. Words are sealed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.care import OPEN, Rule, Visit, VisitState, VisitTrigger, Wish
from domain.members import Role
from storage.people import members, roles
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

visits = sa.Table(
    "visits",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("about_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("trigger", sa.String(24), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("reported_by", Id, sa.ForeignKey("members.id")),
    sa.Column("reported_at", Instant, nullable=False),
    sa.Column("wish", sa.String(8)),
    sa.Column("visitor_id", Id, sa.ForeignKey("members.id")),
    sa.Column("due", sa.Date),
    sa.Column("look_at", Instant),
    sa.Column("went_on", sa.Date),
    sa.Column("next_on", sa.Date),
    sa.Column("next_done", sa.Boolean, nullable=False, default=False, server_default=sa.false()),
    sa.Column("words", Sealed("visits")),
    sa.Column("note", Sealed("visits")),
    sa.Index("ix_visits_about_id", "about_id", "state"),
    sa.Index("ix_visits_visitor_id", "visitor_id", "state"),
    sa.Index("ix_visits_state", "state", "reported_at"),
    sqlite_autoincrement=True,  # an old card must not speak of a new visit because the number came free
)

visit_rules = sa.Table(
    "visit_rules",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("trigger", sa.String(24), primary_key=True),
    sa.Column("role", sa.String(32), nullable=False),
    sa.Column("hours", sa.Integer, nullable=False),
    sa.Column("brings", sa.String(60), nullable=False),
    sa.Column("is_on", sa.Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Note:
    """What the visitor wrote down: how it was, what was promised, what comes next. Each may be empty."""

    how: str = ""
    promise: str = ""
    next_step: str = ""


async def add(
    tx: Tx,
    about_id: int,
    trigger: VisitTrigger,
    state: VisitState,
    reported_by: int,
    now: datetime,
    *,
    wish: Wish | None = None,
    words: str | None = None,
    due: date | None = None,
) -> int:
    """Returns the visit's id."""
    result = await tx.execute(
        sa.insert(visits)
        .values(
            about_id=about_id,
            trigger=str(trigger),
            state=str(state),
            reported_by=reported_by,
            reported_at=now,
            wish=None if wish is None else str(wish),
            words=words,
            due=due,
        )
        .returning(visits.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, visit_id: int) -> Visit | None:
    """Held until the turn ends, so that a yes and a handing on at one moment come one after the other."""
    row = (await tx.execute(sa.select(visits).where(visits.c.id == visit_id).with_for_update())).first()
    return _visit(row) if row else None


async def change(tx: Tx, visit_id: int, **values: Any) -> None:
    """Columns by their names; enums are written as their words."""
    written = {name: str(value) if isinstance(value, VisitState | Wish) else value for name, value in values.items()}
    await tx.execute(sa.update(visits).where(visits.c.id == visit_id).values(**written))


async def name_visitor(tx: Tx, visit_id: int, visitor_id: int | None, due: date | None) -> None:
    """Somebody goes; None: nobody is named again."""
    state = VisitState.WAITING if visitor_id is None else VisitState.NAMED
    await change(tx, visit_id, visitor_id=visitor_id, due=due, state=state)


async def write_note(tx: Tx, visit_id: int, note: Note, next_on: date | None) -> None:
    kept = {"how": note.how, "promise": note.promise, "next_step": note.next_step}
    await change(tx, visit_id, note=kept, next_on=next_on, next_done=False)


async def words(tx: Tx, visit_id: int) -> str | None:
    """What the reporter wrote. Only `services.care.reading` calls this, and writes the access log."""
    text: str | None = await tx.scalar(sa.select(visits.c.words).where(visits.c.id == visit_id))
    return text


async def note(tx: Tx, visit_id: int) -> Note | None:
    """What the visitor wrote. Only `services.care.reading` calls this, and writes the access log."""
    kept = await tx.scalar(sa.select(visits.c.note).where(visits.c.id == visit_id))
    return Note(**kept) if kept else None


async def remove(tx: Tx, visit_ids: Iterable[int]) -> int:
    result = await tx.execute(sa.delete(visits).where(visits.c.id.in_(sorted(visit_ids))))
    return int(result.rowcount)


async def about(tx: Tx, member_id: int) -> list[Visit]:
    """All that is kept of visits to one person, newest first."""
    return await _visits(tx, visits.c.about_id == member_id, newest=True)


async def for_visitor(tx: Tx, member_id: int) -> list[Visit]:
    """Where somebody is to go, and the next steps they owe."""
    owed = sa.and_(visits.c.state == str(VisitState.DONE), visits.c.next_on.is_not(None), ~visits.c.next_done)
    mine = sa.and_(visits.c.visitor_id == member_id, sa.or_(visits.c.state == str(VisitState.NAMED), owed))
    return await _visits(tx, mine)


async def open_in(tx: Tx, node_ids: Collection[int]) -> list[Visit]:
    """Visits to people of these nodes that are not over."""
    there = sa.select(members.c.id).where(members.c.node_id.in_(sorted(node_ids)), members.c.left_at.is_(None))
    return await _visits(tx, visits.c.about_id.in_(there), visits.c.state.in_(sorted(map(str, OPEN))))


async def any_open(tx: Tx) -> bool:
    """Whether there is any visit that is not over."""
    waits = visits.c.state.in_(sorted(map(str, OPEN)))
    return await tx.scalar(sa.select(visits.c.id).where(waits).limit(1)) is not None


async def unnamed(tx: Tx, now: datetime) -> list[Visit]:
    """Visits that are wanted, that nobody is named for, and for whom nobody was looked for lately."""
    due = sa.or_(visits.c.look_at.is_(None), visits.c.look_at <= now)
    return await _visits(tx, visits.c.state == str(VisitState.WAITING), due)


async def orphaned(tx: Tx) -> list[Visit]:
    """Visits whose visitor held a post and holds none any more."""
    held = sa.exists().where(roles.c.member_id == visits.c.visitor_id)
    holds = sa.exists().where(roles.c.member_id == visits.c.visitor_id, roles.c.until.is_(None))
    return await _visits(tx, visits.c.state == str(VisitState.NAMED), held, ~holds)


async def unanswered(tx: Tx, before: datetime) -> list[Visit]:
    """Whom somebody reported before then, and who has not said whether a visit is welcome."""
    return await _visits(tx, visits.c.state == str(VisitState.ASKED), visits.c.reported_at < before)


async def forget(tx: Tx, before: datetime) -> int:
    """Visits reported before then."""
    return int((await tx.execute(sa.delete(visits).where(visits.c.reported_at < before))).rowcount)


async def rules_of(tx: Tx, node_id: int) -> dict[VisitTrigger, Rule]:
    """What a branch has changed in the list."""
    rows = await tx.execute(sa.select(visit_rules).where(visit_rules.c.node_id == node_id))
    return {VisitTrigger(row.trigger): Rule(Role(row.role), row.hours, row.brings, row.is_on) for row in rows}


async def keep_rule(tx: Tx, node_id: int, trigger: VisitTrigger, rule: Rule) -> None:
    values = {"role": str(rule.role), "hours": rule.hours, "brings": rule.brings, "is_on": rule.on}
    statement = insert_into(tx, visit_rules).values(node_id=node_id, trigger=str(trigger), **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["node_id", "trigger"], set_=values))


async def _visits(tx: Tx, *conditions: sa.ColumnElement[bool], newest: bool = False) -> list[Visit]:
    order = visits.c.id.desc() if newest else visits.c.id
    return [_visit(row) for row in await tx.execute(sa.select(visits).where(*conditions).order_by(order))]


def _visit(row: Any) -> Visit:
    return Visit(
        id=row.id,
        about_id=row.about_id,
        trigger=VisitTrigger(row.trigger),
        state=VisitState(row.state),
        reported_by=row.reported_by,
        reported_at=row.reported_at,
        wish=None if row.wish is None else Wish(row.wish),
        visitor_id=row.visitor_id,
        due=row.due,
        went_on=row.went_on,
        next_on=row.next_on,
        next_done=row.next_done,
        has_words=row.words is not None,
        has_note=row.note is not None,
    )
