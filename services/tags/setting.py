"""Giving a tag and taking it off, with what it sets (O7)."""

from dataclasses import dataclass

from domain import tags as rules
from domain.members import Member, MemberFlag
from domain.reminders import Mode
from domain.tags import Tag, Tagged
from services.reminding import wishing
from services.reminding.promising import hushed
from services.tags.showing import of, of_keeper
from services.turn import Turn
from storage import make_up, meetings, reminder_wishes
from storage import people as members
from storage import tags as store
from texts import tags as say


@dataclass(frozen=True, slots=True)
class Given:
    """`together`: reminders come once a day since, as nothing was chosen before."""

    tag: Tag
    together: bool


async def give_own(turn: Turn, member: Member, tag: Tag) -> Given | None:
    """The member gives themselves a tag; None where it is not one to choose, or stands already."""
    if tag not in rules.OWN or tag in {one.tag for one in await of(turn, member)}:
        return None
    return Given(tag, together=await _give(turn, member, tag, member))


async def give(turn: Turn, keeper: Member, member_id: int, tag: Tag) -> bool:
    """The keeper gives a tag, and the member hears of it; False where that is not theirs, or it stands already."""
    member = await of_keeper(turn, keeper, member_id)
    if member is None or tag not in rules.GIVEN or tag in {one.tag for one in await of(turn, member)}:
        return False
    together = await _give(turn, member, tag, keeper)
    if member.telegram_id is not None:
        words = say.given_to_you(keeper, tag, member.telegram_id, together=together)
        turn.tell(member.telegram_id, words, silent=await hushed(turn, member))
    return True


async def take_off(turn: Turn, keeper: Member, member_id: int, tag: Tag) -> bool:
    """The keeper takes a tag off, contested or not; the member hears of it."""
    member = await of_keeper(turn, keeper, member_id)
    found = None if member is None else next((one for one in await of(turn, member) if one.tag is tag), None)
    if member is None or found is None or tag is Tag.PROBATIONARY:
        return False
    await end(turn, member, found, keeper)
    if member.telegram_id is not None:
        turn.tell(member.telegram_id, say.taken_off_for_you(keeper, tag), silent=True)
    return True


async def _give(turn: Turn, member: Member, tag: Tag, by: Member) -> bool:
    """What the tag sets is set now and once: the roster's flag, and how reminders come where nothing was chosen.

    Returns whether reminders come otherwise since.
    """
    for one in await store.of_member(turn.tx, member.id):
        if one.tag is tag:  # its flag was taken by another hand
            await store.end(turn.tx, one.id, by.id, turn.now)
    await _put_flags(turn, member, rules.flags_with(await _flags(turn, member), tag))
    mode = rules.MODES.get(tag)
    chosen = await reminder_wishes.of_members(turn.tx, [member.id])
    if mode is None or member.id in chosen:
        await store.put(turn.tx, member.id, tag, by.id, turn.now)
        return False
    await store.put(turn.tx, member.id, tag, by.id, turn.now, str(mode))
    await wishing.set_mode(turn, member, mode)
    return True


async def end(turn: Turn, member: Member, one: Tagged, by: Member) -> None:
    """What it set goes with it, unless somebody has changed that since."""
    await _put_flags(turn, member, rules.flags_without(await _flags(turn, member), one.tag))
    if not one.id:
        return
    brought = await store.brought(turn.tx, one.id)
    wish = (await reminder_wishes.of_members(turn.tx, [member.id])).get(member.id)
    if brought and wish is not None and wish.mode == brought:
        await wishing.set_mode(turn, member, Mode.EACH)
    await store.end(turn.tx, one.id, by.id, turn.now)


async def _flags(turn: Turn, member: Member) -> frozenset[MemberFlag]:
    return (await members.get(turn.tx, member.id) or member).flags


async def _put_flags(turn: Turn, member: Member, flags: frozenset[MemberFlag]) -> None:
    """Of whom nothing is asked any more, or is again, what they were to make up for is looked at anew (EDU-06)."""
    changed = flags ^ await _flags(turn, member)
    await members.put_flags(turn.tx, member.id, flags)
    if MemberFlag.EXEMPT_HARD_REQUIREMENT in changed:
        for one in await make_up.open_of(turn.tx, member.id):
            await meetings.ask_make_up(turn.tx, one.meeting_id, turn.now)
