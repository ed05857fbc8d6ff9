"""What a text is about and whether somebody is in danger: the one entrance to both."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from domain.concerns import Concern, Danger, DangerLevel, Topic, Urgency, calibration, counting, lexicon, urgency
from domain.concerns.counting import NO_LESSONS, Lessons
from domain.concerns.danger import judge
from domain.concerns.deciding import Router
from domain.concerns.normalising import tidy
from services import segmenting, simplifying

_NO_WORDS: Final[Mapping[str, Topic]] = MappingProxyType({})
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Understanding:
    concern: Concern
    danger: Danger


def load() -> None:
    """Read all tables and dictionaries, about a second: for a thread at start (L15). Once is enough."""
    with _loading:
        segmenting.load()
        simplifying.load()
        router()
        judge("")


def understand(text: str, *, words: Mapping[str, Topic] = _NO_WORDS, lessons: Lessons | None = None) -> Understanding:
    """Understand a text as somebody typed it. `words` are a branch's own.

    Danger is judged on the raw characters and knows nothing of topics; what calls a human is urgent. No word of
    danger is ever named as a reason.
    """
    danger = judge(text)
    tidied = tidied_text(text)
    concern = router().concern(tidied, segmenting.cut(tidied), words=words, lessons=lessons or NO_LESSONS)
    if danger.level is not DangerLevel.NONE:
        harmless = tuple(word for word in concern.because if judge(word).level is DangerLevel.NONE)
        concern = replace(concern, because=harmless)
    if danger.calls_human:
        concern = replace(concern, urgency=Urgency.URGENT)
    return Understanding(concern, danger)


def tidied_text(text: str) -> str:
    """The text as all its parts are compared: one width, no blanks inside words, simplified characters."""
    return tidy(text, simplifying.simplified)


@cache
def router() -> Router:
    """The tables that ship, read once."""
    return Router(
        lexicon=lexicon.read(_shipped("lexicon.txt")),
        counts=counting.read(_shipped("counts.txt")),
        calibration=calibration.read(_shipped("calibration.json")),
        phrases=urgency.read(_shipped("urgency.txt")),
    )


def _shipped(name: str) -> str:
    return (resources.files("services") / "routing" / name).read_text("utf-8")
