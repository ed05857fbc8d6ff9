"""The daily look at each branch's calendar: what should be there is compared with what is, and put right.

Nothing is remembered but rows: a restart, an upgrade, a new secretary or a corrected date needs no repair. Reminders
are promised a week ahead, so that whoever likes them once a week has them in that message.
"""

from datetime import datetime, time, timedelta

from domain.duties import Branch, Code, Due, DutyState, Step, settled
from domain.features import Feature
from domain.members import Member
from domain.reminders import ReminderKind
from domain.workdays import Calendar
from services import features, policies, reminding
from services.duties import facts, recipients
from services.duties.due import standing
from services.mobility import caring
from services.reminding import Wanted
from services.turn import Turn, apart
from storage import duties as store
from storage import duty_settings as settings
from storage import reminders
from storage.duties import Duty

AT_ONCE = (
    2  # branches a ring looks at: a twentieth of a second each, where five hundred are in one; answers wait for it
)
A_WEEK = timedelta(days=7)  # so long before it is promised, and so long after it is still worth saying


async def look(turn: Turn) -> bool:
    """A chore: some of the branches that nobody has looked at today.

    The others wait for the next ring, which is soon enough for what is said in the morning: thousands of branches
    would hold up all other chores at midnight.
    """
    today = turn.now.date()
    for node_id in await settings.to_look_at(turn.tx, today, AT_ONCE):
        await apart(turn, keep(turn, node_id))
        await apart(turn, caring.look(turn, node_id))
        await settings.note_looked(turn.tx, node_id, today)
    return False


async def keep(turn: Turn, node_id: int) -> tuple[Branch, list[tuple[Due, Duty]]]:
    """Put a branch's calendar right. Returns what it rests on, and what stands in it by its first day."""
    calendar = (await policies.in_force(turn, node_id)).calendar
    branch = await facts.branch(turn, node_id, calendar)
    due = await _wanted(turn, branch, calendar)
    rows = {(duty.code, duty.period, duty.about_id): duty for duty in await store.keep(turn.tx, node_id, due)}
    for ended in await store.end_others(turn.tx, node_id, [duty.id for duty in rows.values()]):
        await reminding.cancel(turn, kind_of(ended.code), ended.id)
    kept = [(one, rows[one.code, one.period, one.about_id]) for one in due]
    for one, duty in kept:
        if duty.state is DutyState.OWED:
            await _promise(turn, branch, one, duty, calendar)
    return branch, kept


def kind_of(code: Code) -> ReminderKind:
    return ReminderKind.DUES if code is Code.DUES else ReminderKind.DUTY


async def _wanted(turn: Turn, branch: Branch, calendar: Calendar) -> list[Due]:
    if not await features.on_at(turn, Feature.DUTIES, branch.node_id):
        return []
    off = await settings.off_at(turn.tx, branch.node_id)
    return [one for one in standing(branch, turn.now.date(), calendar) if one.code not in off]


async def _promise(turn: Turn, branch: Branch, one: Due, duty: Duty, calendar: Calendar) -> None:
    """Each step once, to whoever is there for it; what waits for anybody else is taken back."""
    kind, today = kind_of(one.code), turn.now.date()
    near = [step for step in _steps(one) if today - A_WEEK <= step.day <= today + A_WEEK]
    if settled(one.code, one.on, one.about_id, branch):
        near = []
    elif not near:
        return
    promised = await reminders.of_matter(turn.tx, kind, duty.id)
    waiting = {(each.member_id, each.step): each for each, state in promised if state == "waiting"}
    told = {each.step for each, state in promised if state == "told"}
    wanted: dict[tuple[int, str], Wanted] = {}
    for step in near:
        if step.name in told and one.code is not Code.DUES:  # one of the committee is enough; dues are each one's own
            continue
        for member in await recipients.of_step(turn, branch, one.code, one.about_id, step.name):
            wanted[member.id, step.name] = _at(member, step, one, calendar)
    for member_id, name in waiting.keys() - wanted.keys():
        await reminding.cancel(turn, kind, duty.id, [member_id], [name])
    anew = [each for key, each in wanted.items() if key not in waiting or waiting[key].at != each.at]
    await reminding.promise(turn, kind, duty.id, anew)


def _steps(one: Due) -> tuple[Step, ...]:
    if one.code is Code.ANNIVERSARY:
        return (Step(recipients.LEADER, one.day),)  # the member hears on the day itself (`care_dates.greeting`)
    return one.steps


def _at(member: Member, step: Step, one: Due, calendar: Calendar) -> Wanted:
    """From the beginning of work on that day; a week later it is no news any more."""
    start = datetime.combine(step.day, calendar.hours.start, calendar.zone)
    last = min(step.day + A_WEEK, one.until)
    return Wanted(member, step.name, start, datetime.combine(last + timedelta(days=1), time(), calendar.zone))
