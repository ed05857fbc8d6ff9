"""How long somebody has waited, in words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.dates import waited_words

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "1 分钟"),
        (timedelta(minutes=59, seconds=59), "59 分钟"),
        (timedelta(hours=1), "1 小时"),
        (timedelta(hours=23, minutes=59), "23 小时"),
        (timedelta(days=1), "1 天"),
        (timedelta(days=15, hours=12), "15 天"),
    ],
)
def test_waited(span: timedelta, words: str) -> None:
    assert waited_words(NOW - span, NOW) == words
