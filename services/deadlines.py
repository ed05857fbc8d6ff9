"""Until when something is asked, as a dialogue's step: an evening that is offered, or a day that somebody writes."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.when import Unclear, When, read_when
from services.dialogues import Draft
from texts.dialogues import until_label

EVENING: Final = 20  # what is asked ends at this hour of its last day


def options(now: datetime, ahead: Iterable[timedelta]) -> list[str]:
    """The evenings these spans ahead."""
    return [until_label(_evening((now + span).date(), now), now) for span in ahead]


def read(text: str, now: datetime) -> datetime | None:
    """The moment that is meant, in the evening where no hour is said; None where there is none in it."""
    match read_when(text.removeprefix("到"), now):
        case When(at=at):
            return at
        case Unclear(day=day) if day is not None:
            return _evening(day, now)
        case _:
            return None


def kept(draft: Draft) -> datetime:
    """What the step `until` has put into the draft."""
    return datetime.fromisoformat(str(draft["until"]))


def _evening(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(EVENING), now.tzinfo)
