"""The lunar calendar against dates that stand in the almanac (农历)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import lunar

known_days = st.dates(date(1900, 1, 31), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "words", "festival"),
    [
        (date(2023, 3, 22), "农历闰二月初一", None),
        (date(2024, 2, 10), "农历正月初一", "春节"),
        (date(2025, 1, 28), "农历腊月廿九", "除夕"),
        (date(2025, 1, 29), "农历正月初一", "春节"),
        (date(2025, 7, 25), "农历闰六月初一", None),
        (date(2025, 10, 6), "农历八月十五", "中秋节"),
        (date(2026, 1, 26), "农历腊月初八", "腊八节"),
        (date(2026, 2, 16), "农历腊月廿九", "除夕"),
        (date(2026, 2, 17), "农历正月初一", "春节"),
        (date(2026, 3, 3), "农历正月十五", "元宵节"),
        (date(2026, 6, 19), "农历五月初五", "端午节"),
        (date(2026, 8, 19), "农历七月初七", "七夕"),
        (date(2026, 9, 25), "农历八月十五", "中秋节"),
        (date(2026, 10, 18), "农历九月初九", "重阳节"),
        (date(2026, 11, 21), "农历十月十三", None),
        (date(2027, 2, 5), "农历腊月廿九", "除夕"),
        (date(2027, 2, 6), "农历正月初一", "春节"),
        (date(1949, 10, 1), "农历八月初十", None),
        (date(1899, 12, 31), "", None),
        (date(2101, 6, 1), "", None),
    ],
)
def test_a_day_has_a_name_in_the_lunar_calendar(day: date, words: str, festival: str | None) -> None:
    assert (lunar.words(day), lunar.festival(day)) == (words, festival)


@pytest.mark.parametrize(
    ("lunar_date", "leap", "day"),
    [
        ((2026, 1, 1), False, date(2026, 2, 17)),
        ((2026, 9, 9), False, date(2026, 10, 18)),
        ((2025, 6, 1), False, date(2025, 6, 25)),
        ((2025, 6, 1), True, date(2025, 7, 25)),
        ((2026, 6, 1), True, None),
        ((2026, 12, 29), False, date(2027, 2, 5)),
        ((2026, 12, 30), False, None),
        ((2026, 13, 1), False, None),
        ((1800, 1, 1), False, None),
    ],
)
def test_a_lunar_date_falls_on_a_day(lunar_date: tuple[int, int, int], leap: bool, day: date | None) -> None:
    assert lunar.solar(*lunar_date, leap=leap) == day


@given(st.integers(1901, 2099), st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_there_and_back_again(year: int, month: int, day: int, leap: bool) -> None:
    found = lunar.solar(year, month, day, leap=leap)
    if found is not None:
        name = lunar.words(found)
        assert name.startswith("农历闰") == leap
        assert lunar.words(found + timedelta(days=1)) != name


@given(known_days)
def test_every_day_has_one_name_and_the_next_another(day: date) -> None:
    assert lunar.words(day).startswith("农历")
    assert lunar.words(day) != lunar.words(day + timedelta(days=1))
