"""Meetings that come again on fixed days (固定会期), and what becomes of one that falls on a holiday (M28, MTG-05).

Which days a rule names is worked out in `services/recurring.py`.
"""

from domain.series.placing import Occurrence, Why, is_holiday, placed, schedule
from domain.series.rule import LAST, Every, OnHoliday, Rule, RuleProblem, read_rule, rule_of
from domain.series.series import (
    LONGEST_AHEAD,
    USUAL_AHEAD,
    Series,
    SeriesPlan,
    SeriesState,
    Shown,
    announces_at,
    starts_at,
)

__all__ = [
    "LAST",
    "LONGEST_AHEAD",
    "USUAL_AHEAD",
    "Every",
    "Occurrence",
    "OnHoliday",
    "Rule",
    "RuleProblem",
    "Series",
    "SeriesPlan",
    "SeriesState",
    "Shown",
    "Why",
    "announces_at",
    "is_holiday",
    "placed",
    "read_rule",
    "rule_of",
    "schedule",
    "starts_at",
]
