"""A paper before anybody has decided whether it becomes Word, Markdown or a table: blocks in their order."""

from dataclasses import dataclass
from typing import Final, TypeAlias

BLANK: Final = "____"  # what nobody has filled in stays open for a pen (M21)


@dataclass(frozen=True, slots=True)
class Heading:
    """`chapter` begins on a new page."""

    text: str
    chapter: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what belongs to them, two columns."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """Room for signatures, one line each (REC-02)."""

    labels: tuple[str, ...]


Block: TypeAlias = Heading | Paragraph | Facts | Grid | Signing


@dataclass(frozen=True, slots=True)
class Paper:
    """One document on A4."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
