"""What a text shows of itself to the counts: its words, and each two neighbouring characters."""

import re
from collections.abc import Iterable

_RUN = re.compile("[\u3400-\u9fff]+")
_MASKED = re.compile(r"[A-Z]\d*[市区县州]")  # a letter for a place, as public letters mask it: it says nothing

BIGRAM = "~"
"""Marks a pair of characters, so that it is never taken for a word."""


def without_masks(text: str) -> str:
    """A tidied text whose masked places are gaps."""
    return _MASKED.sub(" ", text)


def is_word(sign: str) -> bool:
    """Whether people would call it a word: two Chinese characters at least."""
    return not sign.startswith(BIGRAM) and len(sign) > 1 and _RUN.fullmatch(sign) is not None


def signs(text: str, cut: Iterable[str]) -> frozenset[str]:
    """The words among the pieces that `text` was cut into, and its pairs of characters."""
    pairs = (BIGRAM + run[at : at + 2] for run in _RUN.findall(text) for at in range(len(run) - 1))
    return frozenset(pairs).union(filter(is_word, cut))
