"""办好了, 不适用, 放回来: one tap on a reminder or on the calendar; and 以后不用提醒."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.access import Action
from domain.duties import OF_A_MEMBER, OF_THE_BRANCH, Branch, Code, DutyState
from domain.members import Member
from domain.messages import Message
from domain.reminders import ReminderKind
from services import access, reminding
from services.duties import looking, recipients, saying
from services.reminding import saying as cards
from services.turn import Turn
from storage import duties as store
from storage import duty_settings as settings
from storage import nodes, party_dates, reminders
from storage.duties import Duty
from texts.duties import AGAIN, DONE, NOT_APPLICABLE, Shown

STATES: Final[Mapping[int, DutyState]] = MappingProxyType(
    {DONE: DutyState.DONE, NOT_APPLICABLE: DutyState.NOT_APPLICABLE, AGAIN: DutyState.OWED}
)


@dataclass(frozen=True, slots=True)
class Settled:
    """It stands so now. `rest` is what its message still says of other things, None where that was all."""

    duty: Duty
    shown: Shown
    rest: Message | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    pass


async def answer(turn: Turn, member: Member, reminder_id: int, how: int) -> Settled | Refused:
    """A tap on a reminder, by the one it was said to, while they are still the one to ask."""
    found = await reminders.get(turn.tx, reminder_id)
    if found is None or found[0].kind is not ReminderKind.DUTY or found[0].member_id != member.id:
        return Refused()
    reminder, head = found
    duty = await store.get(turn.tx, reminder.ref)
    if duty is None or how not in STATES:
        return Refused()
    branch = await saying.branch_of(turn, duty)
    asked = await recipients.of_step(turn, branch, duty.code, duty.about_id, reminder.step)
    if member.id not in {one.id for one in asked}:
        return Refused()
    settled = await _settle(turn, member, duty, branch, how)
    rest = await cards.card(turn, head) if head is not None else None
    return Settled(settled.duty, settled.shown, rest)


async def settle(turn: Turn, member: Member, duty_id: int, how: int) -> Settled | Refused:
    """A tap on the calendar, by who keeps it."""
    duty = await store.get(turn.tx, duty_id)
    if duty is None or duty.code not in OF_THE_BRANCH or how not in STATES:
        return Refused()
    if not await access.may(turn, member, Action.SEE_DUTIES, duty.node_id):
        return Refused()
    return await _settle(turn, member, duty, await saying.branch_of(turn, duty), how)


async def wish(turn: Turn, member: Member, code: Code, *, wanted: bool) -> bool:
    """以后不用提醒, and back again; False for what is not a member's own. The next look takes back what waits."""
    if code not in OF_A_MEMBER:
        return False
    await settings.wish(turn.tx, member.id, code, wanted=wanted)
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    if branch is not None:
        await settings.look_again(turn.tx, branch.id)
    return True


async def wishes(turn: Turn, member: Member) -> dict[Code, bool]:
    """What may come to a member by itself, and whether they want it: their anniversary, and dues where there is a day.

    Empty where the branch keeps no calendar or has switched the entry off.
    """
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    if branch is None:
        return {}
    unwanted = await settings.unwanted_by(turn.tx, [member.id])
    comes = {
        Code.DUES: (await settings.calendar_of(turn.tx, branch.id)).dues_day is not None,
        Code.ANNIVERSARY: (await party_dates.of(turn.tx, member.id)).join_date is not None,
    }
    return {
        code: (member.id, code) not in unwanted
        for code in OF_A_MEMBER
        if comes[code] and await recipients.is_on(turn, branch.id, code)
    }


async def _settle(turn: Turn, member: Member, duty: Duty, branch: Branch, how: int) -> Settled:
    shown = saying.shown(duty, branch, to_asked=False)
    await store.settle(turn.tx, duty.id, STATES[how], member.id, turn.now)
    if how == AGAIN:
        await settings.look_again(turn.tx, duty.node_id)
    else:
        await reminding.cancel(turn, looking.kind_of(duty.code), duty.id)
    return Settled(duty, shown)
