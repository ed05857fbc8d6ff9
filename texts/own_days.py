"""「我的日子」: what comes to a member by itself, the days they put in, and the questions about a new one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.care_dates import Benefit, Born, OwnDay, Said, YearlyDay
from domain.dates import date_words
from domain.messages import Button, Message, Press, Rows
from texts.care_dates import SAYINGS, SHARED, born_words, day_words, own_name, press
from texts.rendering import html, message, plain

FEATURE = "own_days"


class MyPage(Protocol):
    """「我的日子」 as `services.care_dates.mine.Mine` has it."""

    @property
    def joined(self) -> date | None: ...
    @property
    def wants_anniversary(self) -> bool: ...
    @property
    def born(self) -> Born | None: ...
    @property
    def said(self) -> frozenset[Said]: ...
    @property
    def in_group(self) -> bool: ...
    @property
    def days(self) -> Sequence[tuple[OwnDay, date]]: ...
    @property
    def benefits(self) -> Sequence[Benefit]: ...


def my_days(mine: MyPage, now: datetime) -> Message:
    """「我的日子」: what comes by itself and what they put in, each with its one tap."""
    words = html(
        FEATURE,
        "my_days",
        joined=None if mine.joined is None else f"{mine.joined.month}月{mine.joined.day}日",
        wants_anniversary=mine.wants_anniversary,
        in_group=mine.in_group,
        with_years=Said.WITH_YEARS in mine.said,
        born=None if mine.born is None else born_words(mine.born),
        no_birthday=Said.NO_BIRTHDAY in mine.said,
        no_visit=Said.NO_VISIT in mine.said,
        days=[(number, _line(one, on, now), one.with_leader) for number, (one, on) in enumerate(mine.days, 1)],
    )
    return Message(words, (*_own_rows(mine), *_switches(mine), *_further(mine)))


def my_days_toast() -> str:
    return plain(FEATURE, "my_days_toast")


def ask_kind() -> Message:
    return message(FEATURE, "ask_kind")


def ask_words() -> Message:
    return message(FEATURE, "ask_words")


def words_too_long(most: int) -> str:
    return html(FEATURE, "words_too_long", most=most)


def ask_day() -> Message:
    return message(FEATURE, "ask_day")


def day_unclear() -> str:
    return html(FEATURE, "day_unclear")


def ask_often(day: YearlyDay, on: date | None, now: datetime) -> Message:
    return message(FEATURE, "ask_often", day=day_words(day), on=None if on is None else date_words(on, now))


def how_often() -> tuple[str, str]:
    """(once, every year), as they are pressed or typed."""
    return plain(FEATURE, "label_once"), plain(FEATURE, "label_yearly")


def often_unclear() -> str:
    return html(FEATURE, "often_unclear")


def ask_who() -> Message:
    return message(FEATURE, "ask_who")


def who_may_know() -> tuple[str, str]:
    """(only oneself, also the leader), as they are pressed or typed."""
    return plain(FEATURE, "label_only_me"), plain(FEATURE, "label_leader_too")


def who_unclear() -> str:
    return html(FEATURE, "who_unclear")


def day_added(own: OwnDay, on: date, now: datetime) -> Message:
    words = html(FEATURE, "day_added", line=_line(own, on, now), with_leader=own.with_leader)
    return Message(words, ((_press("label_my_days", "cdm"),),))


def too_many_days() -> Message:
    return message(FEATURE, "too_many_days")


def opened(own: OwnDay, name: str) -> str:
    """What a member let their leader know, in the short answer to a press."""
    return plain(FEATURE, "opened", name=name, what=own_name(own))


def _line(own: OwnDay, on: date, now: datetime) -> str:
    return html(
        FEATURE,
        "line",
        name=own_name(own),
        on=date_words(on, now),
        lunar=day_words(own.day) if own.day.lunar else None,
        yearly=own.year is None,
    )


def _own_rows(mine: MyPage) -> list[tuple[Button, ...]]:
    rows = []
    for number, (one, _) in enumerate(mine.days, 1):
        row = [Button(plain(FEATURE, "label_drop", number=number), Press("cdx", (one.id,)))]
        if one.with_leader:
            row.append(Button(plain(FEATURE, "label_only_mine", number=number), Press("cdo", (one.id,))))
        rows.append(tuple(row))
    return rows


def _switches(mine: MyPage) -> Rows:
    """One button for each thing that comes by itself."""
    rows: list[tuple[Button, ...]] = []
    if mine.joined is not None:
        wants = mine.wants_anniversary
        rows.append((_press("label_no_anniversary" if wants else "label_anniversary", "cda", int(not wants)),))
        if wants:
            row = [_press("label_group_no" if mine.in_group else "label_group_from_now", "cdh", int(not mine.in_group))]
            if mine.in_group:
                with_years = Said.WITH_YEARS in mine.said
                row.append(
                    _said("label_years_no" if with_years else "label_years_yes", Said.WITH_YEARS, not with_years)
                )
            rows.append(tuple(row))
    spared = Said.NO_BIRTHDAY in mine.said, Said.NO_VISIT in mine.said
    rows.append(
        (
            _said("label_birthday" if spared[0] else "label_no_birthday", Said.NO_BIRTHDAY, not spared[0]),
            _said("label_visit" if spared[1] else "label_no_visit", Said.NO_VISIT, not spared[1]),
        )
    )
    return tuple(rows)


def _further(mine: MyPage) -> Rows:
    row = [_press("label_add", "cdn"), _press("label_born", "cdi")]
    return (tuple(row), (_press("label_benefits", "cdb"),)) if mine.benefits else (tuple(row),)


def _said(label: str, what: Said, stands: bool) -> Button:
    return _press(label, "cdw", SAYINGS.index(what), int(stands))


def _press(label: str, action: str, *args: int) -> Button:
    if label in SHARED:
        return press(label, action, *args)
    return Button(plain(FEATURE, label), Press(action, args))
