"""The lunar calendar (农历): what a day is called, and where a lunar date falls. The only file that knows borax.

Years 1900 to 2100. Compared day by day with a package that computes from astronomy: they agree to the summer of 2089.
"""

from datetime import date

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

FESTIVALS = {
    (1, 1): "春节",
    (1, 15): "元宵节",
    (5, 5): "端午节",
    (7, 7): "七夕",
    (8, 15): "中秋节",
    (9, 9): "重阳节",
    (12, 8): "腊八节",
}
NEW_YEARS_EVE = "除夕"


def words(day: date) -> str:
    """「农历十月十三」; 闰 stands before the month of a leap month. Empty outside the years that are known."""
    found = _lunar(day)
    return "" if found is None else f"农历{found.cn_md}"


def festival(day: date) -> str | None:
    """The traditional festival of a day; a leap month has none of its own. 除夕 is the last day, a 29th or a 30th."""
    found = _lunar(day)
    if found is None:
        return None
    if found == LunarDate.last_day(found.year):
        return NEW_YEARS_EVE
    return None if found.leap else FESTIVALS.get((found.month, found.day))


def solar(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The day of a lunar date; `leap` asks for the leap month of that number. None where that year has no such day."""
    try:
        found: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except InvalidLunarDateError:
        return None
    return found


def _lunar(day: date) -> LunarDate | None:
    try:
        return LunarDate.from_solar(day)
    except (InvalidLunarDateError, ValueError):
        return None
