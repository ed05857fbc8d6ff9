"""Words that end a conversation and ask for nothing: they close, reopen and delay no request (H26, E3)."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 40  # a longer text says more than thanks

_THANKS: Final = (
    "谢谢", "谢了", "谢啦", "多谢", "感谢", "感激", "感恩", "致谢", "谢", "3q", "thanks", "thankyou", "thx",
)  # fmt: skip
_HEARD: Final = (
    "好的", "好嘞", "好滴", "好吧", "好呀", "好啊", "好了", "好", "行", "可以", "可以的", "没问题", "收到",
    "收到了", "知道", "知道了", "明白", "明白了", "了解", "了解了", "晓得了", "嗯", "嗯嗯", "哦", "噢",
    "是的", "对的", "对", "ok", "okay", "看到了", "清楚了", "就这样", "先这样", "没事了", "没有了", "没了",
    "不用了",
)  # fmt: skip
_KIND: Final = (
    "辛苦", "辛苦了", "麻烦了", "麻烦您了", "麻烦你了", "麻烦大家了", "麻烦您们了", "麻烦你们了", "添麻烦了",
    "费心", "费心了", "受累了", "打扰了", "不好意思", "再见", "拜拜", "晚安", "保重",
    "点赞", "赞", "真好", "太好了", "很好", "放心", "放心了", "有心了", "操心了",
    "记住了", "等您消息", "等你消息", "等消息",
)  # fmt: skip
_AROUND: Final = (
    "您", "你", "您们", "你们", "大家", "各位", "组织", "支部", "小伴", "领导", "书记", "副书记", "组长",
    "委员", "同志", "同志们", "老师", "大姐", "大哥", "姐", "哥", "叔", "阿姨", "主任", "了", "啦", "啊",
    "呀", "哈", "呢", "的", "们", "非常", "太", "真", "真的", "真是", "十分", "很", "也", "都", "给", "让",
    "我", "那", "就", "先", "以后", "再", "又", "还是", "多", "已",
)  # fmt: skip
_FOR_WHAT: Final = (
    "帮忙", "帮助", "关心", "支持", "费心", "操心",
)  # fmt: skip
_PICTURES: Final = "👍👌🙏❤🌹😊🙂😄😀🤝👏💪🌷💐"
_MEANT: Final = frozenset({*_THANKS, *_HEARD, *_KIND})


def is_only_thanks(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a text is made of thanks, goodbyes and acknowledgements alone, with names, marks and emoji around.

    `names` are those of people the thanks may go to. A question is never thanks; neither is a text without words,
    unless it is one of pictures (👍).
    """
    if len(text) > LONGEST or "?" in text or "？" in text or "吗" in text:
        return False
    letters = letters_of(text)
    if not letters:
        return any(picture in text for picture in _PICTURES)
    words = cut(letters, {*_MEANT, *_AROUND, *_FOR_WHAT, *map(letters_of, names)})
    if words is None or _MEANT.isdisjoint(words):
        return False
    return not words.isdisjoint(_THANKS) or words.isdisjoint(_FOR_WHAT)


def cut(letters: str, known: Iterable[str]) -> frozenset[str] | None:
    """The known words that make up a text, longest first; None where something else stands in it."""
    longest_first = sorted(filter(None, known), key=len, reverse=True)
    found: set[str] = set()
    rest = letters
    while rest:
        word = next((word for word in longest_first if rest.startswith(word)), None)
        if word is None:
            return None
        found.add(word)
        rest = rest[len(word) :]
    return frozenset(found)


def letters_of(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())
