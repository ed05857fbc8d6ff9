"""What is said about the suggestion box: first of all, what stays unknown and what does not."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.dates import date_words
from domain.messages import Button, Message, Press
from domain.suggestions import READER_NAMES, Readers, SuggestionStatus
from texts.rendering import html, plain

FEATURE = "suggestions"


class SaidWords(Protocol):
    """Words of a suggestion or its answer."""

    @property
    def by_author(self) -> bool: ...
    @property
    def body(self) -> str: ...
    @property
    def day(self) -> date: ...


class PublishedProposal(Protocol):
    @property
    def number(self) -> str: ...


def notice(readers: Sequence[Readers], waiting: int) -> Message:
    """What the box keeps and what not; for whoever reads it, also the way in."""
    rows = [
        (_button("label_write", Press("uw")), _button("label_look", Press("ur"))),
        (_button("label_desk", Press("/open")),),
    ]
    if waiting:
        rows.insert(0, (Button(plain(FEATURE, "label_open", count=waiting), Press("ub", (0,))),))
    named = [READER_NAMES[one] for one in readers if one is not Readers.LEADERS]
    return Message(html(FEATURE, "notice", readers=named), tuple(rows))


def feedback(*, by_box: bool) -> Message:
    """What one thinks of the bot itself (A11): a way that is always open, and where there is a box, without a name."""
    rows = ((_button("label_write_feedback", Press("uw")),),) if by_box else ()
    return Message(html(FEATURE, "feedback"), rows)


def enough() -> Message:
    return Message(html(FEATURE, "enough"))


def no_readers() -> Message:
    return Message(html(FEATURE, "no_readers"))


def ask_words() -> Message:
    return Message(html(FEATURE, "ask_words"))


def empty() -> str:
    return html(FEATURE, "empty")


def too_long(most: int) -> str:
    return html(FEATURE, "too_long", most=most)


def preview(words: str) -> Message:
    return Message(html(FEATURE, "preview", words=words))


def give_to(readers: Readers) -> str:
    return plain(FEATURE, "label_give_to", readers=READER_NAMES[readers])


def do_not_send() -> str:
    return plain(FEATURE, "label_do_not_send")


def please_choose() -> str:
    return html(FEATURE, "please_choose")


def sent(token: str) -> Message:
    """The receipt: the token is shown here and never again."""
    return Message(html(FEATURE, "sent", token=token))


def ask_token() -> Message:
    return Message(html(FEATURE, "ask_token"))


def no_such_token() -> Message:
    return Message(html(FEATURE, "no_such_token"))


def thread(
    suggestion_id: int,
    status: SuggestionStatus,
    words: Sequence[SaidWords],
    proposal: PublishedProposal | None,
    now: datetime,
) -> Message:
    """For whoever holds the token."""
    said = html(
        FEATURE,
        "thread",
        status=str(status),
        words=_dated(words, now),
        proposal=None if proposal is None else proposal.number,
    )
    return Message(said, ((_button("label_add", Press("ua", (suggestion_id,))),),))


def ask_addition() -> Message:
    return Message(html(FEATURE, "ask_addition"))


def added() -> Message:
    return Message(html(FEATURE, "added"))


def news(count: int) -> Message:
    """For the readers, in the morning: how many, and nothing else."""
    return Message(html(FEATURE, "news", count=count), ((_button("label_read", Press("ub", (0,))),),))


def box_empty() -> Message:
    return Message(html(FEATURE, "box_empty"))


def page(
    suggestion_id: int,
    readers: Readers,
    words: Sequence[SaidWords],
    left: int,
    next_id: int | None,
    now: datetime,
) -> Message:
    """One suggestion as its reader sees it."""
    rows = [
        (
            _button("label_answer", Press("un", (suggestion_id,))),
            _button("label_publish", Press("up", (suggestion_id,))),
        ),
        (_button("label_aside", Press("us", (suggestion_id,))),),
    ]
    if next_id is not None:
        rows.append((Button(plain(FEATURE, "label_next", left=left), Press("ub", (next_id,))),))
    return Message(html(FEATURE, "page", readers=READER_NAMES[readers], words=_dated(words, now)), tuple(rows))


def set_aside() -> str:
    return plain(FEATURE, "set_aside")


def ask_answer() -> Message:
    return Message(html(FEATURE, "ask_answer"))


def answered() -> Message:
    return Message(html(FEATURE, "answered"))


def _dated(words: Sequence[SaidWords], now: datetime) -> list[tuple[bool, str, str]]:
    return [(one.by_author, date_words(one.day, now), one.body) for one in words]


def _button(label: str, press: Press) -> Button:
    return Button(plain(FEATURE, label), press)
