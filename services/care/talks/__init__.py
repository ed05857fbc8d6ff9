"""Heart-to-heart talks: asking for one, settling it, and that it took place (C15, C16)."""

from services.care.talks.booking import OTHER_TIME, SCRIPT, begin, invite, other_time
from services.care.talks.coverage import Coverage, coverage
from services.care.talks.keeping import NOTE
from services.care.talks.page import Page, page

__all__ = [
    "NOTE",
    "OTHER_TIME",
    "SCRIPT",
    "Coverage",
    "Page",
    "begin",
    "coverage",
    "invite",
    "other_time",
    "page",
]
