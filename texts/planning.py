"""What is asked when a meeting is made."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.dates import date_words
from domain.meetings import KINDS, Frequency, MeetingKind, Period
from domain.messages import Message
from domain.when import Unclear, WhenProblem
from texts import dialogues
from texts.rendering import html, plain

FEATURE = "planning"
PERIODS = {Period.MONTH: "本月", Period.QUARTER: "本季", Period.YEAR: "今年"}
CHOICES = ("publish", "title", "when", "place")


@dataclass(frozen=True, slots=True)
class Preview:
    """What is about to be announced; `chat` is the group's title, `hint` (frequency, held so far)."""

    kind: MeetingKind
    title: str
    place: str
    starts_at: datetime
    node: str
    expected: int
    chat: str | None
    hint: tuple[Frequency, int] | None


def ask_kind() -> Message:
    return Message(html(FEATURE, "ask_kind"))


def unknown_kind() -> str:
    return html(FEATURE, "unknown_kind")


def no_place_for(kind: MeetingKind) -> str:
    return html(FEATURE, "no_place_for", word=KINDS[kind].word)


def ask_node() -> Message:
    return Message(html(FEATURE, "ask_node"))


def unknown_node() -> str:
    return html(FEATURE, "unknown_node")


def ask_title() -> Message:
    return Message(html(FEATURE, "ask_title"))


def usual_title(kind: MeetingKind, now: datetime) -> str:
    return plain(FEATURE, "usual_title", month=now.month, word=KINDS[kind].word)


def empty() -> str:
    return html(FEATURE, "empty")


def too_long(most: int) -> str:
    return html(FEATURE, "too_long", most=most)


def ask_when() -> Message:
    return Message(html(FEATURE, "ask_when"))


def ask_time(day: date, now: datetime) -> Message:
    return Message(html(FEATURE, "ask_time", day=date_words(day, now)))


def unclear_when(unclear: Unclear, now: datetime) -> str:
    """Kindly, what was not understood, with an example to copy."""
    at = unclear.at
    block = {
        WhenProblem.NO_DATE: "when_no_date",
        WhenProblem.NO_TIME: "when_no_date",
        WhenProblem.PAST: "when_past",
        WhenProblem.TOO_FAR: "when_too_far",
        WhenProblem.IMPOSSIBLE: "when_impossible",
        WhenProblem.WEEKDAY_MISMATCH: "when_mismatch",
    }[unclear.problem]
    return html(FEATURE, block, at=at, now=now)


def ask_place() -> Message:
    return Message(html(FEATURE, "ask_place"))


def usual_place() -> str:
    return plain(FEATURE, "usual_place")


def preview(shown: Preview, now: datetime) -> Message:
    hint = None
    if shown.hint is not None:
        frequency, held = shown.hint
        hint = plain(
            FEATURE,
            "hint",
            period=PERIODS[frequency.per],
            word=KINDS[shown.kind].word,
            held=held,
            due=frequency.at_least,
        )
    return Message(html(FEATURE, "preview", shown=shown, word=KINDS[shown.kind].word, hint=hint, now=now))


def preview_options() -> list[str]:
    return [_label(name) for name in CHOICES]


def choice(text: str) -> str | None:
    """Which of the preview's choices was meant."""
    return dialogues.choice(text, CHOICES, _label)


def press_a_button() -> str:
    return html(FEATURE, "press_a_button")


def meanwhile_past() -> str:
    return html(FEATURE, "meanwhile_past")


def published(*, in_group: bool) -> Message:
    return Message(html(FEATURE, "published_in_group" if in_group else "published_privately"))


def _label(name: str) -> str:
    return plain(FEATURE, f"label_{name}")
