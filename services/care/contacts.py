"""Whom the organisation was in touch with, and whom it has missed (K12). Contacts count; what was said does not."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Action
from domain.care import Contact, is_missed
from domain.members import Member, is_counted, is_here
from services import access
from services.turn import Turn
from storage import care_contacts as store
from storage import people as members

PER_PAGE = 6  # two buttons each


@dataclass(frozen=True, slots=True)
class Missed:
    """One page of those nobody was in touch with for twelve months, out of how many people."""

    members: Sequence[Member]
    page: int
    more: bool
    total: int
    of: int


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


async def note(turn: Turn, about_id: int, by_id: int, how: Contact) -> None:
    """Somebody was in touch today; with oneself is with nobody."""
    if about_id != by_id:
        await store.note(turn.tx, about_id, by_id, how, turn.now.date())


async def note_answer(turn: Turn, about_id: int | None) -> None:
    """A request of theirs was answered: by nobody in particular, some day of this month.

    A row with person, helper and day would tell of a request after its asker had taken it back (H23).
    """
    if about_id is not None:
        await store.note(turn.tx, about_id, about_id, Contact.CONTACT, turn.now.date().replace(day=1))


async def missed(turn: Turn, leader: Member, page: int = 0) -> Missed | NotAllowed:
    """没联系过: for who has people to look after, at their own nodes alone; who looks is not on their own list."""
    reach = await access.nodes_for(turn, leader, Action.MANAGE_CARE)
    if not reach:
        await access.may(turn, leader, Action.MANAGE_CARE, leader.node_id)
        return NotAllowed()
    everybody = [one for one in await members.in_nodes(turn.tx, reach) if is_counted(one) and one.id != leader.id]
    last = await store.last_of(turn.tx, [one.id for one in everybody])
    today = turn.now.date()
    found = [one for one in everybody if is_missed([last[one.id]] if one.id in last else [], today)]
    start = page * PER_PAGE
    shown = found[start : start + PER_PAGE]
    return Missed(shown, page, len(found) > start + PER_PAGE, len(found), len(everybody))


async def phoned(turn: Turn, leader: Member, member_id: int) -> bool:
    """打过电话了, from the list; False where it is not theirs to say."""
    member = await members.get(turn.tx, member_id)
    if member is None or not is_here(member) or member.id == leader.id:
        return False
    if not await access.may(turn, leader, Action.MANAGE_CARE, member.node_id, about=member_id):
        return False
    await note(turn, member_id, leader.id, Contact.CALL)
    return True
