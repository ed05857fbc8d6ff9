"""Two grounds, and what is written on them. Whatever must be read has a contrast of 4.5 or more (WCAG 2, AA)."""

from dataclasses import dataclass
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """`ink` is for words, `quiet` for the note below, `accent` for what counts; `rule` only guides the eye."""

    ground: Colour
    ink: Colour
    quiet: Colour
    accent: Colour
    rule: Colour


LIGHT = Palette(
    ground=(255, 252, 246), ink=(31, 35, 40), quiet=(87, 83, 78), accent=(176, 42, 32), rule=(236, 226, 210)
)
DARK = Palette(
    ground=(23, 33, 43), ink=(243, 244, 246), quiet=(184, 196, 206), accent=(255, 178, 102), rule=(45, 59, 73)
)
