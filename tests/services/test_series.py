"""Which days people mean, and where each ends up: never on a day that the calendar file names (M28)."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.series import (
    LAST,
    Every,
    OnHoliday,
    Rule,
    RuleProblem,
    Why,
    announces_at,
    is_holiday,
    placed,
    read_rule,
    rule_of,
    schedule,
)
from domain.workdays import Calendar
from services import recurring
from texts import series as say

OCTOBER = Calendar(
    UTC, off=frozenset(date(2026, 10, day) for day in range(1, 8)), worked=frozenset({date(2026, 10, 10)})
)
FIRST_FRIDAY = Rule(Every.MONTH, 4, 1)

rules = st.one_of(
    st.builds(Rule, st.sampled_from([Every.WEEK, Every.FORTNIGHT]), st.integers(0, 6)),
    st.builds(Rule, st.just(Every.MONTH), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, LAST])),
    st.builds(Rule, st.just(Every.MONTH), day=st.integers(1, 31)),
    st.builds(
        Rule, st.just(Every.QUARTER), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, LAST]), month=st.integers(1, 3)
    ),
    st.builds(Rule, st.just(Every.QUARTER), day=st.integers(1, 31), month=st.integers(1, 3)),
)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("每月第一个周五", FIRST_FRIDAY),
        ("每個月首個星期五。", FIRST_FRIDAY),
        ("每月最后一个礼拜天", Rule(Every.MONTH, 6, LAST)),
        ("每月的第2个周三", Rule(Every.MONTH, 2, 2)),
        ("每月5号", Rule(Every.MONTH, day=5)),
        ("每月二十五日", Rule(Every.MONTH, day=25)),
        ("每月最后一天", Rule(Every.MONTH, day=31)),
        ("每季度第二个月最后一个周三", Rule(Every.QUARTER, 2, LAST, month=2)),
        ("每季度第一个周五", Rule(Every.QUARTER, 4, 1)),
        ("每季度最后一个月15号", Rule(Every.QUARTER, day=15, month=3)),
        ("每周五", Rule(Every.WEEK, 4)),
        ("隔周周五", Rule(Every.FORTNIGHT, 4)),
        ("每两周周三", Rule(Every.FORTNIGHT, 2)),
        ("每月第五个周五", RuleProblem.NO_SUCH_DAY),
        ("每月32号", RuleProblem.NO_SUCH_DAY),
        ("每月0号", RuleProblem.NO_SUCH_DAY),
        ("下周五", RuleProblem.UNCLEAR),
        ("", RuleProblem.UNCLEAR),
    ],
)
def test_reading(said: str, meant: Rule | RuleProblem) -> None:
    assert read_rule(said) == meant


@given(st.text(max_size=300))
def test_reading_never_fails(text: str) -> None:
    read_rule(text)


@given(rules)
def test_what_we_write_is_read_back(rule: Rule) -> None:
    assert read_rule(say.rule_words(rule)) == rule
    assert rule_of(rule.kept()) == rule


@pytest.mark.parametrize(
    ("nominal", "rule", "wish", "day", "why"),
    [
        (date(2026, 10, 2), FIRST_FRIDAY, OnHoliday.WEEK_LATER, date(2026, 10, 9), Why.HOLIDAY),
        (date(2026, 10, 2), FIRST_FRIDAY, OnHoliday.WORKDAY, date(2026, 10, 8), Why.HOLIDAY),
        (date(2026, 10, 2), FIRST_FRIDAY, OnHoliday.SKIP, None, Why.SKIPPED),
        (date(2026, 11, 6), FIRST_FRIDAY, OnHoliday.SKIP, date(2026, 11, 6), Why.AS_PLANNED),
        (date(2026, 10, 10), Rule(Every.MONTH, 5, 2), OnHoliday.WEEK_LATER, date(2026, 10, 10), Why.WORKED),
        (date(2026, 10, 10), Rule(Every.MONTH, day=10), OnHoliday.WORKDAY, date(2026, 10, 10), Why.WORKED),
        (date(2026, 10, 11), Rule(Every.MONTH, day=11), OnHoliday.SKIP, date(2026, 10, 12), Why.WEEKEND),
        (date(2026, 12, 5), Rule(Every.MONTH, 5, 1), OnHoliday.SKIP, date(2026, 12, 5), Why.AS_PLANNED),
        (date(2027, 1, 1), FIRST_FRIDAY, OnHoliday.WEEK_LATER, date(2027, 1, 8), Why.HOLIDAY),
    ],
)
def test_where_a_day_ends_up(nominal: date, rule: Rule, wish: OnHoliday, day: date | None, why: Why) -> None:
    """调休: a worked Saturday is a working day. New Year's Day is one off before the notice of that year is out."""
    found = placed(nominal, rule, wish, OCTOBER)
    assert (found.day, found.why) == (day, why)


@given(rules, st.sampled_from(OnHoliday), st.sets(days, max_size=40), st.sets(days, max_size=10), days)
def test_never_on_a_named_holiday(rule: Rule, wish: OnHoliday, off: set[date], worked: set[date], start: date) -> None:
    """M28, with any calendar file; in order, each day once, and nothing is lost but what a holiday takes."""
    calendar = Calendar(UTC, off=frozenset(off), worked=frozenset(worked - off), duty=frozenset(off))
    found = list(islice(schedule(recurring.of_series(rule, start, start), rule, wish, calendar), 20))
    held = [one.day for one in found if one.day is not None]
    assert not off & set(held)
    assert not [day for day in held if is_holiday(day, calendar)]
    assert len(held) == len(set(held))
    assert all(one.nominal >= start and (one.day is None or one.day >= one.nominal) for one in found)
    assert all(is_holiday(one.nominal, calendar) or one.why is Why.DOUBLED for one in found if one.day is None)


@given(rules, days)
def test_each_period_has_its_day(rule: Rule, start: date) -> None:
    named = list(islice(recurring.of_series(rule, start, start), 8))
    assert named == sorted(set(named))
    assert all(rule.weekday is None or day.weekday() == rule.weekday for day in named)
    months = [day.year * 12 + day.month - 1 for day in named]
    step = {Every.MONTH: 1, Every.QUARTER: 3}.get(rule.every)
    assert step is None or [b - a for a, b in pairwise(months)] == [step] * 7
    weeks = {Every.WEEK: 7, Every.FORTNIGHT: 14}.get(rule.every)
    assert weeks is None or {b - a for a, b in pairwise(named)} == {timedelta(days=weeks)}


def test_a_second_week_is_counted_from_the_beginning() -> None:
    """A restart or a pause does not shift every second Friday by one."""
    rule, since = Rule(Every.FORTNIGHT, 4), date(2026, 11, 23)
    all_days = list(islice(recurring.of_series(rule, since, since), 10))
    assert next(recurring.of_series(rule, since, date(2026, 12, 12))) in all_days


@pytest.mark.parametrize(
    ("start", "ahead", "announced"),
    [
        (datetime(2026, 10, 22, 15, tzinfo=UTC), 7, datetime(2026, 10, 15, 9, tzinfo=UTC)),
        (datetime(2026, 10, 9, 15, tzinfo=UTC), 7, datetime(2026, 10, 8, 8, tzinfo=UTC)),
        (datetime(2026, 10, 8, 7, tzinfo=UTC), 7, datetime(2026, 10, 8, 7, tzinfo=UTC)),
    ],
)
def test_it_is_announced_in_the_morning_and_on_no_holiday(start: datetime, ahead: int, announced: datetime) -> None:
    assert announces_at(start, ahead, OCTOBER) == announced


def test_two_that_end_up_on_one_day_are_one_meeting() -> None:
    weekly = Rule(Every.WEEK, 3)
    found = list(
        islice(
            schedule(
                recurring.of_series(weekly, date(2026, 9, 28), date(2026, 9, 28)), weekly, OnHoliday.WORKDAY, OCTOBER
            ),
            3,
        )
    )
    assert [(one.day, one.why) for one in found] == [
        (date(2026, 10, 8), Why.HOLIDAY),
        (None, Why.DOUBLED),
        (date(2026, 10, 15), Why.AS_PLANNED),
    ]
