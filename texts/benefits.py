"""Hints of what an age or a standing may open (`benefit_cards.toml`); a human verifies each on the spot."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from domain import care_dates as rules
from domain.care_dates import Benefit
from domain.directory import is_stale
from domain.messages import Message
from texts.rendering import html

FEATURE = "benefits"


@cache
def benefits() -> tuple[Benefit, ...]:
    entries = tomllib.loads(Path(__file__).with_name("benefit_cards.toml").read_text("utf-8"))["card"]
    return tuple(
        Benefit(
            entry["name"],
            entry["how"],
            entry["basis"],
            entry["source"],
            entry["checked_on"],
            entry.get("from_age"),
            entry.get("pre_1949", False),
        )
        for entry in entries
    )


def fitting(age: int | None, *, joined_before_1949: bool) -> list[Benefit]:
    """Those that may concern a member."""
    return rules.fitting(benefits(), age, joined_before_1949=joined_before_1949)


def cards(found: Sequence[Benefit], now: datetime) -> Message:
    """Each with its source and the day it was checked."""
    lines = [html(FEATURE, "card", card=one, stale=is_stale(one.checked_on, now.date())) for one in found]
    return Message(html(FEATURE, "cards", lines=lines))
