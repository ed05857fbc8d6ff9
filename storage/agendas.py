"""What a meeting is about: agenda items, material, and the card by which each invitee gets them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.agendas import LONGEST_ITEM, LONGEST_MATERIAL, LONGEST_TITLE, AgendaItem, Material
from domain.messages import MediaKind
from storage.meetings import meetings
from storage.people import members
from storage.schema import Id, Instant, Tx, insert_into, metadata

agenda_items = sa.Table(
    "agenda_items",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("text", sa.String(LONGEST_ITEM), nullable=False),
    sa.Column("added_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Index("ix_agenda_items_meeting_id", "meeting_id", "position"),
    sqlite_autoincrement=True,
)

materials = sa.Table(
    "materials",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("title", sa.String(LONGEST_TITLE), nullable=False),
    sa.Column("text", sa.String(LONGEST_MATERIAL), nullable=False),
    sa.Column("file_id", sa.String(256)),
    sa.Column("file_kind", sa.String(16)),
    sa.Column("added_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Index("ix_materials_meeting_id", "meeting_id"),
    sqlite_autoincrement=True,
)

meeting_cards = sa.Table(
    "meeting_cards",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.UniqueConstraint("meeting_id", "member_id"),
    sa.Index("ix_meeting_cards_member_id", "member_id"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """One invitee's card of one meeting; `telegram_id` is where it lies, None for who has left the chat since."""

    id: int
    meeting_id: int
    member_id: int
    telegram_id: int | None


async def items(tx: Tx, meeting_id: int) -> list[AgendaItem]:
    """In their order."""
    rows = await tx.execute(
        sa.select(agenda_items)
        .where(agenda_items.c.meeting_id == meeting_id)
        .order_by(agenda_items.c.position, agenda_items.c.id)
    )
    return [_item(row) for row in rows]


async def item(tx: Tx, item_id: int) -> AgendaItem | None:
    row = (await tx.execute(sa.select(agenda_items).where(agenda_items.c.id == item_id))).first()
    return _item(row) if row else None


async def add_items(tx: Tx, meeting_id: int, texts: Sequence[str], added_by: int, now: datetime) -> None:
    """Behind those that are there."""
    last = await tx.scalar(
        sa.select(sa.func.max(agenda_items.c.position)).where(agenda_items.c.meeting_id == meeting_id)
    )
    await tx.execute(
        sa.insert(agenda_items),
        [
            {
                "meeting_id": meeting_id,
                "position": (last or 0) + number,
                "text": text,
                "added_by": added_by,
                "added_at": now,
            }
            for number, text in enumerate(texts, 1)
        ],
    )


async def rewrite_item(tx: Tx, item_id: int, text: str) -> None:
    await tx.execute(sa.update(agenda_items).where(agenda_items.c.id == item_id).values(text=text))


async def reorder(tx: Tx, item_ids: Sequence[int]) -> None:
    """The items of one meeting, in this order from now on."""
    for position, item_id in enumerate(item_ids, 1):
        await tx.execute(sa.update(agenda_items).where(agenda_items.c.id == item_id).values(position=position))


async def drop_item(tx: Tx, item_id: int) -> None:
    await tx.execute(sa.delete(agenda_items).where(agenda_items.c.id == item_id))


async def materials_of(tx: Tx, meeting_id: int) -> list[Material]:
    rows = await tx.execute(sa.select(materials).where(materials.c.meeting_id == meeting_id).order_by(materials.c.id))
    return [_material(row) for row in rows]


async def material(tx: Tx, material_id: int) -> Material | None:
    row = (await tx.execute(sa.select(materials).where(materials.c.id == material_id))).first()
    return _material(row) if row else None


async def add_material(tx: Tx, written: Material, added_by: int, now: datetime) -> None:
    """Its `id` is of no account."""
    await tx.execute(
        sa.insert(materials).values(
            meeting_id=written.meeting_id,
            title=written.title,
            text=written.text,
            file_id=written.file_id,
            file_kind=None if written.file_kind is None else str(written.file_kind),
            added_by=added_by,
            added_at=now,
        )
    )


async def drop_material(tx: Tx, material_id: int) -> None:
    await tx.execute(sa.delete(materials).where(materials.c.id == material_id))


async def give_cards(tx: Tx, meeting_id: int, member_ids: Iterable[int]) -> None:
    """These have a card from now on; who has one keeps it."""
    rows = [{"meeting_id": meeting_id, "member_id": member_id} for member_id in member_ids]
    if rows:
        statement = insert_into(tx, meeting_cards).on_conflict_do_nothing(index_elements=["meeting_id", "member_id"])
        await tx.execute(statement, rows)


async def cards(tx: Tx, meeting_id: int) -> list[MeetingCard]:
    return await _cards(tx, meeting_cards.c.meeting_id == meeting_id)


async def card(tx: Tx, card_id: int) -> MeetingCard | None:
    return next(iter(await _cards(tx, meeting_cards.c.id == card_id)), None)


async def card_of(tx: Tx, meeting_id: int, member_id: int) -> MeetingCard | None:
    found = await _cards(tx, meeting_cards.c.meeting_id == meeting_id, meeting_cards.c.member_id == member_id)
    return next(iter(found), None)


async def cards_of(tx: Tx, member_id: int) -> list[MeetingCard]:
    return await _cards(tx, meeting_cards.c.member_id == member_id)


async def forget_cards(tx: Tx, before: datetime) -> int:
    """Cards of meetings whose sign-in ended before this moment: nobody draws them any more."""

    over = sa.select(meetings.c.id).where(meetings.c.closes_at < before)
    result = await tx.execute(sa.delete(meeting_cards).where(meeting_cards.c.meeting_id.in_(over)))
    return int(result.rowcount)


async def _cards(tx: Tx, *where: sa.ColumnElement[bool]) -> list[MeetingCard]:
    rows = await tx.execute(
        sa.select(meeting_cards, members.c.telegram_id)
        .join(members, members.c.id == meeting_cards.c.member_id)
        .where(*where)
        .order_by(meeting_cards.c.id)
    )
    return [MeetingCard(row.id, row.meeting_id, row.member_id, row.telegram_id) for row in rows]


def _item(row: Any) -> AgendaItem:
    return AgendaItem(row.id, row.meeting_id, row.text)


def _material(row: Any) -> Material:
    kind = None if row.file_kind is None else MediaKind(row.file_kind)
    return Material(row.id, row.meeting_id, row.title, row.text, row.file_id, kind)
