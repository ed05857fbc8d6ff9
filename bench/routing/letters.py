"""The development data, where it is at hand: letters of citizens with the topic somebody gave them. It never ships."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.processes import ROOT
from domain.concerns import Topic

VARIABLE = "XIAOBAN_ROUTING_DATA"
_USUAL_PLACE = ROOT.parent / "shared" / "data" / "routing"


@dataclass(frozen=True)
class Letter:
    """`title` is what a member would type; `body` is what followed it. `accepted` holds every topic that will do."""

    title: str
    body: str
    topic: Topic
    accepted: frozenset[Topic]
    source: str
    """The file and the label there: what a fair division into parts keeps even."""

    @property
    def by_hand(self) -> bool:
        """Whether a person gave the topic; else it follows from the department that replied."""
        return self.source.startswith("gold")


def directory() -> Path | None:
    """Where the data lies, or None where it is not at hand."""
    place = Path(os.environ.get(VARIABLE, _USUAL_PLACE))
    return place if (place / "topic_gold.dev.jsonl").exists() else None


def labelled(place: Path) -> list[Letter]:
    """The letters with a topic, each title once."""
    found: dict[str, Letter] = {}
    for kind in ("gold", "silver"):
        for row in _rows(place / f"topic_{kind}.dev.jsonl"):
            letter = Letter(
                row["text"],
                row["text_full"].removeprefix(row["text"]),
                Topic(row["topic"]),
                frozenset(map(Topic, row["topic_ok"])),
                f"{kind} {row['src_label']}",
            )
            found.setdefault(letter.title, letter)
    return list(found.values())


def unlabelled(place: Path) -> list[str]:
    """The letters without a topic: title and the beginning."""
    return [row["text_mid"] for row in _rows(place / "unlabelled_requests.dev.jsonl")]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
