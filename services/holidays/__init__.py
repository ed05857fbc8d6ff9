"""Days off and worked weekends: one file a year, taken from the notice of the State Council."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from domain.workdays import Calendar, Notice, NoticeProblem, read_notice, years_to_know
from services.turn import Turn
from storage import policies as store
from storage.policies import CalendarDay
from storage.schema import Tx

__all__ = ["NoticeProblem", "know", "known", "missing", "shipped"]


@cache
def shipped() -> tuple[Notice, ...]:
    """The notices that come with the bot."""
    listed = sorted(
        (each for each in files(__package__).iterdir() if each.name.endswith(".toml")), key=lambda each: each.name
    )
    return tuple(read_notice(tomllib.loads(each.read_text("utf-8"))) for each in listed)


async def know(tx: Tx, data: Mapping[str, object]) -> Notice:
    """Keep a year that an operator has written down. Raises NoticeProblem."""
    notice = read_notice(data)
    days = [CalendarDay(day, works=False, source=notice.source) for day in sorted(notice.off)]
    days += [CalendarDay(day, works=True, source=notice.source) for day in sorted(notice.worked)]
    await store.know_days(tx, notice.year, days)
    return notice


async def known(turn: Turn, bare: Calendar) -> Calendar:
    """A calendar with all days we know of; what an operator wrote down stands over what is shipped."""
    own = await store.known_days(turn.tx)
    calendar = bare.with_notices(shipped())
    return calendar.corrected({day.day: day.works for day in own}) if own else calendar


async def missing(tx: Tx, today: date) -> list[int]:
    """The years whose days off should be known by now and are not: there weekends alone are off."""
    own = {day.day.year for day in await store.known_days(tx) if not day.works}
    known_years = own.union(notice.year for notice in shipped())
    return [year for year in years_to_know(today) if year not in known_years]
