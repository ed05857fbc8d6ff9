"""Numbers are data with the day they were checked, and a place may have its own (SAFE-02, SAFE-11, H27)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.hotlines import Line
from texts import danger
from texts.hotlines import OURS, HotlineProblem, directory, read


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A file for local numbers; afterwards all is as it was."""
    yield tmp_path / "hotlines.toml"
    directory.use(None)


def test_ours_are_complete() -> None:
    assert set(read(OURS)) == set(Line)


def test_a_local_number_takes_the_place_of_ours(file: Path) -> None:
    file.write_text(
        '[psychological]\nnumber = "010-555 0100"\nname = "本地心理热线"\n'
        'hours = "8:00 至次日 2:00"\nchecked_on = 2026-11-01\n',
        "utf-8",
    )
    directory.use(file)
    words = danger.heard((), None, known=False, again=False, may_call_more=False, telegram_id=7).html
    assert "本地心理热线 010-555 0100（8:00 至次日 2:00）" in words
    assert "12356" not in words
    assert "110" in words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x", "读不出来"),
        ('[magic]\nnumber = "1"', "没有 [magic] 这一项"),
        ('[police]\nnumber = "110"', "要有 number、name 和 checked_on"),
        ('[police]\nnumber = "<b>"\nname = "x"\nchecked_on = 2026-01-01', "只能有数字"),
        ('[police]\nnumber = "110"\nname = "x"\nhours = "24 小时"\nchecked_on = 2026-01-01', "不能写全天"),
        ("police = 110", "要有 number、name 和 checked_on"),
    ],
)
def test_a_mistake_gets_one_sentence(file: Path, text: str, sentence: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(HotlineProblem) as problem:
        directory.use(file)
    assert sentence in str(problem.value)


def test_a_file_that_is_not_there(file: Path) -> None:
    with pytest.raises(HotlineProblem):
        read(file)


@pytest.mark.parametrize(("days", "stale"), [(180, False), (181, True)])
def test_half_a_year_is_too_long(days: int, stale: bool) -> None:
    checked_on = directory[Line.PSYCHOLOGICAL].checked_on
    found = directory.stale(checked_on + timedelta(days=days))
    assert bool(found) is stale


def test_a_day_before_it_was_checked_is_no_problem() -> None:
    assert directory.stale(date(2026, 1, 1)) == ()
