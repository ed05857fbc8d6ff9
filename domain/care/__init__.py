"""Care before it is asked for: visits, talks, and whom the organisation has missed (C15 to C19, CARE-05, TALK-01)."""

from domain.care.amounts import names_amount
from domain.care.contact import FEWEST, MISSED_AFTER, Contact, closed_month, is_missed
from domain.care.mourning import MOURNING, mourns_until
from domain.care.talk import (
    LONGEST_NOTE,
    LONGEST_PLACE,
    TALK_NAMES,
    Place,
    Talk,
    TalkState,
    TalkTrigger,
    may_settle,
    may_take,
)
from domain.care.trigger import (
    DEFAULTS,
    LONGEST_BRINGS,
    OF_ONESELF,
    REPORTED,
    TRIGGER_NAMES,
    UNASKED,
    Rule,
    VisitTrigger,
    days_to_go,
    due_on,
    may_report,
)
from domain.care.visit import LONGEST_WORDS, OPEN, Visit, VisitState, Wish, answered

__all__ = [
    "DEFAULTS",
    "FEWEST",
    "LONGEST_BRINGS",
    "LONGEST_NOTE",
    "LONGEST_PLACE",
    "LONGEST_WORDS",
    "MISSED_AFTER",
    "MOURNING",
    "OF_ONESELF",
    "OPEN",
    "REPORTED",
    "TALK_NAMES",
    "TRIGGER_NAMES",
    "UNASKED",
    "Contact",
    "Place",
    "Rule",
    "Talk",
    "TalkState",
    "TalkTrigger",
    "Visit",
    "VisitState",
    "VisitTrigger",
    "Wish",
    "answered",
    "closed_month",
    "days_to_go",
    "due_on",
    "is_missed",
    "may_report",
    "may_settle",
    "may_take",
    "mourns_until",
    "names_amount",
]
