"""Questions of the week: their options as people type them (S14)."""

from datetime import date

import pytest

from domain.quizzes import lettered, read_choice, read_options, week_of


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("1919年\n1921年", ("1919年", "1921年")),
        ("A. 1919年\nB、1921年\nc）1927年", ("1919年", "1921年", "1927年")),
        (" 对 \n\n 不对 ", ("对", "不对")),
        ("APEC\nBRICS", ("APEC", "BRICS")),
        ("一\n二\n三\n四", ("一", "二", "三", "四")),
        *((wrong, None) for wrong in ("", "一个", "同\n同", "A.\nB.", "1\n2\n3\n4\n5", "短\n" + "长" * 61)),
    ],
)
def test_options(text: str, options: tuple[str, ...] | None) -> None:
    assert read_options(text) == options


@pytest.mark.parametrize(
    ("text", "chosen"), [("b", 1), ("B. 不对", 1), ("不对", 1), ("对", 0), ("C", None), ("", None), ("也许", None)]
)
def test_choices(text: str, chosen: int | None) -> None:
    assert read_choice(text, ("对", "不对")) == chosen


def test_weeks_begin_on_monday() -> None:
    assert week_of(date(2026, 11, 29)) == week_of(date(2026, 11, 23)) == date(2026, 11, 23)
    assert lettered(2, "对") == "C. 对"
