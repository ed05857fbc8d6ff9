"""What is said of those left out of 应到: to the secretary, and to the member."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.dates import date_words
from domain.members import Member
from domain.messages import Button, Message, Press
from domain.quorum import Deduction, ExclusionClass
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "deductions"


def class_words(class_: ExclusionClass) -> str:
    return plain(FEATURE, f"class_{int(class_)}")


def listed(entries: Sequence[tuple[int, Deduction, str]], now: datetime) -> Message:
    """(number of the line, what it says, name)."""
    lines = [plain(FEATURE, "line", name=name, **_facts(deduction, now)) for _, deduction, name in entries]
    rows = [
        (Button(shortened(plain(FEATURE, "label_end", name=name)), Press("dee", (number,))),)
        for number, _, name in entries
    ]
    add = (Button(plain(FEATURE, "label_add"), Press("dea")),)
    return Message(html(FEATURE, "listed", lines=lines), (*rows, add))


def _facts(deduction: Deduction, now: datetime) -> dict[str, str]:
    return {
        "class_words": class_words(deduction.exclusion_class),
        "agreed": _day(deduction.superior_agreed_on, now),
        "adopted": _day(deduction.adopted_on, now),
    }


def _day(day: date | None, now: datetime) -> str:
    return "" if day is None else date_words(day, now)


def ask_who() -> Message:
    return Message(html(FEATURE, "ask_who"))


def nobody_or_several(count: int) -> str:
    return html(FEATURE, "nobody_or_several", count=count)


def ask_class(name: str) -> Message:
    return Message(html(FEATURE, "ask_class", name=name))


def unclear_class() -> str:
    return html(FEATURE, "unclear_class")


def ask_agreed() -> Message:
    return Message(html(FEATURE, "ask_agreed"))


def ask_adopted() -> Message:
    return Message(html(FEATURE, "ask_adopted"))


def unclear_day() -> str:
    return html(FEATURE, "unclear_day")


def day_ahead() -> str:
    return html(FEATURE, "day_ahead")


def preview(name: str, deduction: Deduction, now: datetime) -> Message:
    return Message(html(FEATURE, "preview", name=name, **_facts(deduction, now)))


def sure_options() -> list[str]:
    return [plain(FEATURE, "label_sure")]


def is_sure(text: str) -> bool:
    return text.strip() == plain(FEATURE, "label_sure")


def press_sure() -> str:
    return html(FEATURE, "press_sure")


def added(member: Member) -> Message:
    return Message(html(FEATURE, "added", name=member.name, told=member.telegram_id is not None))


def ended(member: Member) -> Message:
    return Message(html(FEATURE, "ended", name=member.name))


def deducted_for_you(by: Member, deduction: Deduction, now: datetime) -> Message:
    return Message(html(FEATURE, "deducted_for_you", by=by.name, **_facts(deduction, now)))


def counted_again(by: Member) -> Message:
    return Message(html(FEATURE, "counted_again", by=by.name))
