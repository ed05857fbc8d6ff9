"""久未见到: who has not been seen for months is asked after, by their contact person, then by the secretary.

A word of care to one person, never a list, a count or a verdict; what follows is for people to decide (MEM-08, MEM-09).
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.calls import Matter
from domain.features import Feature
from domain.members import Member, is_counted
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from domain.standing import Prompt, months_on, prompt_after
from services import calls, configuration, features, people, reminding
from services.configuration import Key
from services.mobility import asking
from services.reminding import Wanted
from services.turn import Turn
from storage import mobility_signs as store
from storage import nodes
from storage import people as members
from texts import mobility as say

WORTH: Final = timedelta(days=7)
_UNSEEN: Final = "unseen"  # the step's beginning; `ref` is then a member's id with a minus


async def look(turn: Turn, branch_id: int) -> None:
    """A part of the daily look at a branch: whoever is asked after already is asked after once."""
    if not await features.on_at(turn, Feature.MOBILE, branch_id):
        return
    within = (await nodes.tree(turn.tx)).same_branch(branch_id)
    there = {one.id: one for one in await members.in_nodes(turn.tx, within) if is_counted(one)}
    first = await configuration.value(turn, branch_id, Key.WARN_CONTACT_MONTHS)
    second = await configuration.value(turn, branch_id, Key.WARN_SECRETARY_MONTHS)
    today = turn.now.date()
    seen = await store.last_of(turn.tx, there, turn.now.tzinfo)
    long_ago = [one for one in there if prompt_after(seen[one], today, first, second) is not None]
    for member_id in sorted(await _missed(turn, long_ago, months_on(today, -first))):
        if prompt_after(seen[member_id], today, first, second) is Prompt.SECRETARY:
            await _ask_secretary(turn, there[member_id], seen[member_id])
        await calls.ask(turn, there[member_id], Matter.UNSEEN, seen[member_id].toordinal())


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """What the gate asks for: the question of the month to who is away, or the word of care to a secretary."""
    if reminder.ref > 0:
        return await asking.remind(turn, reminder)
    member = await members.get(turn.tx, -reminder.ref)
    if member is None or not is_counted(member) or not await features.on_at(turn, Feature.MOBILE, member.node_id):
        return None
    if reminder.member_id not in {one.id for one in await people.secretaries_of(turn, member)}:
        return None
    seen_on = (await store.last_of(turn.tx, [member.id], turn.now.tzinfo))[member.id]
    return say.please_care(member, seen_on, turn.now) if reminder.step == _step(seen_on) else None


async def _missed(turn: Turn, member_ids: Collection[int], since: date) -> frozenset[int]:
    """Where no meeting was held nobody was missed at one."""
    return await store.missed(turn.tx, member_ids, datetime.combine(since, time(), turn.now.tzinfo))


async def _ask_secretary(turn: Turn, member: Member, seen_on: date) -> None:
    """Once a silence: who has been told of it is not told again by another week."""
    who = [one for one in await people.secretaries_of(turn, member) if one.id != member.id]
    wanted = [Wanted(one, _step(seen_on), turn.now, turn.now + WORTH) for one in who if one.telegram_id is not None]
    await reminding.promise(turn, ReminderKind.WHEREABOUTS, -member.id, wanted)


def _step(seen_on: date) -> str:
    return f"{_UNSEEN}:{seen_on}"
