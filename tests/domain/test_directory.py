"""H18, H28: which card a search finds, and when a card is old."""

from datetime import date

import pytest

from domain.concerns import Topic
from domain.directory import PolicyCard, ResourceCard, found, is_stale

DAY = date(2026, 11, 23)
CLINIC = ResourceCard("社区卫生站", "看病、打针、量血压", "88001234", "", "", "本支部", DAY)
LAWYER = ResourceCard("法律服务热线", "问法律上的事", "12348", "", "", "司法部", DAY, ("律师", "官司"))
AID = PolicyCard("法律援助", (Topic.RIGHTS,), "请不起律师的人", "", "", "司法部", DAY, ("律师",))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], []),
        (["看"], []),
        (["看病"], ["社区卫生站"]),
        (["律师"], ["法律服务热线"]),
        (["法律", "看病"], ["法律服务热线", "社区卫生站"]),
        (["法律", "法律"], ["法律服务热线"]),
        (["天气"], []),
    ],
)
def test_h28_the_best_card_comes_first(words: list[str], names: list[str]) -> None:
    assert [card.name for card in found([CLINIC, LAWYER], words)] == names


def test_h18_policies_are_found_the_same_way() -> None:
    assert found([AID], ["律师"]) == [AID]


@pytest.mark.parametrize(
    ("checked", "today", "stale"),
    [
        (date(2026, 11, 23), date(2027, 11, 23), False),
        (date(2026, 11, 23), date(2027, 11, 24), True),
        (date(2028, 2, 29), date(2029, 2, 28), False),
        (date(2028, 2, 29), date(2029, 3, 1), True),
        (date(2026, 11, 23), date(2026, 11, 23), False),
    ],
)
def test_h18_older_than_twelve_months(checked: date, today: date, stale: bool) -> None:
    assert is_stale(checked, today) is stale
