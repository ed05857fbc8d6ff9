"""Sums of money have no place in what is written down about a visit (C18)."""

import re
import unicodedata
from typing import Final

_NUMBER: Final = r"[\d一二两三四五六七八九十百千万几]"
_AMOUNT: Final = re.compile(rf"[¥￥$]\s*\d|{_NUMBER}[\d.,]*\s*(?:元(?![旦里])|块(?:钱)?(?![蛋豆腐地布])|万元|RMB|rmb)")


def names_amount(text: str) -> bool:
    """Whether a text names a sum: `500元`, `￥300`, `两百块钱`; `元旦` and `一块蛋糕` are none."""
    return _AMOUNT.search(unicodedata.normalize("NFKC", text)) is not None
