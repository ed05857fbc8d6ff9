"""Cards of offices and policies: those that ship (`resources.toml`, `policy_cards.toml`), and how a card reads."""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from domain.concerns import Topic
from domain.directory import PolicyCard, ResourceCard, is_stale
from domain.hotlines import Line
from texts.hotlines import directory
from texts.rendering import html, plain

FEATURE = "cards"


def resources() -> list[ResourceCard]:
    """The national lines; where a place has a number of its own for one, that one."""
    return [_resource(entry) for entry in _entries("resources.toml")]


@cache
def policies() -> tuple[PolicyCard, ...]:
    return tuple(
        PolicyCard(
            entry["name"],
            tuple(Topic(topic) for topic in entry["topics"]),
            entry["for_whom"],
            entry["how"],
            entry["basis"],
            entry["source"],
            entry["checked_on"],
            tuple(entry["keywords"]),
        )
        for entry in _entries("policy_cards.toml")
    )


def resource(card: ResourceCard, now: datetime) -> str:
    """One office as HTML."""
    return html(
        FEATURE, "resource", card=card, checked=_day(card.checked_on), stale=is_stale(card.checked_on, now.date())
    )


def policy(card: PolicyCard, now: datetime) -> str:
    """One policy in plain words, to go into a reply."""
    return plain(
        FEATURE, "policy", card=card, checked=_day(card.checked_on), stale=is_stale(card.checked_on, now.date())
    )


@cache
def _entries(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["card"])


def _resource(entry: dict[str, Any]) -> ResourceCard:
    line = directory[Line(entry["line"])] if "line" in entry else None
    return ResourceCard(
        name=entry["name"],
        purpose=entry["purpose"],
        call=line.number if line is not None else entry["call"],
        hours=line.hours if line is not None else "",
        place="",
        source=entry["source"],
        checked_on=line.checked_on if line is not None else entry["checked_on"],
        keywords=tuple(entry["keywords"]),
        everywhere=entry.get("everywhere", True),
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
