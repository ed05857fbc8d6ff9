"""Days off and worked weekends, year by year. The only file that knows chinese_calendar.

That package follows the yearly notice of the State Council; what an operator writes down stands over it, so that a
new notice needs no new version of the bot.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

import chinese_calendar

from domain.workdays import Calendar, Notice, NoticeProblem, read_notice, years_to_know
from services.turn import Turn
from storage import policies as store
from storage.policies import CalendarDay
from storage.schema import Tx

__all__ = ["NoticeProblem", "know", "known", "missing", "of_year"]

_SOURCE = "国务院办公厅关于{year}年部分节假日安排的通知"


@cache
def of_year(year: int) -> Notice | None:
    """A year as the package has it; None where it does not know that year.

    Its own questions raise for such a year, and count plain weekends as holidays; so its tables are read instead.
    """
    off = frozenset(day for day in chinese_calendar.holidays if day.year == year)
    worked = frozenset(day for day in chinese_calendar.workdays if day.year == year)
    return Notice(year, off, worked, _SOURCE.format(year=year)) if off else None


async def know(tx: Tx, data: Mapping[str, object]) -> Notice:
    """Keep a year that an operator has written down. Raises NoticeProblem."""
    notice = read_notice(data)
    days = [CalendarDay(day, works=False, source=notice.source) for day in sorted(notice.off)]
    days += [CalendarDay(day, works=True, source=notice.source) for day in sorted(notice.worked)]
    await store.know_days(tx, notice.year, days)
    return notice


async def known(turn: Turn, bare: Calendar) -> Calendar:
    """A calendar with the days of last year, this one and the next; an operator's year stands in place of ours."""
    own = await store.known_days(turn.tx)
    written = {day.day.year for day in own if not day.works}
    years = range(turn.now.year - 1, turn.now.year + 2)
    notices = [notice for year in years if year not in written and (notice := of_year(year)) is not None]
    return bare.with_notices(notices).corrected({day.day: day.works for day in own})


async def missing(tx: Tx, today: date) -> list[int]:
    """The years whose days off should be known by now and are not: there weekends alone are off."""
    own = {day.day.year for day in await store.known_days(tx) if not day.works}
    return [year for year in years_to_know(today) if year not in own and of_year(year) is None]
