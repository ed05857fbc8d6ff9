"""What people write for numbers, and how their writing is made even before it is read."""

import re
import unicodedata
from typing import Final

# One number of one or two digits, or in Chinese up to ninety-nine. Strict, so that in 周三三点 it takes one 三 only.
_ONE_TO_NINE: Final = "[一二三四五六七八九]"
NUMBER: Final = (
    rf"(?:\d{{1,2}}|[零〇]{_ONE_TO_NINE}|廿{_ONE_TO_NINE}?|{_ONE_TO_NINE}?十{_ONE_TO_NINE}?|[零〇一二两三四五六七八九])"
)
YEAR: Final = r"(?:\d{4}|[零〇一二三四五六七八九]{4})"

_DIGITS: Final = {sign: value for value, signs in enumerate(["零〇", *"一二三四五六七八九"]) for sign in signs} | {
    "两": 2
}
_OTHER_WRITINGS: Final = str.maketrans("週點號鐘後兩禮個時", "周点号钟后两礼个时")
_JOINED: Final = (
    ("今晚", "今天晚上"),
    ("明晚", "明天晚上"),
    ("今早", "今天早上"),
    ("明早", "明天早上"),
    ("今夜", "今天晚上"),
)


def even(text: str) -> str:
    """One width, one case, one blank, simplified signs; the first 200 characters, since no moment is longer."""
    plain = unicodedata.normalize("NFKC", text[:200]).lower().translate(_OTHER_WRITINGS)
    for joined, parted in _JOINED:
        plain = plain.replace(joined, parted)
    # 周二十点 is ten o'clock on Tuesday, not twenty.
    apart = re.sub(r"(周|星期|礼拜)([一二三四五六日天])", r"\1\2 ", plain)
    return re.sub(r"\s+", " ", apart).strip()


def number(text: str) -> int:
    """The value of what NUMBER matched."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.replace("廿", "二十").rpartition("十")
    if not ten:
        return _DIGITS[ones[-1]]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def year(text: str) -> int:
    """The value of what YEAR matched."""
    return int(text) if text.isdecimal() else int("".join(str(_DIGITS[sign]) for sign in text))
