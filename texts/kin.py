"""亲属查阅: what is said to the secretary to whom the family of a dead member has come."""

from collections.abc import Mapping
from datetime import datetime

from domain.messages import File, Message
from texts import own_data
from texts.rendering import html, message, plain

FEATURE = "kin"


def kin_ask_name() -> Message:
    return message(FEATURE, "kin_ask_name")


def kin_nobody() -> str:
    return html(FEATURE, "kin_nobody")


def kin_ask_who() -> Message:
    return message(FEATURE, "kin_ask_who")


def kin_who_wrong(most: int) -> str:
    return html(FEATURE, "kin_who_wrong", most=most)


def kin_ask_what(name: str, kin: str) -> Message:
    return message(FEATURE, "kin_ask_what", name=name, kin=kin)


def kin_choices() -> tuple[str, str]:
    """A copy; or deletion."""
    return plain(FEATURE, "kin_copy_label"), plain(FEATURE, "kin_delete_label")


def kin_sure(name: str) -> Message:
    """Once more: what goes cannot be had back."""
    return message(FEATURE, "kin_sure", name=name)


def kin_sure_label() -> str:
    return plain(FEATURE, "kin_sure_label")


def kin_choose() -> str:
    return html(FEATURE, "kin_choose")


def kin_copy(name: str, data: bytes, count: int, now: datetime) -> Message:
    return Message(
        html(FEATURE, "kin_copy", name=name, count=count),
        file=File(plain(FEATURE, "kin_file_name", name=name, day=now.strftime("%Y%m%d")), data),
    )


def kin_handed_over(name: str) -> Message:
    return message(FEATURE, "kin_handed_over", name=name)


def kin_deleted(name: str, gone: Mapping[str, int]) -> Message:
    return message(FEATURE, "kin_deleted", name=name, gone=own_data.summed(gone))
