"""What a branch may set, may only make stricter, and may not set at all (A3)."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.configuration import FIXED, SETTINGS, Configuration, Key, Wrong, differences, is_meant, read, written
from domain.configuration.setting import Setting
from domain.meetings import Period

NOTHING = Configuration()


def test_everybody_begins_with_the_defaults() -> None:
    assert NOTHING.value(Key.MAKE_UP_DAYS) == 14
    assert NOTHING.value(Key.MINUTES_WITHIN) == 3
    assert NOTHING.value(Key.QUORUM_INCLUSIVE) is True
    assert NOTHING.value(Key.DEDUCT_RETURNED_RETIREES) is False
    assert NOTHING.value(Key.GENERAL_QUORUM) == Fraction(1, 2)
    assert NOTHING.value(Key.LECTURE_EVERY) is Period.QUARTER


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda one: one.name)
def test_each_default_is_written_and_read_back(setting: Setting[object]) -> None:
    words = setting.writes(setting.default)
    assert setting.reads(words) == setting.default
    assert setting.allows(setting.default)
    assert setting.note
    assert setting.source
    assert setting.name not in FIXED


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("补学", "6", Wrong.NOT_READ),
        ("补学", "61", Wrong.NOT_READ),
        ("补学", "两周", Wrong.NOT_READ),
        ("补学", "-14", Wrong.NOT_READ),
        ("补学", "１４", Wrong.NOT_READ),
        ("半数以上含本数", "也许", Wrong.NOT_READ),
        ("党员大会到会", "1/3", Wrong.TOO_LOOSE),
        ("党员大会到会", "4/3", Wrong.NOT_READ),
        ("党员大会到会", "1/0", Wrong.NOT_READ),
        ("支委会到会", "2/5", Wrong.TOO_LOOSE),
        ("会后反馈", "3", Wrong.TOO_LOOSE),
        ("任期", "10", Wrong.IS_FIXED),
        ("表决通过", "到会半数", Wrong.IS_FIXED),
        ("天气", "晴", Wrong.NOT_KNOWN),
    ],
)
def test_what_is_refused(name: str, text: str, wrong: Wrong) -> None:
    found = read({name: text}, NOTHING)
    assert not isinstance(found, Configuration)
    assert [fault.wrong for fault in found] == [wrong]


def test_stricter_is_taken() -> None:
    found = read({"党员大会到会": "2/3", "会后反馈": "8"}, NOTHING)
    assert isinstance(found, Configuration)
    assert found.value(Key.GENERAL_QUORUM) == Fraction(2, 3)
    assert found.value(Key.FEEDBACK_FROM) == 8


def test_all_faults_are_told_at_once() -> None:
    found = read({"补学": ["1"], "任期": "5", "党课": "每周"}, NOTHING)
    assert not isinstance(found, Configuration)
    assert [fault.wrong for fault in found] == [Wrong.NOT_ONE_VALUE, Wrong.IS_FIXED, Wrong.NOT_READ]
    assert read("一句话", NOTHING) != NOTHING


def test_what_is_not_named_stays() -> None:
    first = read({"补学": "21"}, NOTHING)
    assert isinstance(first, Configuration)
    second = read({"党课": "每月"}, first)
    assert isinstance(second, Configuration)
    assert [(one.name, one.before, one.after) for one in differences(NOTHING, second)] == [
        ("党课", "每季度", "每月"),
        ("补学", "14", "21"),
    ]
    assert read(dict(written(second)), NOTHING) == second


def test_what_a_version_holds_and_we_take_no_more_is_the_default() -> None:
    kept = Configuration({"党员大会到会": "1/3", "补学": "没有"})
    assert kept.value(Key.GENERAL_QUORUM) == Fraction(1, 2)
    assert kept.value(Key.MAKE_UP_DAYS) == 14


def test_a_file_is_known_by_its_names() -> None:
    assert is_meant({"补学": "21"})
    assert is_meant({"任期": "十年"})
    assert not is_meant({"分工": {}})
    assert not is_meant("补学")


@given(st.text(max_size=20))
def test_no_text_is_ever_looser_than_the_default(text: str) -> None:
    for setting in SETTINGS.values():
        found = read({setting.name: text}, NOTHING)
        if isinstance(found, Configuration):
            assert setting.allows(found.value(setting))


def test_each_value_is_asked_for_by_somebody() -> None:
    """A value that nobody reads would be a promise to the branch that nothing keeps."""
    services = Path(__file__).parents[2] / "services"
    code = "".join(path.read_text("utf-8") for path in services.rglob("*.py"))
    names = [name for name, one in vars(Key).items() if isinstance(one, Setting)]
    assert [name for name in names if not re.search(rf"\bKey\.{name}\b", code)] == []
