"""Agenda items as people send them: a line each, with or without numbers (M19)."""

import pytest

from domain.agendas import LONGEST_ITEM, MOST_ITEMS, AgendaProblem, raised, read_items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("学习讲话", ["学习讲话"]),
        ("1. 学习\n2、讨论\n（三）表决\n四、其他", ["学习", "讨论", "表决", "其他"]),
        ("3.5万元怎么用", ["3.5万元怎么用"]),
        ("11-27 的活动", ["11-27 的活动"]),
        ("一起学习", ["一起学习"]),
        ("三会一课", ["三会一课"]),
        ("\n  \n讨论\n\n", ["讨论"]),
        ("1.", ["1."]),
    ],
)
def test_lines(text: str, items: list[str]) -> None:
    assert read_items(text, before=0) == items


@pytest.mark.parametrize(
    ("text", "before", "problem"),
    [
        ("", 0, AgendaProblem.EMPTY),
        (" \u200b\n", 0, AgendaProblem.EMPTY),
        ("长" * (LONGEST_ITEM + 1), 0, AgendaProblem.TOO_LONG),
        ("一条", MOST_ITEMS, AgendaProblem.TOO_MANY),
    ],
)
def test_what_cannot_be_taken(text: str, before: int, problem: AgendaProblem) -> None:
    assert read_items(text, before) is problem


def test_an_item_goes_one_place_up_and_the_first_one_stays() -> None:
    assert raised([1, 2, 3], 3) == [1, 3, 2]
    assert raised([1, 2, 3], 1) == [1, 2, 3]
