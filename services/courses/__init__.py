"""The course library, 微党校 (S1): looking up for everybody, keeping it for whoever manages study."""

from services.courses.library import Card, Page, card, choose, get, newest, retire, search
from services.courses.writing import SCRIPT, bring_file, edit, waits_for_file, write

__all__ = [
    "SCRIPT",
    "Card",
    "Page",
    "bring_file",
    "card",
    "choose",
    "edit",
    "get",
    "newest",
    "retire",
    "search",
    "waits_for_file",
    "write",
]
