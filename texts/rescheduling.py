"""What is said when a meeting is moved or called off."""

from collections.abc import Sequence
from datetime import datetime

from domain.features import Feature
from domain.meetings import Meeting
from domain.messages import Button, Message, Press
from domain.rescheduling import Concern, Move
from texts import dialogues
from texts.rendering import html, plain

FEATURE = "rescheduling"
WHAT = ("when", "place")
CHOICES = ("move", "when", "place", "reason")
NO_REASON = ("no_reason",)
SURE = ("call_off",)


def options(names: Sequence[str]) -> list[str]:
    return [_label(name) for name in names]


def choice(text: str, names: Sequence[str]) -> str | None:
    return dialogues.choice(text, names, _label)


def ask_what(meeting: Meeting, now: datetime) -> Message:
    return Message(html(FEATURE, "ask_what", meeting=meeting, now=now))


def ask_reason() -> Message:
    return Message(html(FEATURE, "ask_reason"))


def preview(
    meeting: Meeting, starts_at: datetime, place: str, reason: str | None, now: datetime, *, on_holiday: bool
) -> Message:
    words = html(
        FEATURE,
        "preview",
        meeting=meeting,
        starts_at=starts_at if starts_at != meeting.starts_at else None,
        place=place if place != meeting.place else None,
        on_holiday=on_holiday,
        reason=reason,
        now=now,
    )
    return Message(words)


def moved(move: Move, told: int, to_phone: Sequence[str], now: datetime) -> Message:
    """To whoever moved it."""
    return Message(html(FEATURE, "moved", meeting=move.after, told=told, to_phone="、".join(to_phone), now=now))


def moved_for_you(move: Move, concern: Concern, reason: str | None, on: frozenset[Feature], now: datetime) -> Message:
    """To somebody concerned; with the answers that are worth changing. `on` are the branch's features."""
    words = html(FEATURE, "moved_for_you", move=move, concern=str(concern), reason=reason, now=now)
    answers = []
    if concern is not Concern.COMES and Feature.RSVP in on:
        answers.append(_button("label_going", Press("g", (move.after.id,))))
    if concern is not Concern.WAS_AWAY and Feature.LEAVE in on:
        answers.append(_button("label_leave", Press("l", (move.after.id,))))
    calendar = _button("label_calendar", Press("icsm", (move.after.id,)))
    return Message(words, tuple(row for row in (tuple(answers), (calendar,)) if row))


def ask_why_off(meeting: Meeting, now: datetime) -> Message:
    return Message(html(FEATURE, "ask_why_off", meeting=meeting, now=now))


def keep_it() -> str:
    return plain(FEATURE, "label_keep_it")


def sure(meeting: Meeting, reason: str | None, now: datetime) -> Message:
    return Message(html(FEATURE, "sure", meeting=meeting, reason=reason, now=now))


def called_off(meeting: Meeting, told: int, to_phone: Sequence[str], now: datetime) -> Message:
    """To whoever called it off."""
    return Message(html(FEATURE, "called_off", meeting=meeting, told=told, to_phone="、".join(to_phone), now=now))


def called_off_for_you(meeting: Meeting, reason: str | None, now: datetime) -> Message:
    calendar = _button("label_calendar", Press("icsm", (meeting.id,)))
    return Message(html(FEATURE, "called_off_for_you", meeting=meeting, reason=reason, now=now), ((calendar,),))


def over() -> Message:
    return Message(html(FEATURE, "over"))


def being_held() -> Message:
    return Message(html(FEATURE, "being_held"))


def refused() -> Message:
    return Message(html(FEATURE, "refused"))


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)


def _label(name: str) -> str:
    return plain(FEATURE, f"label_{name}")
