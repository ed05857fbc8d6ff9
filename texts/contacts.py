"""What is said about the trusted person and the on-duty contacts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.members import Member
from domain.messages import Button, Message, Press
from texts.rendering import html, message, plain

FEATURE = "contacts"


class Tie(Protocol):
    """One side of it as the other sees it."""

    @property
    def id(self) -> int: ...
    @property
    def person(self) -> Member: ...
    @property
    def accepted(self) -> bool: ...


def page(
    mine: Sequence[Tie], others: Sequence[Tie], called: Sequence[object], now: datetime, telegram_id: int
) -> Message:
    """`called` have `called_at`, `names` and `answered_by`."""
    words = html(FEATURE, "page", mine=mine, others=others, called=called, now=now)
    name = Button(plain(FEATURE, "label_name" if not mine else "label_name_another"), Press("xt", (), telegram_id))
    ends = [_end("label_end", tie, telegram_id) for tie in mine]
    leaves = [_end("label_leave", tie, telegram_id) for tie in others if tie.accepted]
    waits = [_answers(tie.id, telegram_id, tie.person.name) for tie in others if not tie.accepted]
    return Message(words, ((name,), *((button,) for button in (*ends, *leaves)), *waits))


def _end(block: str, tie: Tie, telegram_id: int) -> Button:
    return Button(plain(FEATURE, block, name=tie.person.name), Press("xe", (tie.id,), telegram_id))


def _answers(row_id: int, telegram_id: int, name: str) -> tuple[Button, Button]:
    yes = Button(plain(FEATURE, "label_willing", name=name), Press("xy", (row_id,), telegram_id))
    return yes, Button(plain(FEATURE, "label_not_willing"), Press("xe", (row_id,), telegram_id))


def whom_to_trust() -> Message:
    return message(FEATURE, "whom_to_trust")


def which_one() -> Message:
    return message(FEATURE, "which_one")


def nobody_of_that_name() -> str:
    return html(FEATURE, "nobody_of_that_name")


def not_yourself() -> str:
    return html(FEATURE, "not_yourself")


def no_telephone(name: str) -> str:
    return html(FEATURE, "no_telephone", name=name)


def asked_them(name: str) -> Message:
    return message(FEATURE, "asked_them", name=name)


def will_you(name: str, row_id: int, telegram_id: int) -> Message:
    """To whoever is named: what it means, before they say yes."""
    return Message(html(FEATURE, "will_you", name=name), (_answers(row_id, telegram_id, name),))


def willing(name: str) -> Message:
    return message(FEATURE, "willing", name=name)


def accepted_for_you(name: str) -> Message:
    return message(FEATURE, "accepted_for_you", name=name)


def declined_for_you(name: str) -> Message:
    return message(FEATURE, "declined_for_you", name=name)


def declined() -> Message:
    return message(FEATURE, "declined")


def ended(name: str) -> Message:
    return message(FEATURE, "ended", name=name)


def ended_with(name: str) -> Message:
    return message(FEATURE, "ended_with", name=name)


def over() -> str:
    return plain(FEATURE, "over")


def duty(names: Sequence[str], telegram_id: int, *, may_set: bool) -> Message:
    words = html(FEATURE, "duty", names=names)
    if not may_set:
        return Message(words)
    return Message(words, ((Button(plain(FEATURE, "label_set_duty"), Press("xd", (), telegram_id)),),))


def who_is_on_duty() -> Message:
    return message(FEATURE, "who_is_on_duty")


def who_is_backup() -> Message:
    return message(FEATURE, "who_is_backup")


def label_leaders() -> str:
    return plain(FEATURE, "label_leaders")


def label_no_backup() -> str:
    return plain(FEATURE, "label_no_backup")


def same_person() -> str:
    return html(FEATURE, "same_person")


def duty_set(names: Sequence[str]) -> Message:
    return message(FEATURE, "duty_set", names=names)


def you_are_on_duty(by: str) -> Message:
    return message(FEATURE, "you_are_on_duty", by=by)
