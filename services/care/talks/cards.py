"""A talk as each of the two sees it: one living card each, drawn when it is sent."""

from domain.care import Place, Talk
from domain.members import Member, is_here
from domain.messages import Message
from services import people
from services.reminding.promising import hushed
from services.turn import Turn
from storage import care_talks as store
from storage import people as members
from texts import talks as say


async def refresh(turn: Turn, talk_id: int, member_id: int) -> str:
    """Bring one's card up to date where it stands; returns its topic."""
    return await _show(turn, talk_id, member_id, anew=False)


async def bring(turn: Turn, talk_id: int, member_id: int) -> None:
    """Show one their card at the bottom of the chat; without a sound in quiet hours."""
    await _show(turn, talk_id, member_id, anew=True)


async def drawn(turn: Turn, talk_id: int, member_id: int) -> Message:
    """The card as this one of the two sees it now."""
    talk = await store.get(turn.tx, talk_id)
    return say.over() if talk is None else await _card(turn, talk, member_id)


async def for_asker(turn: Turn, talk_id: int) -> Message | None:
    """The living card of the one who asked."""
    talk = await store.get(turn.tx, talk_id)
    return say.over() if talk is None else await _card(turn, talk, talk.asker_id)


async def for_other(turn: Turn, talk_id: int) -> Message | None:
    """The living card of the one who was asked."""
    talk = await store.get(turn.tx, talk_id)
    return say.over() if talk is None else await _card(turn, talk, talk.other_id)


async def _card(turn: Turn, talk: Talk, member_id: int) -> Message:
    partner = await members.get(turn.tx, talk.partner_of(member_id))
    title = await people.title(turn, partner) if partner is not None else ""
    where = await store.where_exactly(turn.tx, talk.id) if talk.place is Place.OTHER else None
    note = await store.note(turn.tx, talk.id) if talk.noted_by is not None and not talk.note_agreed else None
    return say.card(talk, member_id, title, where, note, turn.now)


async def _show(turn: Turn, talk_id: int, member_id: int, *, anew: bool) -> str:
    talk = await store.get(turn.tx, talk_id)
    member = await members.get(turn.tx, member_id)
    topic = f"talk:{talk_id}:{member_id}"
    if talk is not None and member is not None and _can_be_told(member):
        view = "talk_asker" if member_id == talk.asker_id else "talk_other"
        chat_id = member.telegram_id or 0
        if anew:
            turn.show_anew(topic, chat_id, view, talk_id, silent=await hushed(turn, member))
        else:
            turn.show(topic, chat_id, view, talk_id)
    return topic


def _can_be_told(member: Member) -> bool:
    return member.telegram_id is not None and is_here(member)
