"""What is said about coming late and leaving early, and about signing out."""

from datetime import datetime
from typing import Literal

from domain.meetings import Mark, Meeting
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.rendering import html, plain

FEATURE = "marks"


def word(mark: Mark) -> str:
    return plain(FEATURE, f"label_{mark}")


def ask_who(*, some: bool) -> Message:
    return Message(html(FEATURE, "ask_who", some=some))


def not_there() -> str:
    return html(FEATURE, "not_there")


def ask_what(name: str) -> Message:
    return Message(html(FEATURE, "ask_what", name=name))


def whats(*, marked: bool) -> list[str]:
    return [word(mark) for mark in Mark] + ([plain(FEATURE, "label_off")] if marked else [])


def what(text: str) -> Mark | Literal["off"] | None:
    """Which was meant."""
    if text.strip() == plain(FEATURE, "label_off"):
        return "off"
    return next((mark for mark in Mark if word(mark) == text.strip()), None)


def unclear_what() -> str:
    return html(FEATURE, "unclear_what")


def ask_reason(name: str, mark: Mark) -> Message:
    return Message(html(FEATURE, "ask_reason", name=name, word=word(mark)))


def reason_wanted(most: int) -> str:
    return html(FEATURE, "reason_wanted", most=most)


def noted(member: Member, mark: Mark) -> Message:
    told = member.telegram_id is not None
    return Message(html(FEATURE, "noted", name=member.name, word=word(mark), told=told))


def noted_for_you(by: Member, meeting: Meeting, mark: Mark, reason: str, now: datetime) -> Message:
    words = html(FEATURE, "noted_for_you", by=by.name, meeting=meeting, word=word(mark), reason=reason, now=now)
    return Message(words, ((Button(plain(FEATURE, "label_dispute"), Press("di", (meeting.id,))),),))


def taken_off(name: str) -> Message:
    return Message(html(FEATURE, "taken_off", name=name))


def taken_off_for_you(by: Member, meeting: Meeting, now: datetime) -> Message:
    return Message(html(FEATURE, "taken_off_for_you", by=by.name, meeting=meeting, now=now))


def signed_out(meeting: Meeting) -> Message:
    return Message(html(FEATURE, "signed_out", meeting=meeting))


def not_asked() -> Message:
    return Message(html(FEATURE, "not_asked"))


def nothing_to_leave() -> Message:
    return Message(html(FEATURE, "nothing_to_leave"))
