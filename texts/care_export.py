"""What of the care calendar stands in a member's own file, a line each."""

from collections.abc import Sequence
from datetime import date

from domain.care_dates import CareRule, Festival, OwnDay, Said, Verdict
from texts.care_dates import day_words, own_kind
from texts.fifty_years import verdict_name
from texts.rendering import plain

FEATURE = "care_export"


def name() -> str:
    return plain(FEATURE, "name")


def born(words: str) -> str:
    return plain(FEATURE, "born", words=words)


def own_day(own: OwnDay) -> str:
    return plain(
        FEATURE,
        "own_day",
        name=own.words or own_kind(own.kind),
        day=day_words(own.day),
        year=own.year,
        with_leader=own.with_leader,
    )


def said(what: Said) -> str:
    return plain(FEATURE, "said", what=str(what))


def congratulated(on: date) -> str:
    return plain(FEATURE, "congratulated", on=_day(on))


def on_list(festival: Festival, on: date, reasons: Sequence[CareRule]) -> str:
    why = [plain(FEATURE, "reason", rule=str(rule)) for rule in reasons]
    return plain(FEATURE, "on_list", festival=str(festival), on=_day(on), why="、".join(why))


def checked(year: int, verdict: Verdict) -> str:
    return plain(FEATURE, "checked", year=year, verdict=verdict_name(verdict))


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
