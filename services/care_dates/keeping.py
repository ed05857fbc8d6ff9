"""What goes with a consent, what is past its time, and what of all this stands in a member's own file."""

from datetime import datetime

from domain.members import Member
from domain.messages import Json
from services.care_dates import congratulating
from services.turn import Turn
from storage import care_dates as store
from storage import care_plans, congratulations, festival_plans
from texts import care_dates as say
from texts import care_export as words


async def forget_congratulations(turn: Turn, member: Member) -> int:
    """Without the consent nothing stands in the group under their name."""
    return await congratulating.take_back(turn, member)


async def forget_sharing(turn: Turn, member: Member) -> int:
    """Without the consent to care no leader knows of a day of theirs; the days stay with them."""
    return await store.share_none(turn.tx, member.id)


async def forget_lists(turn: Turn, before: datetime) -> int:
    """Lists, checks and leads whose day is past by so long."""
    day = before.date()
    return await care_plans.forget(turn.tx, day) + await festival_plans.forget(turn.tx, day)


async def export(turn: Turn, member: Member) -> tuple[str, Json]:
    """Everything of the care calendar about one member, in plain words."""
    born = (await store.born_of(turn.tx, [member.id])).get(member.id)
    parts: list[str] = [] if born is None else [words.born(say.born_words(born))]
    parts += [words.own_day(one) for one in await store.own_days_of(turn.tx, [member.id])]
    parts += sorted(words.said(what) for _, what in await store.said_by(turn.tx, [member.id]))
    parts += [words.congratulated(one.on) for one in await congratulations.of_member(turn.tx, member.id)]
    plans = await festival_plans.of_member(turn.tx, member.id)
    parts += [words.on_list(plan.festival, plan.on, one.reasons) for plan, one in plans]
    checks = await care_plans.verdicts_on(turn.tx, member.id)
    parts += [words.checked(year, verdict) for year, verdict in checks.items()]
    return words.name(), list(parts)
