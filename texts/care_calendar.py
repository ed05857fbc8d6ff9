"""What is said to leaders about the days ahead, and about the rules of who is visited."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.care_dates import WITH_NUMBER, CareDate, CareRule, DayKind, RuleSetting
from domain.dates import date_words
from domain.messages import Button, Message, Press
from texts.care_dates import own_kind
from texts.rendering import html, message, plain

FEATURE = "care_calendar"
RULES = tuple(CareRule)  # their numbers are in the buttons


def ahead(dates: Sequence[CareDate], counts: Mapping[str, tuple[int, int]], now: datetime) -> Message:
    """Thirty days before: all that is due, in one message. `counts` of a festival: (on the list, somebody goes)."""
    lines = [_line(one, now, counts) for one in dates]
    rows = [(_opening(one, own_kind(one.own)),) for one in dates if one.own is not None]
    if counts:
        rows.append((_press("label_plan", "cdp"),))
    return Message(html(FEATURE, "ahead", lines=lines), tuple(rows))


def calendar(
    branch: str, dates: Sequence[CareDate], opens: Collection[int], now: datetime, *, keeps: bool, checks_fifty: bool
) -> Message:
    """「关怀日历」, the next sixty days."""
    lines = [_line(one, now, {}) for one in dates]
    rows: list[tuple[Button, ...]] = [
        (_opening(one, own_kind(one.own)),) for one in dates if one.own is not None and one.about_id in opens
    ]
    last = [_press("label_plan", "cdp")]
    if keeps:
        last.append(_press("label_rules", "cdr"))
    rows.append(tuple(last))
    if checks_fifty:
        rows.append((_press("label_fifty", "cdf"),))
    return Message(html(FEATURE, "calendar", branch=branch, lines=lines), tuple(rows))


def rules(branch: str, settings: Mapping[CareRule, RuleSetting]) -> Message:
    """Who is on the lists of the two festivals; each rule is one tap, its years another."""
    lines = [html(FEATURE, "rule_line", name=rule_name(rule, one.years), on=one.on) for rule, one in settings.items()]
    rows = []
    for rule, one in settings.items():
        name = rule_name(rule, one.years)
        number = RULES.index(rule)
        row = [Button(plain(FEATURE, "label_off" if one.on else "label_on", name=name), Press("cdt", (number,)))]
        if rule in WITH_NUMBER:
            row.append(Button(plain(FEATURE, "label_years", name=name), Press("cdz", (number,))))
        rows.append(tuple(row))
    rows.append((_press("label_back", "cdc"),))
    return Message(html(FEATURE, "rules", branch=branch, lines=lines), tuple(rows))


def rule_name(rule: CareRule, years: int) -> str:
    return plain(FEATURE, "rule_name", rule=str(rule), years=years)


def ask_years(rule: CareRule) -> Message:
    return message(FEATURE, "ask_years", of_age=rule is not CareRule.STANDING)


def years_unclear() -> str:
    return html(FEATURE, "years_unclear")


def nothing_there() -> str:
    return plain(FEATURE, "nothing_there")


def _line(one: CareDate, now: datetime, counts: Mapping[str, tuple[int, int]]) -> str:
    listed, assigned = counts.get(one.name, (0, 0)) if one.kind is DayKind.FESTIVAL else (0, 0)
    return html(
        FEATURE,
        str(one.kind),
        on=date_words(one.on, now),
        name=one.name,
        own=None if one.own is None else own_kind(one.own),
        listed=listed,
        left=listed - assigned,
    )


def _opening(one: CareDate, what: str) -> Button:
    return Button(plain(FEATURE, "label_open", name=one.name, what=what), Press("cds", (one.about_id,)))


def _press(label: str, action: str) -> Button:
    return Button(plain(FEATURE, label), Press(action))
