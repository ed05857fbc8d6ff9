"""Words before the matter are no request; words with a matter are."""

import pytest

from domain.requests.opening_words import is_only_calling, names_a_button, says_nothing_yet


@pytest.mark.parametrize(
    "text",
    ["在吗", "在不在？", "有人吗", "人呢", "喂", "早上好！", "您好，小伴", "请问一下", "我想问一下", "想咨询一下您",
     "那个……", "我有个事想问问", "打扰一下", "返回", "帮帮我"],
)  # fmt: skip
def test_a_call(text: str) -> None:
    assert is_only_calling(text)
    assert says_nothing_yet(text)


@pytest.mark.parametrize(
    "text",
    ["", "3", "医保的事", "在吗，我家漏水了", "我想问一下低保怎么办", "书记在哪", "小伴不好用", "我想要救命钱", "谢谢"],
)
def test_no_call(text: str) -> None:
    assert not is_only_calling(text)


@pytest.mark.parametrize("text", ["催一下", "撤回", "怎么样了？", "有消息吗", "还没有", "谁看过"])
def test_the_name_of_a_button(text: str) -> None:
    assert names_a_button(text)


@pytest.mark.parametrize("text", ["", "催一下物业修水管", "还没有收到工资", "我要撤回离婚协议"])
def test_no_name_of_a_button(text: str) -> None:
    assert not names_a_button(text)
