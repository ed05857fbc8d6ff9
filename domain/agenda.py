"""One line of somebody's agenda (S18)."""

from dataclasses import dataclass

from domain.messages import Button


@dataclass(frozen=True, slots=True)
class Item:
    """`html` is one line; the button opens the matter, where one tap can do something about it."""

    html: str
    button: Button | None = None
