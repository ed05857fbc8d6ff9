"""Who reaches fifty years of standing by July 1: names for the one who checks them, and what they found (K3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from domain.care_dates import Verdict, read_day
from domain.duties import Code
from domain.members import Member, MemberStatus
from domain.messages import Message
from services import dialogues, people, policies
from services.care_dates import falling
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.duties import calendar, facts, recipients
from services.turn import Turn
from storage import care_plans as store
from storage import duty_settings
from texts import fifty_years as say
from texts import refusals

LATEST: Final = (6, 30)  # the list is for July 1 of its year


@dataclass(frozen=True, slots=True)
class Page:
    """The list of one year; `undated` full members nobody has written the day of full membership of."""

    branch: str
    year: int
    names: Sequence[tuple[Member, Verdict | None]]
    undated: int
    list_on: tuple[int, int]


async def page(turn: Turn, member: Member) -> Page | None:
    """None for everybody but the one who is asked for it: 组织委员, or who stands in their place."""
    node = await calendar.keeps(turn, member)
    if node is None:
        return None
    asked = await recipients.of_post(turn, node.id, Code.FIFTY_YEARS)
    if asked is None or asked.id != member.id:
        return None
    branch = await facts.branch(turn, node.id, (await policies.in_force(turn, node.id)).calendar)
    year = year_of(turn.now.date())
    reached = branch.fifty_years_members(year)
    found = await store.verdicts(turn.tx, [one.id for one in reached], year)
    full = [one for one in branch.people if one.status is MemberStatus.FULL_MEMBER]
    undated = sum(one.id not in branch.dates or branch.dates[one.id].full_member_date is None for one in full)
    return Page(node.name, year, [(one, found.get(one.id)) for one in reached], undated, branch.fifty_list)


async def judge(turn: Turn, member: Member, about_id: int, verdict: Verdict) -> Page | None:
    """已核对, 不符合 or 待查: what a human found about one of them."""
    seen = await page(turn, member)
    if seen is None or about_id not in {one.id for one, _ in seen.names}:
        return None
    await store.judge(turn.tx, about_id, seen.year, verdict, member.id, turn.now)
    return await page(turn, member)


async def ask_day(turn: Turn, member: Member) -> Message | None:
    if await page(turn, member) is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT)


def year_of(today: date) -> int:
    """Whose July 1 the list is for now."""
    return today.year if (today.month, today.day) <= (7, 1) else today.year + 1


async def _ask_day(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_day(), say.usual_days())


async def _read_day(asker: Asker, _draft: Draft, text: str) -> Done | Problem:
    member = await people.known(asker.turn, asker.telegram_id)
    node = None if member is None else await calendar.keeps(asker.turn, member)
    if member is None or node is None:
        return Done(refusals.plain(refusals.not_allowed()))
    written = read_day(text)
    day = None if written is None else written.day
    if day is None or day.lunar or (day.month, day.day) > LATEST:
        return Problem(say.day_unclear())
    before = await duty_settings.calendar_of(asker.turn.tx, node.id)
    await duty_settings.set_calendar(asker.turn.tx, node.id, replace(before, fifty_list=(day.month, day.day)))
    return Done(say.day_set(falling.comes_next(day, asker.turn.now.date()) or asker.turn.now.date(), asker.turn.now))


SCRIPT: Final = Script("fifty_list_day", (Step("day", _ask_day, _read_day),))
