"""How a request ends: the asker confirms, or is silent; and what is asked once at the end (H20, H22)."""

from datetime import datetime, timedelta
from typing import Final

from domain.concerns import DangerLevel, Urgency
from domain.concerns.danger import judge
from domain.requests.request import HelpRequest, Medium, Outcome, RequestStatus

CLOSES_AFTER: Final = timedelta(days=7)  # of silence
REMINDED_AFTER: Final = timedelta(days=4)
FORGOTTEN_AFTER: Final = timedelta(days=180)  # PRV-08: the words of a closed request
FILE_BYTES: Final = 20 * 1024 * 1024  # H15

SOLVED, PARTLY, NOT_SOLVED, SKIPPED = 3, 2, 1, 0

_DEATHS: Final = (
    "去世",
    "过世",
    "离世",
    "逝世",
    "病逝",
    "病故",
    "身故",
    "丧事",
    "后事",
    "追悼",
    "遗体",
    "火化",
    "殡仪",
    "走了以后",
)


def speaks_of_death(text: str) -> bool:
    return any(word in text for word in _DEATHS)


def may_be_asked(request: HelpRequest, words: str) -> bool:
    """Whether the satisfaction question is asked: after a confirmed end alone, never after danger or death (H22).

    `words` is everything the asker wrote about it. What was urgent is left alone, and so is a mere cue of danger.
    """
    return (
        request.outcome is Outcome.CONFIRMED
        and request.medium is not Medium.CARE
        and request.urgency is not Urgency.URGENT
        and not speaks_of_death(words)
        and judge(words).level is DangerLevel.NONE
    )


def is_asked(request: HelpRequest) -> bool:
    """Whether the question stands open; its answer, and being spared it, is a number."""
    return request.status is RequestStatus.CLOSED and request.outcome is Outcome.CONFIRMED and request.rating is None


def to_be_reminded(request: HelpRequest, now: datetime) -> bool:
    """Once for each time it is said to be done."""
    if request.resolved_at is None or now - request.resolved_at < REMINDED_AFTER:
        return False
    return request.reminded_at is None or request.reminded_at < request.resolved_at
