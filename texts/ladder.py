"""What those who help are told while a request climbs: its number, category and waiting time, never its words (E12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.concerns import SHORT_NAMES
from domain.dates import waited_words
from domain.messages import Button, File, Message, Press
from domain.requests import STATUS_NAMES, HelpRequest, may_ever_leave
from texts.rendering import html, plain

FEATURE = "ladder"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request as those may see it who have not opened it."""

    request: HelpRequest
    since: datetime

    @property
    def number(self) -> str:
        return self.request.number

    @property
    def topic(self) -> str:
        return plain(FEATURE, "unsorted") if self.request.unsorted else SHORT_NAMES[self.request.topic]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ageing list; `title` is whose post it is with, None where nobody has taken it."""

    waiting: Waiting
    title: str | None


def passed_on(shown: Waiting, title: str) -> Message:
    """To who was asked before: somebody else has been asked, and nobody is blamed."""
    return Message(html(FEATURE, "passed_on", shown=shown, title=title))


def remind_secretary(shown: Waiting, now: datetime) -> Message:
    """Everybody in the branch was asked; what lies above needs the asker's yes (E10)."""
    ask = Button(plain(FEATURE, "label_ask_consent"), Press("wq", (shown.request.id,)))
    words = html(FEATURE, "remind_secretary", shown=shown, waited=waited_words(shown.since, now))
    return Message(words, ((ask,), (_overview(),)) if may_ever_leave(shown.request) else ((_overview(),),))


def refer(shown: Waiting, slip: File, now: datetime, *, asked_above: bool) -> Message:
    """Nobody above is with us, or nobody there has taken it: a slip to print and hand over (E18)."""
    ask = Button(plain(FEATURE, "label_ask_consent"), Press("wq", (shown.request.id,)))
    words = html(FEATURE, "refer", shown=shown, waited=waited_words(shown.since, now), asked_above=asked_above)
    rows = () if shown.request.may_leave else ((ask,),)
    return Message(words, rows, file=slip)


def slip(shown: Waiting, branch: str, above: str, now: datetime) -> File:
    """The referral as a page to print: blanks for what people write and say themselves."""
    page = html(
        FEATURE,
        "slip",
        shown=shown,
        branch=branch,
        above=above,
        waited=waited_words(shown.since, now),
        agreed=shown.request.may_leave,
        now=now,
    )
    return File(plain(FEATURE, "slip_name", shown=shown), page.encode())


def ask_consent(shown: Waiting, above: str) -> Message:
    """To the asker, on the secretary's behalf: whether it may leave the branch."""
    yes = Button(plain(FEATURE, "label_agree"), Press("wy", (shown.request.id, 1)))
    no = Button(plain(FEATURE, "label_not_now"), Press("wy", (shown.request.id, 0)))
    return Message(html(FEATURE, "ask_consent", shown=shown, above=above), ((yes, no),))


def consent_asked() -> str:
    return plain(FEATURE, "consent_asked")


def consent_given_before() -> str:
    return plain(FEATURE, "consent_given_before")


def nobody_to_ask() -> str:
    return plain(FEATURE, "nobody_to_ask")


def agreed(shown: Waiting) -> Message:
    return Message(html(FEATURE, "agreed", shown=shown))


def not_agreed(shown: Waiting) -> Message:
    return Message(html(FEATURE, "not_agreed", shown=shown))


def agreed_for_secretary(shown: Waiting) -> Message:
    return Message(html(FEATURE, "agreed_for_secretary", shown=shown))


def not_agreed_for_secretary(shown: Waiting) -> Message:
    return Message(html(FEATURE, "not_agreed_for_secretary", shown=shown))


def warn_respond(shown: Waiting, now: datetime) -> Message:
    """To the owner: three quarters of the time to a first word are over (E13)."""
    return Message(html(FEATURE, "warn_respond", shown=shown, due=shown.request.respond_by, now=now), _card(shown))


def warn_resolve(shown: Waiting, now: datetime) -> Message:
    return Message(html(FEATURE, "warn_resolve", shown=shown, due=shown.request.resolve_by, now=now), _card(shown))


def stall(shown: Waiting, last_word: datetime, now: datetime) -> Message:
    """To the owner: the asker has heard nothing for a while (E9)."""
    return Message(html(FEATURE, "stall", shown=shown, silent=waited_words(last_word, now)), _card(shown))


def look(shown: Waiting, title: str, last_word: datetime, now: datetime) -> Message:
    """To who answers for the branch: no word for long; perhaps somebody else should have it."""
    words = html(FEATURE, "look", shown=shown, title=title, silent=waited_words(last_word, now))
    return Message(words, _over(shown))


def look_wished(shown: Waiting, title: str, now: datetime) -> Message:
    """The asker has said 请上级看看 while somebody has it."""
    words = html(FEATURE, "look_wished", shown=shown, title=title, waited=waited_words(shown.since, now))
    return Message(words, _over(shown))


def taken_over(shown: Waiting, title: str) -> Message:
    """To who had it before."""
    return Message(html(FEATURE, "taken_over", shown=shown, title=title))


def taken_over_for_you(shown: Waiting, title: str) -> Message:
    """To the asker."""
    return Message(html(FEATURE, "taken_over_for_you", shown=shown, title=title))


def yours_now() -> str:
    return plain(FEATURE, "yours_now")


def ageing(lines: Sequence[Line], now: datetime) -> Message:
    """All open requests of the branch, the oldest first (E15)."""
    if not lines:
        return Message(html(FEATURE, "nothing_open"))
    listed = [_line(line, now) for line in lines]
    return Message(html(FEATURE, "ageing", lines=listed))


def card_gone() -> str:
    return plain(FEATURE, "card_gone")


def _line(line: Line, now: datetime) -> str:
    request = line.waiting.request
    return plain(
        FEATURE,
        "line",
        shown=line.waiting,
        status=STATUS_NAMES[request.status],
        waited=waited_words(line.waiting.since, now),
        title=line.title,
    )


def _card(shown: Waiting) -> tuple[tuple[Button, ...], ...]:
    return ((Button(plain(FEATURE, "label_card"), Press("wt", (shown.request.id,))),),)


def _over(shown: Waiting) -> tuple[tuple[Button, ...], ...]:
    return ((Button(plain(FEATURE, "label_take_over"), Press("wo", (shown.request.id,))), _overview()),)


def _overview() -> Button:
    return Button(plain(FEATURE, "label_overview"), Press("wg"))
