"""Is somebody in danger? Read from the raw characters of a text, apart from everything else the router does.

Three levels (C9). Phrases alone say EXPLICIT and IMMINENT; negation clears nothing, since most who write
「我没有想自杀」 have thought of it, and a third person counts. A weak cue calls a human where a second opinion, a
linear model over characters, agrees. A miss is worse than a false alarm, which costs one kind question too many.
"""

import re
from collections.abc import Set
from typing import Final

from domain.concerns.danger.harmless import HARMLESS, LIKEWISE
from domain.concerns.danger.illness import ILLNESS
from domain.concerns.danger.imminent import IMMINENT
from domain.concerns.danger.leaving import LEAVING
from domain.concerns.danger.opinion import Opinion, shipped
from domain.concerns.danger.phrases import BREAK
from domain.concerns.danger.violence import VIOLENCE
from domain.concerns.danger.weak import DESPAIR, FAINT, HINTS, NAMED
from domain.concerns.danger.wish import GONE, HARM, WISH
from domain.concerns.danger.writing import readings
from domain.concerns.topics import Danger, DangerLevel

__all__ = ["judge", "meant"]

# Log-odds in hundredths that call somebody, chosen on messages and ordinary posts the weights had not seen. Ordinary
# talk seldom despairs of life, so that half an agreement is enough there; it scolds and jokes with death every day.
ASKED: Final = ((DESPAIR, -100), (HINTS, -200), (NAMED, 75), (FAINT, 75))

_EXPLICIT: Final = (WISH, GONE, LEAVING, HARM, VIOLENCE, ILLNESS)


def judge(text: str, opinion: Opinion | None = None) -> Danger:
    """The gravest thing `text` says, in any way of reading it. Takes any string, never raises.

    `opinion` stands in for the second opinion that ships: for measuring on messages it has not seen.
    """
    second = opinion or shipped()
    return max((_judge(reading, second) for reading in readings(text)), key=lambda it: (it.calls_human, it.level))


def meant(reading: str) -> str:
    """`reading` without what only sounds like danger."""
    return HARMLESS.sub(BREAK, reading)


def _judge(reading: str, opinion: Opinion) -> Danger:
    said = meant(reading)
    if IMMINENT.search(said):
        return Danger(DangerLevel.IMMINENT, calls_human=True)
    if LIKEWISE.search(reading) or any(phrases.search(said) for phrases in _EXPLICIT):
        return Danger(DangerLevel.EXPLICIT, calls_human=True)
    if any(opinion.alarm(said, _clauses_with(cues, said)) > enough for cues, enough in ASKED):
        return Danger(DangerLevel.WEAK, calls_human=True)
    is_cue = DESPAIR.search(said) or NAMED.search(said)
    return Danger(DangerLevel.WEAK if is_cue else DangerLevel.NONE, calls_human=False)


def _clauses_with(phrases: re.Pattern[str], said: str) -> Set[int]:
    """The numbers of the clauses in which one of `phrases` ends."""
    return {said.count(BREAK, 0, found.end()) for found in phrases.finditer(said)}
