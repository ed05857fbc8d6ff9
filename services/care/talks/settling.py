"""Yes, no, never mind, and 谈过了: what each of the two may press. Nobody asks why (C15)."""

from domain.care import Contact, TalkState, may_settle, may_take
from domain.members import Member
from services.care import contacts
from services.care.talks import cards, reminding
from services.turn import Turn
from storage import care_talks as store
from storage import people as members


async def is_party(turn: Turn, member: Member, talk_id: int) -> bool:
    """Whether this talk is theirs at all."""
    talk = await store.get(turn.tx, talk_id)
    return talk is not None and member.id in talk.parties


async def say_yes(turn: Turn, member: Member, talk_id: int) -> bool:
    """The time is good; both are reminded from now on. False where it is not theirs to say, or over."""
    talk = await store.get(turn.tx, talk_id)
    if talk is None or not may_take(talk, member.id, turn.now):
        return False
    await store.change(turn.tx, talk_id, state=TalkState.AGREED)
    await reminding.promise_both(turn, talk_id)
    await _both(turn, talk_id, member.id)
    return True


async def call_off(turn: Turn, member: Member, talk_id: int) -> bool:
    """不方便 by the one who was asked, 不约了 by the one who asked: no reason, no record of it that counts."""
    talk = await store.get(turn.tx, talk_id)
    if talk is None or not may_settle(talk, member.id):
        return False
    declined = talk.state is TalkState.ASKED and member.id != talk.proposer_id
    state = TalkState.DECLINED if declined else TalkState.CANCELLED
    await store.change(turn.tx, talk_id, state=state, where_exactly=None, trigger=None)
    await reminding.end(turn, talk_id)
    await _both(turn, talk_id, member.id)
    return True


async def held(turn: Turn, member: Member, talk_id: int) -> bool:
    """谈过了, by either, of what both agreed on: the fact, the day and the two stay; why and where exactly go (C15)."""
    talk = await store.get(turn.tx, talk_id)
    if talk is None or not may_settle(talk, member.id) or talk.state is not TalkState.AGREED:
        return False
    day = min(turn.now, talk.starts_at.astimezone(turn.now.tzinfo)).date()
    await store.change(turn.tx, talk_id, state=TalkState.HELD, held_on=day, where_exactly=None, trigger=None)
    await reminding.end(turn, talk_id)
    for about_id in talk.parties:
        by_id = talk.partner_of(about_id)
        if await members.offices_of(turn.tx, by_id):
            await contacts.note(turn, about_id, by_id, Contact.TALK)
    for one in talk.parties:
        await cards.refresh(turn, talk_id, one)
    return True


async def end_all(turn: Turn, member: Member) -> None:
    """Somebody is no longer there: what was arranged with them is not any more, and the other one sees that much."""
    for talk in await store.of_member(turn.tx, member.id, turn.now.date()):
        if talk.state in {TalkState.ASKED, TalkState.AGREED}:
            await store.change(turn.tx, talk.id, state=TalkState.CANCELLED, where_exactly=None, trigger=None)
            await reminding.end(turn, talk.id)
            await cards.refresh(turn, talk.id, talk.partner_of(member.id))


async def _both(turn: Turn, talk_id: int, presser_id: int) -> None:
    talk = await store.get(turn.tx, talk_id)
    if talk is not None:
        await cards.refresh(turn, talk_id, presser_id)
        await cards.bring(turn, talk_id, talk.partner_of(presser_id))
