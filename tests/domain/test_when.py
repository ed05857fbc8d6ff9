from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.dates import day_words, moment_words
from domain.when import FURTHEST, Unclear, When, WhenProblem, read_when
from tests.domain.people import SHANGHAI

NOW = datetime(2026, 11, 20, 10, 0, 30, tzinfo=SHANGHAI)  # a Friday
YEAR_END = datetime(2026, 12, 28, 10, 0, tzinfo=SHANGHAI)  # a Monday


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("周五下午三点", at(11, 20, 15)),
        ("周五上午九点", at(11, 27, 9)),
        ("本周五下午三点", at(11, 20, 15)),
        ("下周三晚上7点半", at(11, 25, 19, 30)),
        ("下个星期三晚上7点半", at(11, 25, 19, 30)),
        ("下下周一早8点", at(11, 30, 8)),
        ("星期天下午两点", at(11, 22, 14)),
        ("礼拜五中午12点", at(11, 20, 12)),
        ("周日15:30", at(11, 22, 15, 30)),
        ("週六下午３點", at(11, 21, 15)),
        ("周1 10点", at(11, 23, 10)),
        ("明天上午九点", at(11, 21, 9)),
        ("后天15:00", at(11, 22, 15)),
        ("大后天下午三点", at(11, 23, 15)),
        ("今天18点", at(11, 20, 18)),
        ("明晚七点", at(11, 21, 19)),
        ("三天后下午3点", at(11, 23, 15)),
        ("11-27 15:00", at(11, 27, 15)),
        ("11/27 15:00", at(11, 27, 15)),
        ("11.27 15：00", at(11, 27, 15)),
        ("11月27日下午3点", at(11, 27, 15)),
        ("11月27下午3点", at(11, 27, 15)),
        ("十一月二十七日下午三点", at(11, 27, 15)),
        ("2026-11-27 15:00", at(11, 27, 15)),
        ("2026年11月27日15时", at(11, 27, 15)),
        ("二〇二六年十一月二十七日下午三点", at(11, 27, 15)),
        ("11月27日（周五）15:00", at(11, 27, 15)),
        ("27号下午三点一刻", at(11, 27, 15, 15)),
        ("27号下午三点三刻", at(11, 27, 15, 45)),
        ("廿七号下午三点零五分", at(11, 27, 15, 5)),
        ("２７号　１５：００", at(11, 27, 15)),
        ("5号下午三点", at(12, 5, 15)),
        ("下个月3号上午十点", at(12, 3, 10)),
        ("明天凌晨五点", at(11, 21, 5)),
        ("明天中午一点", at(11, 21, 13)),
        ("明天晚上十二点", at(11, 22, 0)),
        ("明天24:00", at(11, 22, 0)),
        ("明天下午差一刻三点", at(11, 21, 14, 45)),
        ("明天下午三点差5分", at(11, 21, 14, 55)),
        ("明天9.30", at(11, 21, 9, 30)),
        ("明天 3pm", at(11, 21, 15)),
        ("明天十二点", at(11, 21, 12)),
        ("明天03:00", at(11, 21, 3)),
        ("下午三点 周二", at(11, 24, 15)),
        ("周二二十点", at(11, 24, 20)),
        ("周二十点", at(11, 24, 10)),
        ("下周五下午三点到五点", at(11, 27, 15)),
        ("11-27 9:00-11:00", at(11, 27, 9)),
        ("1月3日 9:00", at(1, 3, 9, year=2027)),
    ],
)
def test_m2_ways_of_writing_a_moment(text: str, moment: datetime) -> None:
    assert read_when(text, NOW) == When(moment)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("明天三点", at(11, 21, 15), id="one to six is the afternoon"),
        pytest.param("明天3:00", at(11, 21, 15), id="no leading zero"),
        pytest.param("周三三点", at(11, 25, 15), id="two numbers side by side"),
        pytest.param("三点 11月27日", at(11, 27, 15), id="the minutes are not of the date"),
        pytest.param("明天八点", at(11, 21, 8), id="eight is the morning"),
        pytest.param("今天八点", at(11, 20, 20), id="unless that is over"),
    ],
)
def test_m2_a_guess_is_marked(text: str, moment: datetime) -> None:
    assert read_when(text, NOW) == When(moment, assumed=True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", WhenProblem.NO_DATE),
        ("你好", WhenProblem.NO_DATE),
        ("周末下午三点", WhenProblem.NO_DATE),
        ("月底", WhenProblem.NO_DATE),
        ("每周五下午三点", WhenProblem.NO_DATE),
        ("周五", WhenProblem.NO_TIME),
        ("11.27", WhenProblem.NO_TIME),
        ("明天中午", WhenProblem.NO_TIME),
        ("今天9点", WhenProblem.PAST),
        ("昨天下午三点", WhenProblem.PAST),
        ("11月10日 9:00", WhenProblem.PAST),
        ("本周三下午三点", WhenProblem.PAST),
        ("2028-01-01 9:00", WhenProblem.TOO_FAR),
        ("2月30日 9点", WhenProblem.IMPOSSIBLE),
        ("31号 9点", WhenProblem.IMPOSSIBLE),
        ("13月1日 9点", WhenProblem.IMPOSSIBLE),
        ("25点", WhenProblem.IMPOSSIBLE),
        ("明天25点", WhenProblem.IMPOSSIBLE),
        ("明天9:75", WhenProblem.IMPOSSIBLE),
        ("明天上午15点", WhenProblem.IMPOSSIBLE),
        ("9999年12月31日24:00", WhenProblem.IMPOSSIBLE),
        ("11月27日（周四）15:00", WhenProblem.WEEKDAY_MISMATCH),
        ("27号周四", WhenProblem.WEEKDAY_MISMATCH),
    ],
)
def test_m2_what_cannot_be_meant(text: str, problem: WhenProblem) -> None:
    answer = read_when(text, NOW)
    assert isinstance(answer, Unclear)
    assert answer.problem is problem


def test_m2_only_what_is_missing_is_asked_for() -> None:
    first = read_when("下周三", NOW)
    assert first == Unclear(WhenProblem.NO_TIME, day=date(2026, 11, 25))
    assert read_when("下午三点", NOW, on=date(2026, 11, 25)) == When(at(11, 25, 15))
    assert read_when("9.30", NOW, on=date(2026, 11, 25)) == When(at(11, 25, 9, 30))
    assert read_when("不，周四下午三点", NOW, on=date(2026, 11, 25)) == When(at(11, 26, 15))
    assert read_when("好", NOW, on=date(2026, 11, 25)) == Unclear(WhenProblem.NO_TIME, day=date(2026, 11, 25))
    assert read_when("下午三点", NOW) == Unclear(WhenProblem.NO_DATE, clock=time(15))


def test_past_carries_the_moment_for_records_entered_afterwards() -> None:
    assert read_when("11月10日 9:00", NOW) == Unclear(WhenProblem.PAST, date(2026, 11, 10), time(9), at(11, 10, 9))


@pytest.mark.parametrize(
    ("text", "now", "moment"),
    [
        ("1月3日 9:00", YEAR_END, at(1, 3, 9, year=2027)),
        ("12月30日 9:00", YEAR_END, at(12, 30, 9)),
        ("3号 9:00", YEAR_END, at(1, 3, 9, year=2027)),
        ("周五 9:00", YEAR_END, at(1, 1, 9, year=2027)),
        ("明年1月3日 9:00", YEAR_END, at(1, 3, 9, year=2027)),
    ],
)
def test_near_new_year(text: str, now: datetime, moment: datetime) -> None:
    assert read_when(text, now) == When(moment)


def test_a_slip_of_a_week_is_no_meeting_in_a_year() -> None:
    answer = read_when("12月20日 9:00", YEAR_END)
    assert isinstance(answer, Unclear)
    assert answer.problem is WhenProblem.PAST


def test_the_29th_of_february_is_found_in_the_next_year() -> None:
    now = datetime(2027, 12, 1, 9, 0, tzinfo=SHANGHAI)
    assert read_when("2月29日 10:00", now) == When(datetime(2028, 2, 29, 10, 0, tzinfo=SHANGHAI))


def test_the_running_minute_is_not_past() -> None:
    assert read_when("今天10:00", NOW) == When(at(11, 20, 10))


words = st.sampled_from(
    [*"周下本点半刻分号月日年三十两廿零〇差一天:.-/013 ", "星期", "下个", "上午", "下午", "晚上", "凌晨"]
) | (st.sampled_from(["明天", "后天", "二十", "pm", "12", "27", "2026", "9999", "24"]))


@given(st.text() | st.lists(words, max_size=8).map("".join), st.none() | st.dates())
@example("9999-12-31 24:00", None)
@example("十十月十十日十十点", None)
@example("٣号 ٩点", None)
def test_never_raises_and_never_gives_what_it_should_not(text: str, on: date | None) -> None:
    answer = read_when(text, NOW, on=on)
    if isinstance(answer, When):
        floor = NOW.replace(second=0)
        assert floor <= answer.at <= floor + FURTHEST
        assert answer.at.tzinfo is SHANGHAI
        assert (answer.at.second, answer.at.microsecond) == (0, 0)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1)).map(  # noqa: DTZ001 (the zone comes next)
    lambda naive: naive.replace(tzinfo=SHANGHAI, microsecond=0)
)


@given(moments, st.integers(0, 365 * 24 * 60))
def test_u12_what_is_written_is_read_back(now: datetime, ahead: int) -> None:
    moment = now.replace(second=0) + timedelta(minutes=ahead)
    assert read_when(moment_words(moment, now), now) == When(moment)


def test_u12_words() -> None:
    assert day_words(at(11, 27, 15), NOW) == "11月27日（周五）"
    assert day_words(at(1, 3, 9, year=2027), NOW) == "2027年1月3日（周日）"
    assert moment_words(at(11, 27, 9, 5), NOW) == "11月27日（周五）09:05"


def test_u12_stored_moments_are_shown_in_the_zone_of_now() -> None:
    assert moment_words(datetime(2026, 11, 27, 18, 0, tzinfo=UTC), NOW) == "11月28日（周六）02:00"
