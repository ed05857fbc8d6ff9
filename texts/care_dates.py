"""What is said to a member on their day and about their birth; and the one word in the group."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.care_dates import Benefit, Born, OwnDay, OwnKind, Said, YearlyDay
from domain.dates import date_words
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.rendering import html, message, plain

FEATURE = "care_dates"
SAYINGS = tuple(Said)  # their numbers are in the buttons
SHARED = frozenset(
    {
        "label_group_no",
        "label_years_yes",
        "label_years_no",
        "label_no_anniversary",
        "label_no_birthday",
        "label_benefits",
    }
)  # labels that stand under a greeting and on 「我的日子」
_LUNAR_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_NUMERALS = "一二三四五六七八九十"


class Morning(Protocol):
    """What one morning holds, as `services.care_dates.greeting.OfADay` has it."""

    @property
    def anniversary(self) -> bool: ...
    @property
    def standing(self) -> int | None: ...
    @property
    def birthday(self) -> bool: ...
    @property
    def tomorrow(self) -> tuple[OwnDay, ...]: ...


def greeting(found: Morning, hints: Sequence[Benefit], now: datetime, *, day: date, in_group: bool) -> Message:
    """The morning of a day of theirs; one tap to share it with the group, one never to hear of it again."""
    words = html(
        FEATURE,
        "greeting",
        anniversary=found.anniversary,
        standing=found.standing,
        birthday=found.birthday,
        tomorrow=[(own_name(one), date_words(day.fromordinal(day.toordinal() + 1), now)) for one in found.tomorrow],
    )
    rows: list[tuple[Button, ...]] = []
    if found.anniversary:
        if in_group:
            rows.append((press("label_group_no", "cdh", 0),))
        else:
            rows.append((press("label_group_yes", "cdy", day.toordinal()),))
        rows.append((press("label_no_anniversary", "cda", 0),))
    if found.birthday:
        rows.append((press("label_no_birthday", "cdw", SAYINGS.index(Said.NO_BIRTHDAY), 1),))
        if hints:
            rows.append((press("label_benefits", "cdb"),))
    return Message(words, tuple(rows))


def in_group(member: Member, standing: int | None) -> Message:
    """The one word in the group; the years only where the member wants them said."""
    return message(FEATURE, "in_group", name=member.name, standing=standing)


def taken_back_in_group() -> Message:
    return message(FEATURE, "taken_back_in_group")


def agreed(*, with_years: bool) -> Message:
    """In the place of the greeting: the group hears of it."""
    label = "label_years_no" if with_years else "label_years_yes"
    years = press(label, "cdw", SAYINGS.index(Said.WITH_YEARS), 0 if with_years else 1)
    return Message(html(FEATURE, "agreed"), ((years,), (press("label_group_no", "cdh", 0),)))


def too_late() -> str:
    return plain(FEATURE, "too_late")


def own_kind(kind: OwnKind) -> str:
    return plain(FEATURE, "own_kind", kind=str(kind))


def ask_born(*, keeps: bool) -> Message:
    return message(FEATURE, "ask_born", keeps=keeps)


def born_unclear() -> str:
    return html(FEATURE, "born_unclear")


def nobody_or_several(name: str, count: int) -> str:
    return html(FEATURE, "nobody_or_several", name=name, count=count)


def born_written(about: Member, born: Born | None, *, own: bool) -> Message:
    """What is known now, to whoever wrote it."""
    return message(FEATURE, "born_written", name=about.name, born=None if born is None else born_words(born), own=own)


def born_words(born: Born) -> str:
    """`1946年5月3日`, `农历1946年闰四月初三`, or the year alone."""
    if born.day is None:
        return f"{born.year}年"
    if born.day.lunar:
        return f"农历{born.year}年{day_words(born.day).removeprefix('农历')}"
    return f"{born.year}年{day_words(born.day)}"


def day_words(day: YearlyDay) -> str:
    """`5月3日`, `农历闰四月初三`."""
    if not day.lunar:
        return f"{day.month}月{day.day}日"
    return f"农历{'闰' if day.leap else ''}{_LUNAR_MONTHS[day.month - 1]}月{_lunar_day(day.day)}"


def _lunar_day(day: int) -> str:
    tens, ones = divmod(day - 1, 10)
    if day == 20:
        return "二十"
    if day == 30:
        return "三十"
    return f"{'初十廿'[tens]}{_NUMERALS[ones]}"


def own_name(own: OwnDay) -> str:
    """What it is called: by their own words, else by its kind."""
    return own.words or own_kind(own.kind)


def press(label: str, action: str, *args: int) -> Button:
    """A button of this page; 「我的日子」 has some of them too."""
    return Button(plain(FEATURE, label), Press(action, args))
