"""Working days, quiet hours, and spans over them (E2, S8)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import Calendar, Hours, Notice, NoticeProblem, read_notice, years_to_know

SHANGHAI = ZoneInfo("Asia/Shanghai")
# National Day 2026: off from the 1st to the 7th, Saturday the 10th and Sunday 20 September worked instead.
CALENDAR = Calendar(
    SHANGHAI,
    off=frozenset(date(2026, 10, day) for day in range(1, 8)),
    worked=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


moments = st.datetimes(datetime(2026, 8, 1), datetime(2026, 12, 31), timezones=st.just(SHANGHAI))  # noqa: DTZ001 - the zone comes with timezones
spans = st.timedeltas(timedelta(), timedelta(days=15))
hours = st.builds(Hours, st.times(), st.times()).filter(lambda one: one.length < timedelta(hours=24))


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        pytest.param(at(11, 23, 10), timedelta(hours=24), at(11, 24, 10), id="Monday to Tuesday"),
        pytest.param(at(11, 27, 15), timedelta(hours=24), at(11, 30, 15), id="over the weekend"),
        pytest.param(at(11, 28, 15), timedelta(hours=24), at(12, 1), id="a day off adds nothing"),
        pytest.param(at(11, 27), timedelta(days=1), at(11, 30), id="does not end on Saturday"),
        pytest.param(at(11, 27, 15), timedelta(), at(11, 27, 15), id="nothing to add"),
        pytest.param(at(9, 30, 15), timedelta(hours=24), at(10, 8, 15), id="over National Day"),
        pytest.param(at(10, 9, 15), timedelta(hours=24), at(10, 10, 15), id="a worked Saturday counts"),
        pytest.param(at(9, 19, 15), timedelta(hours=1), at(9, 20, 1), id="a worked Sunday begins at midnight"),
        pytest.param(at(9, 30, 23, 59), timedelta(minutes=2), at(10, 8, 0, 1), id="over midnight into a holiday"),
    ],
)
def test_e2_a_span_is_counted_on_working_days(start: datetime, span: timedelta, end: datetime) -> None:
    assert CALENDAR.add(start, span) == end


def test_e2_duty_days_are_worked() -> None:
    calendar = Calendar(SHANGHAI, off=CALENDAR.off, duty=frozenset({date(2026, 10, 3)}))
    assert calendar.add(at(9, 30, 15), timedelta(hours=24)) == at(10, 3, 15)


def test_a_span_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        CALENDAR.add(at(11, 23), timedelta(seconds=-1))


@given(moments, spans)
def test_e2_around_the_clock_is_plain_addition(start: datetime, span: timedelta) -> None:
    assert CALENDAR.add(start, span, always=True) == start + span


@given(moments, spans)
def test_e2_a_span_ends_on_a_working_day_and_takes_its_time(start: datetime, span: timedelta) -> None:
    end = CALENDAR.add(start, span)
    assert CALENDAR.is_working_day(end.date())
    assert end - start >= span
    assert CALENDAR.working_time_between(start, end) == span


@given(moments, moments, spans)
def test_e2_who_asks_later_is_not_answered_earlier(one: datetime, other: datetime, span: timedelta) -> None:
    first, second = sorted([one, other])
    assert CALENDAR.add(first, span) <= CALENDAR.add(second, span)


@given(moments, spans, spans)
def test_e2_two_spans_are_their_sum(start: datetime, one: timedelta, other: timedelta) -> None:
    assert CALENDAR.add(CALENDAR.add(start, one), other) == CALENDAR.add(start, one + other)


@given(moments, spans)
def test_e2_the_zone_a_moment_is_written_in_makes_no_difference(start: datetime, span: timedelta) -> None:
    written_elsewhere = start.astimezone(ZoneInfo("America/New_York"))
    assert CALENDAR.add(written_elsewhere, span) == CALENDAR.add(start, span)


@given(moments)
def test_the_first_working_moment(moment: datetime) -> None:
    first = CALENDAR.first_working(moment)
    assert first >= moment
    assert CALENDAR.is_working_day(first.date())
    assert first == moment if CALENDAR.is_working_day(moment.date()) else first.time() == time(8, 30)
    assert CALENDAR.working_time_between(moment, datetime.combine(first.date(), time(), SHANGHAI)) == timedelta()


@pytest.mark.parametrize(
    ("moment", "loud"),
    [
        (at(11, 23, 20, 59), at(11, 23, 20, 59)),
        (at(11, 23, 21), at(11, 24, 8)),
        (at(11, 24), at(11, 24, 8)),
        (at(11, 24, 7, 59), at(11, 24, 8)),
        (at(11, 24, 8), at(11, 24, 8)),
    ],
)
def test_s8_nights_are_quiet(moment: datetime, loud: datetime) -> None:
    assert CALENDAR.first_loud(moment) == loud
    assert CALENDAR.is_quiet(moment) is (moment != loud)


@given(moments, hours)
def test_s8_the_first_loud_moment_is_loud_and_soon(moment: datetime, quiet: Hours) -> None:
    calendar = Calendar(SHANGHAI, quiet=quiet)
    loud = calendar.first_loud(moment)
    assert loud >= moment
    assert not calendar.is_quiet(loud)
    assert loud - moment <= timedelta(days=1)


def test_s8_a_branch_may_have_no_quiet_hours() -> None:
    calendar = Calendar(SHANGHAI, quiet=Hours(time(), time()))
    assert not calendar.is_quiet(at(11, 23, 3))


def test_what_an_operator_wrote_stands_over_the_notice() -> None:
    corrected = CALENDAR.corrected({date(2026, 10, 10): False, date(2026, 10, 7): True, date(2027, 1, 1): False})
    assert not corrected.is_working_day(date(2026, 10, 10))
    assert corrected.is_working_day(date(2026, 10, 7))
    assert not corrected.is_working_day(date(2027, 1, 1))
    assert not corrected.is_working_day(date(2026, 10, 6))


def test_a_years_notice() -> None:
    notice = read_notice(
        {
            "year": 2027,
            "source": "通知",
            "off": [[date(2027, 1, 1), date(2027, 1, 3)]],
            "worked": [date(2027, 1, 10)],
        }
    )
    off = frozenset({date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)})
    assert notice == Notice(2027, off, frozenset({date(2027, 1, 10)}), "通知")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"year": 2027}, "source"),
        ({"year": "2027", "source": "通知"}, "year"),
        ({"year": 2027, "source": "通知", "days": []}, "days"),
        ({"year": 2027, "source": "通知", "off": "元旦"}, "off 要写成一个列表"),
        ({"year": 2027, "source": "通知", "off": [[date(2027, 1, 3), date(2027, 1, 1)]]}, "第一天, 最后一天"),
        ({"year": 2027, "source": "通知", "worked": ["1月4日"]}, "1月4日"),
        ({"year": 2027, "source": "通知", "worked": [date(2026, 1, 4)]}, "不在 2027 年"),
        (
            {"year": 2027, "source": "通知", "off": [[date(2027, 1, 1)] * 2], "worked": [date(2027, 1, 1)]},
            "又放假又上班",
        ),
    ],
)
def test_a_notice_that_cannot_be_used_says_why(data: dict[str, object], said: str) -> None:
    with pytest.raises(NoticeProblem, match=said):
        read_notice(data)


@pytest.mark.parametrize(
    ("today", "years"),
    [(date(2026, 11, 30), (2026,)), (date(2026, 12, 1), (2026, 2027)), (date(2027, 1, 1), (2027,))],
)
def test_the_years_to_know(today: date, years: tuple[int, ...]) -> None:
    assert years_to_know(today) == years
