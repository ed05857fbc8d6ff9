"""The organiser's page: agenda and material, their order, and handing them out."""

from dataclasses import dataclass
from typing import TypeAlias

from domain import agendas as rules
from domain.agendas import AgendaItem, Material
from domain.meetings import Meeting, MeetingState
from domain.members import Member
from services import leading, meeting_cards
from services.turn import Turn
from storage import agendas as store


@dataclass(frozen=True, slots=True)
class Page:
    """`given` is how many invitees have the card; what changes from now on changes there by itself."""

    meeting: Meeting
    items: list[AgendaItem]
    materials: list[Material]
    given: int


@dataclass(frozen=True, slots=True)
class NothingYet:
    """There is neither agenda nor material to hand out."""


@dataclass(frozen=True, slots=True)
class Handed:
    """`reached` invitees got a card, `without` have no telephone with us and hear it from a person."""

    reached: int
    without: int


Handing: TypeAlias = Handed | NothingYet


async def page(turn: Turn, leader: Member, meeting_id: int) -> Page | None:
    """None where it is none of theirs."""
    meeting = await leading.led(turn, leader, meeting_id)
    if meeting is None:
        return None
    return Page(
        meeting,
        await store.items(turn.tx, meeting_id),
        await store.materials_of(turn.tx, meeting_id),
        len(await store.cards(turn.tx, meeting_id)),
    )


async def item(turn: Turn, leader: Member, item_id: int) -> AgendaItem | None:
    """One item, for who manages its meeting."""
    found = await store.item(turn.tx, item_id)
    return found if found is not None and await leading.led(turn, leader, found.meeting_id) is not None else None


async def raise_item(turn: Turn, leader: Member, item_id: int) -> Page | None:
    """One place further up."""
    found = await item(turn, leader, item_id)
    if found is None:
        return None
    before = [one.id for one in await store.items(turn.tx, found.meeting_id)]
    await store.reorder(turn.tx, rules.raised(before, item_id))
    return await _changed(turn, leader, found.meeting_id)


async def drop_item(turn: Turn, leader: Member, item_id: int) -> Page | None:
    found = await item(turn, leader, item_id)
    if found is None:
        return None
    await store.drop_item(turn.tx, item_id)
    return await _changed(turn, leader, found.meeting_id)


async def drop_material(turn: Turn, leader: Member, material_id: int) -> Page | None:
    found = await store.material(turn.tx, material_id)
    if found is None or await leading.led(turn, leader, found.meeting_id) is None:
        return None
    await store.drop_material(turn.tx, material_id)
    return await _changed(turn, leader, found.meeting_id)


async def hand_out(turn: Turn, leader: Member, meeting_id: int) -> Handing | None:
    """A card for every invitee who has joined; once, edited from then on. None where it is none of theirs."""
    found = await page(turn, leader, meeting_id)
    if found is None or found.meeting.state is not MeetingState.ANNOUNCED:
        return None
    if not found.items and not found.materials:
        return NothingYet()
    return Handed(*await meeting_cards.give(turn, found.meeting))


async def _changed(turn: Turn, leader: Member, meeting_id: int) -> Page | None:
    changed = await page(turn, leader, meeting_id)
    if changed is not None:
        await meeting_cards.refresh(turn, changed.meeting)
    return changed
