"""The same text however it was typed: widths, blanks and marks inside words, traditional characters."""

import re
import unicodedata
from collections.abc import Callable

_HAN = "\u3400-\u9fff"
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")

# 老 伴 住-院: a blank or a light mark between two characters belongs to the typing, not to the sentence.
_LIGHT = re.compile(rf"(?<=[{_HAN}])[\s.·・\-_*~|/\\'\"`^+=#]+(?=[{_HAN}])")

# 住，院，了: a comma after every character, three characters and more. Between whole words a comma is left alone.
_SPELT_OUT = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:[,，、。.;；:：!！…]+[{_HAN}])+(?![{_HAN}])")
_HEAVY = re.compile(r"[,，、。.;；:：!！…]+")


def tidy(text: str, simplified: Callable[[str], str]) -> str:
    """The text as it is compared with words. `simplified` turns traditional characters into simplified ones."""
    flat = _LIGHT.sub("", _UNSEEN.sub("", unicodedata.normalize("NFKC", text)))
    return simplified(_SPELT_OUT.sub(_joined, flat)).strip()


def _joined(spelt: re.Match[str]) -> str:
    run = spelt.group()
    return _HEAVY.sub("", run) if sum(not _HEAVY.fullmatch(mark) for mark in run) > 2 else run
