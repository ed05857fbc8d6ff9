"""What is said about the lists of 春节 and 七一: who is on them, who goes, how far it is. Never an amount."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.care_dates import CareRule, Festival
from domain.dates import date_words
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.care_calendar import rule_name
from texts.rendering import html, message, plain

FEATURE = "festivals"


class Plan(Protocol):
    """A list, as it is stored."""

    @property
    def id(self) -> int: ...
    @property
    def festival(self) -> Festival: ...
    @property
    def on(self) -> date: ...


class Line(Protocol):
    """One person on a list, as `services.care_dates.festivals.Line` has it."""

    @property
    def member(self) -> Member: ...
    @property
    def reasons(self) -> Sequence[CareRule]: ...
    @property
    def visitor(self) -> Member | None: ...
    @property
    def done(self) -> bool: ...
    @property
    def gone(self) -> bool: ...


def page(
    branch: str,
    plan: Plan,
    lines: Sequence[Line],
    counts: tuple[int, int, int],
    years: Mapping[CareRule, int],
    now: datetime,
    *,
    unknown: int,
    number: int,
    more: bool,
) -> Message:
    """`counts`: on the list, somebody goes, somebody has been there."""
    listed, assigned, done = counts
    words = html(
        FEATURE,
        "plan",
        branch=branch,
        festival=str(plan.festival),
        on=date_words(plan.on, now),
        lines=[_line(one, years) for one in lines],
        listed=listed,
        assigned=assigned,
        done=done,
        unknown=unknown,
    )
    open_ones = [one for one in lines if one.visitor is None and not one.done and not one.gone]
    buttons = [
        Button(plain(FEATURE, "label_who", name=one.member.name), Press("cdv", (plan.id, one.member.id)))
        for one in open_ones
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if assigned < listed:
        rows.append((Button(plain(FEATURE, "label_all"), Press("cdl", (plan.id,))),))
    turning = [Button(plain(FEATURE, "label_before"), Press("cdp", (number - 1,)))] if number else []
    if more:
        turning.append(Button(plain(FEATURE, "label_further"), Press("cdp", (number + 1,))))
    if turning:
        rows.append(tuple(turning))
    rows.append((Button(plain(FEATURE, "label_back"), Press("cdc")),))
    return Message(words, tuple(rows))


def visitors(plan_id: int, about: Member, them: Sequence[Member]) -> Message:
    """Who goes to this one; the first is proposed."""
    buttons = [
        Button(plain(FEATURE, "label_visitor", name=one.name), Press("cdk", (plan_id, about.id, one.id)))
        for one in them
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return Message(
        html(FEATURE, "visitors", name=about.name, proposed=them[0].name if them else None),
        (*rows, (Button(plain(FEATURE, "label_list"), Press("cdp")),)),
    )


def not_yet(on: date, from_day: date, now: datetime) -> Message:
    return message(FEATURE, "not_yet", on=date_words(on, now), from_day=date_words(from_day, now))


def _line(one: Line, years: Mapping[CareRule, int]) -> str:
    return html(
        FEATURE,
        "line",
        name=one.member.name,
        reasons="、".join(rule_name(rule, years[rule]) for rule in one.reasons),
        visitor=None if one.visitor is None else one.visitor.name,
        done=one.done,
        gone=one.gone,
    )
