"""Pictures as facts: what a chart shows. They draw themselves nowhere; delivery has them drawn just before it sends."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, TypeAlias

MOST_ROWS = 16
MOST_MARKS = 14  # thirteen weeks are ninety days


@dataclass(frozen=True, slots=True)
class Bars:
    """One bar a row, from the top down: (label, count); `unit` is said behind each count, `note` under the chart."""

    title: str
    rows: tuple[tuple[str, int], ...]
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Faces:
    """A member's own answers, oldest first: (day, mark), the mark from 1 (low) to 5 (high)."""

    title: str
    marks: tuple[tuple[date, int], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that opens the private chat with the payload `start`; large, for a screen that a room looks at.

    `link` is empty until delivery, which alone knows our name, has `addressed` it.
    """

    title: str
    start: str
    note: str = ""
    link: str = ""


Spec: TypeAlias = Bars | Faces | Code


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, for light or for dark surroundings."""

    spec: Spec
    dark: bool = False

    def turned(self) -> "Picture":
        """The same chart on the other ground."""
        return replace(self, dark=not self.dark)


def addressed(picture: Picture, link: Callable[[str], str]) -> Picture:
    """The picture with its link where it has one; `link` makes a whole one of a start payload."""
    spec = picture.spec
    return replace(picture, spec=replace(spec, link=link(spec.start))) if isinstance(spec, Code) else picture


def packed(picture: Picture) -> dict[str, Any]:
    """As JSON: {"kind": "bars" | "faces" | "code", "dark": bool, ... the fields of the chart, days as 2026-07-01}."""
    spec = picture.spec
    facts = asdict(spec)
    match spec:
        case Bars():
            facts |= {"kind": "bars", "rows": [list(row) for row in spec.rows]}
        case Faces():
            facts |= {"kind": "faces", "marks": [[day.isoformat(), mark] for day, mark in spec.marks]}
        case Code():
            facts |= {"kind": "code"}
    return facts | {"dark": picture.dark}


def unpacked(facts: Mapping[str, Any]) -> Picture:
    """Back from JSON. Raises KeyError, TypeError or ValueError where it is none of ours."""
    return Picture(_spec(facts), dark=bool(facts["dark"]))


def _spec(facts: Mapping[str, Any]) -> Spec:
    title, note = str(facts["title"]), str(facts["note"])
    match facts["kind"]:
        case "bars":
            rows = tuple((str(label), int(count)) for label, count in facts["rows"])
            return Bars(title, rows, str(facts["unit"]), note)
        case "faces":
            marks = tuple((date.fromisoformat(day), int(mark)) for day, mark in facts["marks"])
            return Faces(title, marks, note)
        case "code":
            return Code(title, str(facts["start"]), note, str(facts["link"]))
        case other:
            raise ValueError(f"no such picture: {other}")
