"""The teacher pool 师资库 (S2): who would teach, asking them, and what the audience says without names."""

from services.teachers.answering import Settled, as_meeting, cancel, decline, say_yes, take_other_time
from services.teachers.asking import ASKING, OTHER_TIME, ask, other_time
from services.teachers.entering import ADDING, OFFERING, add, offer
from services.teachers.opinions import SPOKEN, Heard, NotNow, SaidBefore, ask_audience, say_opinion
from services.teachers.pool import Card, Page, card, names, page, withdraw

__all__ = [
    "ADDING",
    "ASKING",
    "OFFERING",
    "OTHER_TIME",
    "SPOKEN",
    "Card",
    "Heard",
    "NotNow",
    "Page",
    "SaidBefore",
    "Settled",
    "add",
    "as_meeting",
    "ask",
    "ask_audience",
    "cancel",
    "card",
    "decline",
    "names",
    "offer",
    "other_time",
    "page",
    "say_opinion",
    "say_yes",
    "take_other_time",
    "withdraw",
]
