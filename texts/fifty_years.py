"""What is said about the list of fifty years' standing, to the one who checks it and to nobody else (CARE-04)."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.care_dates import Verdict
from domain.dates import date_words
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.rendering import html, message, plain

FEATURE = "fifty_years"
VERDICTS = tuple(Verdict)  # their numbers are in the buttons


def page(
    branch: str, year: int, names: Sequence[tuple[Member, Verdict | None]], undated: int, list_on: tuple[int, int]
) -> Message:
    """Each name with three taps; the bot has counted years and judges nobody."""
    lines = [
        html(FEATURE, "line", name=one.name, verdict="" if found is None else verdict_name(found))
        for one, found in names
    ]
    words = html(
        FEATURE,
        "page",
        branch=branch,
        year=year,
        lines=lines,
        checked=sum(found is not None and found is not Verdict.OPEN for _, found in names),
        undated=undated,
        month=list_on[0],
        day=list_on[1],
    )
    rows = []
    for one, _ in names:
        fine, not_fitting, unclear = (
            Button(
                plain(FEATURE, "label_verdict", name=one.name, what=verdict_name(each)), Press("cdg", (one.id, number))
            )
            for number, each in enumerate(VERDICTS)
        )
        rows += [(fine,), (not_fitting, unclear)]
    rows.append((Button(plain(FEATURE, "label_day"), Press("cdd")),))
    return Message(words, tuple(rows))


def verdict_name(verdict: Verdict) -> str:
    return plain(FEATURE, "verdict_name", verdict=str(verdict))


def ask_day() -> Message:
    return message(FEATURE, "ask_day")


def usual_days() -> tuple[str, str]:
    return plain(FEATURE, "label_march"), plain(FEATURE, "label_april")


def day_unclear() -> str:
    return html(FEATURE, "day_unclear")


def day_set(on: date, now: datetime) -> Message:
    return message(FEATURE, "day_set", on=date_words(on, now), month=on.month, day=on.day)
