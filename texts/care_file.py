"""Visits, talks and contacts as they stand in a member's own file: plain sentences."""

from datetime import date, datetime

from domain.care import TRIGGER_NAMES, Contact, Talk, Visit
from domain.dates import date_words, moment_words
from texts.rendering import plain

FEATURE = "care_file"


def name() -> str:
    """Under which name it stands."""
    return plain(FEATURE, "name")


def visit(found: Visit, title: str | None, words: str | None, note: object, now: datetime) -> str:
    """`note` has how, promise and next_step."""
    return plain(
        FEATURE,
        "visit",
        reported=moment_words(found.reported_at, now),
        trigger=TRIGGER_NAMES[found.trigger],
        wish=None if found.wish is None else str(found.wish),
        title=title,
        due=_day(found.due, now),
        went=_day(found.went_on, now),
        words=words,
        note=note,
        next_on=_day(found.next_on, now),
        done=found.next_done,
    )


def talk(found: Talk, title: str | None, now: datetime) -> str:
    at = moment_words(found.starts_at, now) if found.held_on is None else date_words(found.held_on, now)
    state = plain(FEATURE, f"talk_{found.state}")
    return plain(FEATURE, "talk", title=title, state=state, at=at, note=found.noted_by is not None)


def contact(how: Contact, title: str | None, on: date, now: datetime) -> str:
    return plain(FEATURE, "contact", how=plain(FEATURE, f"how_{how}"), title=title, on=date_words(on, now))


def ask(title: str | None, at: datetime, now: datetime) -> str:
    return plain(FEATURE, "ask", title=title, at=moment_words(at, now))


def mourning(until: date, now: datetime) -> str:
    return plain(FEATURE, "mourning", until=date_words(until, now))


def _day(day: date | None, now: datetime) -> str | None:
    return None if day is None else date_words(day, now)
