"""Days of the year, ages, and who is visited: tables and properties (K2, K4, K13, MEM-03)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.care_dates import (
    DEFAULTS,
    OF_AGE,
    Benefit,
    Born,
    CareRule,
    Known,
    Written,
    YearlyDay,
    age,
    fitting,
    may_be_born,
    read_day,
    reasons,
    standing,
    unknown,
)
from domain.members import Member, MemberFlag, MemberStatus
from domain.party_dates import PartyDates

TODAY = date(2026, 11, 23)
WANG = Member(1, 1, "王奶奶", MemberStatus.FULL_MEMBER)
EVERYTHING = {rule: replace(setting, on=True) for rule, setting in DEFAULTS.items()}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1946-05-03", Written(1946, YearlyDay(5, 3))),
        ("1946年5月3日", Written(1946, YearlyDay(5, 3))),
        ("19460503", Written(1946, YearlyDay(5, 3))),
        ("一九四六年五月三日", Written(1946, YearlyDay(5, 3))),
        ("12月5日", Written(None, YearlyDay(12, 5))),
        ("2月29日", Written(None, YearlyDay(2, 29))),
        ("2028-02-29", Written(2028, YearlyDay(2, 29))),
        ("1946", Written(1946, None)),
        ("1946年", Written(1946, None)),
        ("农历八月十五", Written(None, YearlyDay(8, 15, lunar=True))),
        ("农历1946年四月初三", Written(1946, YearlyDay(4, 3, lunar=True))),
        ("1946年农历四月初三", Written(1946, YearlyDay(4, 3, lunar=True))),
        ("阴历1968年腊月廿三", Written(1968, YearlyDay(12, 23, lunar=True))),
        ("正月初一", Written(None, YearlyDay(1, 1, lunar=True))),
        ("农历闰四月初三", Written(None, YearlyDay(4, 3, lunar=True, leap=True))),
        ("农历腊月三十", Written(None, YearlyDay(12, 30, lunar=True))),
        ("2027-02-29", None),
        ("4月31日", None),
        ("农历四月三十一", None),
        ("13月1日", None),
        ("0月5日", None),
        ("农历1946", None),
        ("去年", None),
        ("", None),
    ],
)
def test_a_day_as_people_write_it(text: str, meant: Written | None) -> None:
    assert read_day(text) == meant


@given(st.text(max_size=40))
def test_reading_never_fails(text: str) -> None:
    written = read_day(text)
    assert written is None or written.day is None or 1 <= written.day.month <= 12


def test_only_the_lunar_calendar_has_leap_months() -> None:
    with pytest.raises(ValueError, match="leap"):
        YearlyDay(4, 3, leap=True)


@pytest.mark.parametrize(
    ("year", "may"), [(1946, True), (2026, True), (2027, False), (1895, False), (1896, True), (None, False)]
)
def test_who_is_with_us_can_have_been_born_then(year: int | None, may: bool) -> None:
    assert may_be_born(Written(year, None), TODAY) is may


@pytest.mark.parametrize(
    ("born", "born_on", "today", "years"),
    [
        (Born(1946), None, TODAY, 80),
        (Born(1946), None, date(2026, 1, 1), 80),
        (Born(1946, YearlyDay(11, 23)), date(1946, 11, 23), TODAY, 80),
        (Born(1946, YearlyDay(11, 24)), date(1946, 11, 24), TODAY, 79),
        (Born(1948, YearlyDay(2, 29)), date(1948, 2, 29), date(2026, 2, 28), 78),
        (Born(1948, YearlyDay(2, 29)), date(1948, 2, 29), date(2028, 2, 28), 79),
        (Born(1948, YearlyDay(2, 29)), date(1948, 2, 29), date(2028, 2, 29), 80),
        (Born(1946, YearlyDay(12, 8, lunar=True)), date(1946, 12, 30), date(2026, 12, 29), 79),
    ],
)
def test_an_age(born: Born, born_on: date | None, today: date, years: int) -> None:
    """Where only the year is known, the whole year in which somebody turns counts."""
    assert age(born, born_on, today) == years


@given(born_on=st.dates(date(1900, 1, 1), date(2000, 1, 1)), days=st.integers(0, 20000))
def test_nobody_grows_younger(born_on: date, days: int) -> None:
    born, today = Born(born_on.year, YearlyDay(born_on.month, born_on.day)), born_on + timedelta(days=days)
    assert 0 <= age(born, born_on, today) <= age(born, born_on, today + timedelta(days=1))
    assert age(born, born_on, today) <= age(Born(born_on.year), None, today)


@pytest.mark.parametrize(
    ("dates", "today", "years"),
    [
        (PartyDates(date(1975, 3, 1), date(1976, 11, 23)), TODAY, 50),
        (PartyDates(date(1975, 3, 1), date(1976, 11, 24)), TODAY, 49),
        (PartyDates(date(1975, 3, 1)), TODAY, None),
        (PartyDates(None, date(1976, 2, 29)), date(2026, 2, 28), 50),
        (PartyDates(None, date(2026, 12, 1)), TODAY, None),
        (PartyDates(), TODAY, None),
    ],
)
def test_mem_03_standing_counts_from_full_membership(dates: PartyDates, today: date, years: int | None) -> None:
    """An extended probation puts it off; who is on probation, or has no such day written down, has none."""
    assert standing(dates, today) == years


def known(
    *,
    joined: date | None = None,
    years: int | None = None,
    age_of: int | None = None,
    flags: frozenset[MemberFlag] = frozenset(),
    status: MemberStatus = MemberStatus.FULL_MEMBER,
) -> Known:
    return Known(replace(WANG, flags=flags, status=status), PartyDates(joined), age_of, years)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (known(), []),
        (known(joined=date(1949, 9, 30)), [CareRule.PRE_1949]),
        (known(joined=date(1949, 10, 1)), []),
        (known(flags=frozenset({MemberFlag.PRE_1949_MEMBER})), [CareRule.PRE_1949]),
        (known(joined=date(1950, 1, 1), flags=frozenset({MemberFlag.PRE_1949_MEMBER})), []),
        (known(age_of=79), [CareRule.ELDERLY]),
        (known(age_of=80), [CareRule.AGED, CareRule.ELDERLY]),
        (known(age_of=64), []),
        (known(years=50), [CareRule.STANDING]),
        (known(years=49), []),
        (known(years=50, status=MemberStatus.PROBATIONARY_MEMBER), []),
        (known(flags=frozenset({MemberFlag.VETERAN_MEMBER})), [CareRule.VETERAN]),
        (known(flags=frozenset({MemberFlag.MEMBER_IN_HARDSHIP})), [CareRule.HARDSHIP]),
        (known(age_of=90, status=MemberStatus.DECEASED), []),
        (known(age_of=90, status=MemberStatus.MOVED_AWAY), []),
        (known(age_of=90, status=MemberStatus.APPLICANT_ACTIVIST), []),
    ],
)
def test_k4_who_is_on_the_list(who: Known, why: list[CareRule]) -> None:
    assert reasons(who, EVERYTHING) == why


@given(rule=st.sampled_from(CareRule), ages=st.none() | st.integers(0, 120), years=st.none() | st.integers(0, 100))
def test_a_rule_switched_off_lists_nobody(rule: CareRule, ages: int | None, years: int | None) -> None:
    everybody = known(joined=date(1940, 1, 1), years=years, age_of=ages, flags=frozenset(MemberFlag))
    off = {**EVERYTHING, rule: replace(EVERYTHING[rule], on=False)}
    assert reasons(everybody, off) == [one for one in reasons(everybody, EVERYTHING) if one is not rule]


def test_nobodys_age_is_guessed_and_the_list_says_so() -> None:
    some = [known(), known(age_of=30), known(status=MemberStatus.DECEASED)]
    assert unknown(some, EVERYTHING) == 1
    no_ages = {rule: replace(one, on=rule not in OF_AGE) for rule, one in EVERYTHING.items()}
    assert unknown(some, no_ages) == 0


def test_k10_nothing_hangs_on_an_age_that_is_unknown() -> None:
    bus = Benefit("公交", "", "", "", TODAY, 65, False)
    before_1949 = Benefit("补贴", "", "", "", TODAY, None, True)
    assert fitting([bus, before_1949], None, joined_before_1949=True) == [before_1949]
    assert fitting([bus, before_1949], 65, joined_before_1949=False) == [bus]
    assert fitting([bus, before_1949], 64, joined_before_1949=False) == []
