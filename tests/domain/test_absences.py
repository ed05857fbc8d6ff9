"""How long somebody says they are away (O3)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.absences import FURTHEST, Away, AwayProblem, read_absence
from tests.domain.people import SHANGHAI

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)  # a Monday


def at(month: int, day: int, hour: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("到12月1日", at(12, 2)),
        ("三天", at(11, 26)),
        ("3天", at(11, 26)),
        ("三天后回来", at(11, 26)),
        ("下周五", at(12, 5)),
        ("到下周五", at(12, 5)),
        ("周三回来", at(11, 25)),
        ("到周日", at(11, 30)),
        ("今天", at(11, 24)),
        ("明天", at(11, 25)),
        ("明天下午三点回来", at(11, 24, 15)),
        ("一周", at(11, 30)),
        ("两个星期左右", at(12, 7)),
        ("半个月", at(12, 8)),
        ("一个月", at(12, 23)),
        ("出差十天", at(12, 3)),
        ("到１月３日", at(1, 4, year=2027)),
    ],
)
def test_from_now_on(text: str, back: datetime) -> None:
    assert read_absence(text, NOW) == Away(NOW, back)


@pytest.mark.parametrize(
    ("text", "start", "back"),
    [
        ("12月1日到12月5日", at(12, 1), at(12, 6)),
        ("12月1日-5日", at(12, 1), at(12, 6)),
        ("1号到5号", at(12, 1), at(12, 6)),
        ("下周一到下周五", at(11, 30), at(12, 5)),
        ("下周一到周五", at(11, 30), at(12, 5)),
        ("从明天到后天", at(11, 24), at(11, 26)),
        ("从12月1日起三天", at(12, 1), at(12, 4)),
        ("12月28日到1月3日", at(12, 28), at(1, 4, year=2027)),
    ],
)
def test_with_a_first_day(text: str, start: datetime, back: datetime) -> None:
    assert read_absence(text, NOW) == Away(start, back)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", AwayProblem.UNCLEAR),
        ("不知道", AwayProblem.UNCLEAR),
        ("国庆节", AwayProblem.UNCLEAR),
        ("2月30日", AwayProblem.UNCLEAR),
        ("昨天", AwayProblem.PAST),
        ("到11月20日", AwayProblem.PAST),
        ("12月5日到12月1日", AwayProblem.PAST),
        ("到2028年1月1日", AwayProblem.TOO_FAR),
    ],
)
def test_not_understood(text: str, problem: AwayProblem) -> None:
    assert read_absence(text, NOW) is problem


@given(text=st.text(max_size=30) | st.text("三天到月日号12回周五下-从起", max_size=12))
def test_any_text_is_an_answer(text: str) -> None:
    found = read_absence(text, NOW)
    if isinstance(found, Away):
        assert NOW <= found.start < found.end <= NOW + FURTHEST
        assert found.end - found.start <= FURTHEST + timedelta(days=1)
