"""What members offer, and who asked them for it. Words are sealed: they are found by opening, in a branch's measure."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.skills import Offer, SeenBy, Skill, SkillAsk
from storage.people import members
from storage.schema import Id, Instant, Sealed, Tx, metadata

skills = sa.Table(
    "skills",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("skill", sa.String(16), nullable=False),
    sa.Column("words", Sealed("skills"), nullable=False),
    sa.Column("a_month", sa.Integer, nullable=False),
    sa.Column("seen_by", sa.String(16), nullable=False),
    sa.Column("paused", sa.Boolean, nullable=False, default=False, server_default=sa.false()),
    sa.Column("offered_at", Instant, nullable=False),
    sa.Index("ix_skills_member_id", "member_id"),
    sqlite_autoincrement=True,
)

asks = sa.Table(
    "skill_asks",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("skill_id", Id, nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("asker_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("words", Sealed("skills"), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("said", sa.Boolean),
    sa.Column("said_at", Instant),
    sa.Index("ix_skill_asks_member_id", "member_id"),
    sa.Index("ix_skill_asks_asker_id", "asker_id"),
    sa.Index("ix_skill_asks_asked_at", "asked_at"),
    sqlite_autoincrement=True,
)


async def of_member(tx: Tx, member_id: int) -> list[Offer]:
    rows = await tx.execute(sa.select(skills).where(skills.c.member_id == member_id).order_by(skills.c.id))
    return [_offer(row) for row in rows]


async def at(tx: Tx, node_ids: Iterable[int]) -> list[Offer]:
    """What is offered by members of these nodes whom we can ask, and not paused; in the order it was offered."""
    rows = await tx.execute(
        sa.select(skills)
        .join(members, members.c.id == skills.c.member_id)
        .where(
            members.c.node_id.in_(sorted(node_ids)),
            members.c.left_at.is_(None),
            members.c.telegram_id.is_not(None),
            skills.c.paused.is_(False),
        )
        .order_by(skills.c.id)
    )
    return [_offer(row) for row in rows]


async def get(tx: Tx, skill_id: int) -> Offer | None:
    row = (await tx.execute(sa.select(skills).where(skills.c.id == skill_id))).first()
    return _offer(row) if row else None


async def offer(tx: Tx, member_id: int, skill: Skill, words: str, a_month: int, seen_by: SeenBy, now: datetime) -> None:
    """Once of a kind: what was offered before of this kind is what is offered now."""
    same = sa.and_(skills.c.member_id == member_id, skills.c.skill == str(skill))
    values = {"words": words, "a_month": a_month, "seen_by": str(seen_by), "paused": False, "offered_at": now}
    if not (await tx.execute(sa.update(skills).where(same).values(**values))).rowcount:
        await tx.execute(sa.insert(skills).values(member_id=member_id, skill=str(skill), **values))


async def pause(tx: Tx, skill_id: int, *, paused: bool) -> None:
    await tx.execute(sa.update(skills).where(skills.c.id == skill_id).values(paused=paused))


async def drop(tx: Tx, skill_id: int) -> None:
    await tx.execute(sa.delete(skills).where(skills.c.id == skill_id))


async def ask(tx: Tx, offered: Offer, asker_id: int, words: str, now: datetime) -> int:
    values = {"skill_id": offered.id, "member_id": offered.member_id, "asker_id": asker_id}
    made = sa.insert(asks).values(**values, words=words, asked_at=now).returning(asks.c.id)
    return int((await tx.execute(made)).scalar_one())


async def get_ask(tx: Tx, ask_id: int) -> SkillAsk | None:
    row = (await tx.execute(sa.select(asks).where(asks.c.id == ask_id))).first()
    return _ask(row) if row else None


async def answer(tx: Tx, ask_id: int, now: datetime, *, said: bool) -> bool:
    """True for the first answer; a later one changes nothing."""
    result = await tx.execute(
        sa.update(asks).where(asks.c.id == ask_id, asks.c.said.is_(None)).values(said=said, said_at=now)
    )
    return int(result.rowcount) == 1


async def waiting_of(tx: Tx, asker_id: int, since: datetime) -> list[SkillAsk]:
    """What somebody asked for since then and nobody has answered."""
    waits = sa.and_(asks.c.asker_id == asker_id, asks.c.said.is_(None), asks.c.asked_at >= since)
    return [_ask(row) for row in await tx.execute(sa.select(asks).where(waits).order_by(asks.c.id))]


async def promised(tx: Tx, member_ids: Iterable[int], since: datetime) -> dict[int, int]:
    """How often since then what each of these members offers was said yes to, by the offer's id."""
    yes = sa.and_(asks.c.member_id.in_(sorted(set(member_ids))), asks.c.said.is_(True), asks.c.said_at >= since)
    rows = await tx.execute(sa.select(asks.c.skill_id, sa.func.count()).where(yes).group_by(asks.c.skill_id))
    return {skill_id: int(count) for skill_id, count in rows}


async def forget_member(tx: Tx, member_id: int) -> None:
    """What somebody offered; who is not here is asked for nothing."""
    await tx.execute(sa.delete(skills).where(skills.c.member_id == member_id))


async def forget_asks(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(asks).where(asks.c.asked_at < before))
    return int(result.rowcount)


def _offer(row: Any) -> Offer:
    return Offer(row.id, row.member_id, Skill(row.skill), row.words, row.a_month, SeenBy(row.seen_by), row.paused)


def _ask(row: Any) -> SkillAsk:
    return SkillAsk(row.id, row.skill_id, row.member_id, row.asker_id, row.words, row.asked_at, row.said)
