"""Wordings with gaps in them: 「{会议}」 becomes the meeting's title when it is used (A6)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

LONGEST: Final = 400  # characters; the board above which it stands is read on a telephone
MOST: Final = 8  # of one node and use: more would not be found again
_GAP: Final = re.compile(r"\{\s*([^{}]*?)\s*\}")
_WIDE: Final = str.maketrans("｛｝", "{}")


class Use(StrEnum):
    INVITATION = "invitation"
    NOTICE = "notice"


class Variable(StrEnum):
    """What may stand in a gap; the value is the word people write."""

    MEETING = "会议"
    KIND = "类型"
    WHEN = "时间"
    PLACE = "地点"
    NODE = "组织"


def even(text: str) -> str:
    """Both kinds of braces as one."""
    return text.translate(_WIDE)


def unknown(text: str) -> list[str]:
    """What stands in a gap and is no variable, in order, each once; a lone brace counts as it stands."""
    found = [name for name in _GAP.findall(text) if name not in set(Variable)]
    rest = _GAP.sub("", text)
    return list(dict.fromkeys([*found, *(brace for brace in "{}" if brace in rest)]))


def needs_meeting(text: str) -> bool:
    """Whether it can be used only where there is a meeting to speak of."""
    return any(name in set(Variable) - {Variable.NODE} for name in _GAP.findall(text))


def filled(text: str, values: Mapping[Variable, str]) -> str:
    """The words with every gap filled. Raises KeyError for a value that is not there."""
    return _GAP.sub(lambda gap: values[Variable(gap[1])], text)
