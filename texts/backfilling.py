"""What is asked when a meeting is entered afterwards, and what its people hear of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.backfilling import Was
from domain.dates import moment_words
from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "backfilling"
_REASONS = ("reason_no_phones", "reason_no_network", "reason_before_us")
_EXAMPLE_HOUR = 15


def ask_kind() -> Message:
    return Message(html(FEATURE, "ask_kind"))


def ask_when(within: int, now: datetime) -> Message:
    return Message(html(FEATURE, "ask_when", within=within, example=_example(now)))


def unclear_when(now: datetime) -> str:
    return html(FEATURE, "unclear_when", example=_example(now))


def _example(now: datetime) -> str:
    """Yesterday at three."""
    yesterday = now - timedelta(days=1)
    return moment_words(yesterday.replace(hour=_EXAMPLE_HOUR, minute=0, second=0, microsecond=0), now)


def ahead() -> str:
    return html(FEATURE, "ahead")


def too_long_ago(within: int) -> str:
    return html(FEATURE, "too_long_ago", within=within)


def ask_place() -> Message:
    return Message(html(FEATURE, "ask_place"))


def ask_who(there: int, away: int, expected: int) -> Message:
    return Message(html(FEATURE, "ask_who", there=there, away=away, expected=expected))


def label(member: Member, was: Was) -> str:
    return shortened(plain(FEATURE, f"label_{was}", name=member.name))


def who_options() -> list[str]:
    return [plain(FEATURE, block) for block in ("label_all", "label_done")]


def who_choice(text: str) -> str | None:
    """`all` or `done`; None for names."""
    said = {plain(FEATURE, "label_all"): "all", plain(FEATURE, "label_done"): "done"}
    return said.get(text.strip())


def unknown_names() -> str:
    return html(FEATURE, "unknown_names")


def nobody_there() -> str:
    return html(FEATURE, "nobody_there")


def ask_reason() -> Message:
    return Message(html(FEATURE, "ask_reason"))


def usual_reasons() -> list[str]:
    return [plain(FEATURE, block) for block in _REASONS]


def reason_wanted(most: int) -> str:
    return html(FEATURE, "reason_wanted", most=most)


def preview(
    title: str, word: str, place: str, starts_at: datetime, counts: Sequence[int], reason: str, now: datetime
) -> Message:
    """`counts`: there, on leave, absent."""
    there, away, absent = counts
    values = {"title": title, "word": word, "place": place, "starts_at": starts_at, "reason": reason, "now": now}
    return Message(html(FEATURE, "preview", there=there, away=away, absent=absent, **values))


def preview_options() -> list[str]:
    return [plain(FEATURE, block) for block in ("label_enter", "label_who")]


def preview_choice(text: str) -> str | None:
    said = {plain(FEATURE, "label_enter"): "enter", plain(FEATURE, "label_who"): "who"}
    return said.get(text.strip())


def press_a_button() -> str:
    return html(FEATURE, "press_a_button")


def entered() -> Message:
    return Message(html(FEATURE, "entered"))


def entered_for_you(by: Member, meeting: Meeting, was: Was, reason: str, now: datetime) -> Message:
    """To everybody on its list, also who was not there: they may say that they were (M26)."""
    words = html(FEATURE, "entered_for_you", by=by.name, meeting=meeting, was=str(was), reason=reason, now=now)
    return Message(words, ((Button(plain(FEATURE, "label_dispute"), Press("di", (meeting.id,))),),))


def label_backfilled(by: str, at: datetime, reason: str, now: datetime) -> str:
    """The line that stands in everything that is shown of the meeting."""
    return plain(FEATURE, "label_backfilled", by=by, at=at, reason=reason, now=now)
