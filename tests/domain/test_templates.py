"""Wordings with gaps: what may stand in one, and how it is filled (A6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.templates import Variable, even, filled, needs_meeting, unknown

VALUES = {one: f"<{one}>" for one in Variable}


@pytest.mark.parametrize(
    ("words", "odd"),
    [
        ("请到{地点}，{ 时间 }见", []),
        ("请到｛地点｝", []),
        ("请{姓名}、{姓名}和{电话}", ["姓名", "电话"]),
        ("没有空格", []),
        ("少了一半{时间", ["{"]),
        ("{}", [""]),
    ],
)
def test_what_may_stand_in_a_gap(words: str, odd: list[str]) -> None:
    assert unknown(even(words)) == odd


def test_filling() -> None:
    assert (
        filled(even("｛时间｝在{ 地点 }开{会议}（{类型}，{组织}）"), VALUES)
        == "<时间>在<地点>开<会议>（<类型>，<组织>）"
    )
    assert needs_meeting("{组织}通知") is False
    assert needs_meeting("{时间}")


def test_what_fills_a_gap_is_not_filled_again() -> None:
    assert filled("{会议}", {**VALUES, Variable.MEETING: "{时间}"}) == "{时间}"


@given(st.text(alphabet="{}｛｝会议时间 a\n", max_size=60))
def test_whatever_is_accepted_can_be_filled(text: str) -> None:
    words = even(text)
    if not unknown(words):
        filled(words, VALUES)
