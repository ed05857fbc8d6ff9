"""What a duty's reminder says when it is sent; nothing, where the facts or somebody have settled it meanwhile."""

from domain.duties import Branch, Code, DutyState, missing, settled
from domain.messages import Message
from domain.reminders import Reminder
from services import policies
from services.duties import facts, recipients
from services.turn import Turn
from storage import duties as store
from storage import duty_settings as settings
from storage import people as members
from storage.duties import Duty
from texts import duties as say
from texts.duties import Shown


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """For the post it belongs to, or for the leader of the member whose day it is."""
    duty = await owed(turn, reminder.ref)
    if duty is None:
        return None
    branch = await branch_of(turn, duty)
    if settled(duty.code, duty.on, duty.about_id, branch):
        return None
    asked = await recipients.of_step(turn, branch, duty.code, duty.about_id, reminder.step)
    if reminder.member_id not in {one.id for one in asked}:
        return None
    return say.reminder(shown(duty, branch, to_asked=True), reminder.id, turn.now)


async def remind_of_dues(turn: Turn, reminder: Reminder) -> Message | None:
    """S13: to each by themselves, without an amount, and nobody is told who has paid."""
    duty = await owed(turn, reminder.ref)
    member = await members.get(turn.tx, reminder.member_id)
    if duty is None or member is None:
        return None
    if (member.id, Code.DUES) in await settings.unwanted_by(turn.tx, [member.id]):
        return None
    return say.dues(duty.on, turn.now)


async def owed(turn: Turn, duty_id: int) -> Duty | None:
    """The duty, while it is owed and its branch has not switched it off."""
    duty = await store.get(turn.tx, duty_id)
    if duty is None or duty.state is not DutyState.OWED:
        return None
    return duty if await recipients.is_on(turn, duty.node_id, duty.code) else None


async def branch_of(turn: Turn, duty: Duty) -> Branch:
    """The facts as they are now."""
    return await facts.branch(turn, duty.node_id, (await policies.in_force(turn, duty.node_id)).calendar)


def shown(duty: Duty, branch: Branch, *, to_asked: bool) -> Shown:
    """What of a duty is said; the names of a list to the one who is asked to make it, and to nobody else."""
    about = branch.member(duty.about_id)
    meeting = next((one for one in branch.unrecorded if one.meeting_id == duty.about_id), None)
    return Shown(
        duty.code,
        duty.on,
        missing=missing(duty.code, duty.on, branch),
        name=about.name if about is not None and duty.code is not Code.MINUTES else None,
        title=meeting.title if meeting is not None else None,
        names=_names(duty, branch, to_asked=to_asked),
    )


def _names(duty: Duty, branch: Branch, *, to_asked: bool) -> list[str]:
    """Those whose list is asked for, and whose posts end: the latter are no secret in their branch."""
    if duty.code is Code.POST_TERM:
        return [say.post_term(one.role, one.name) for one in branch.terms_ending(duty.on)]
    return branch.fifty_years(duty.on.year) if duty.code is Code.FIFTY_YEARS and to_asked else []
