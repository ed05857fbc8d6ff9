"""What is said about the secretary's calendar, 本季, and the dates of a branch. No amounts, anywhere (S13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.dates import date_words
from domain.duties import Code, Count, Missing
from domain.meetings import KINDS
from domain.members import ROLE_NAMES, Role
from domain.messages import Button, Message, Press, Rows
from texts.duty_settings import back, paired, stop
from texts.rendering import html, plain

FEATURE = "duties"
_PAGE_OF = {
    Code.VISITS_SUMMER: ("visit_plan", "cdp"),
    Code.VISITS_WINTER: ("visit_plan", "cdp"),
    Code.FIFTY_YEARS: ("fifty_years", "cdf"),
}
DONE, NOT_APPLICABLE, AGAIN = 0, 1, 2  # what a button says of a duty; its number is in the button


@dataclass(frozen=True, slots=True)
class Shown:
    """One duty as it is spoken of: the day it is about, and whom or which meeting; `names` is a list asked for."""

    code: Code
    on: date
    missing: Sequence[Missing] = ()
    name: str | None = None
    title: str | None = None
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen: the row's id, when it is spoken of first, and what it says."""

    duty_id: int
    day: date
    shown: Shown


@dataclass(frozen=True, slots=True)
class Screen:
    """The whole calendar of a branch; `more` are owed besides, `just_settled` can be taken back."""

    branch: str
    owed: Sequence[Line]
    coming: Sequence[Line]
    more: int
    term_ends: date | None
    dues_day: int | None
    just_settled: Line | None = None


def reminder(shown: Shown, reminder_id: int, now: datetime) -> Message:
    """Said to whoever is responsible, with one tap to be rid of it."""
    done = Button(plain(FEATURE, "label_done"), Press("dud", (reminder_id, DONE)))
    not_ours = Button(plain(FEATURE, "label_not_applicable"), Press("dud", (reminder_id, NOT_APPLICABLE)))
    return Message(sentence(shown, now), ((done, not_ours), *_pages(shown.code)))


def _pages(code: Code) -> Rows:
    """The way to the list that an entry asks for."""
    if code not in _PAGE_OF:
        return ()
    return ((Button(plain(FEATURE, f"label_{_PAGE_OF[code][0]}"), Press(_PAGE_OF[code][1])),),)


def sentence(shown: Shown, now: datetime) -> str:
    """What is to be thought of, in one or two sentences; HTML."""
    return html(
        FEATURE,
        str(shown.code),
        on=date_words(shown.on, now),
        month=shown.on.month,
        missing=_missing(shown.missing),
        name=shown.name,
        title=shown.title,
        names="、".join(shown.names),
    )


def post_term(role: Role, name: str) -> str:
    """`党小组长陈姐`."""
    return plain(FEATURE, "post_holder", role=ROLE_NAMES[role], name=name)


def short(shown: Shown) -> str:
    """A few words for a button."""
    return plain(FEATURE, f"short_{shown.code}", name=shown.name, month=shown.on.month)


def dues(on: date, now: datetime) -> Message:
    """To each member alone."""
    return Message(html(FEATURE, "dues", on=date_words(on, now)), ((stop(Code.DUES),),))


def settled(shown: Shown, reminder_id: int) -> Message:
    """In the place of a reminder that has been answered."""
    again = Button(plain(FEATURE, "label_take_back"), Press("dud", (reminder_id, AGAIN)))
    return Message(html(FEATURE, "settled", name=short(shown)), ((again,),))


def settled_toast(shown: Shown, done: int) -> str:
    return plain(FEATURE, ("toast_done", "toast_not_applicable", "toast_again")[done], name=short(shown))


def screen(seen: Screen, now: datetime) -> Message:
    """「书记日历」: owed now and coming, numbered through; each can be settled."""
    count = len(seen.owed)
    words = html(
        FEATURE,
        "screen",
        branch=seen.branch,
        owed=[_numbered(number, line, now) for number, line in enumerate(seen.owed, 1)],
        coming=[_dated(number, line, now) for number, line in enumerate(seen.coming, count + 1)],
        more=seen.more,
        term=None if seen.term_ends is None else date_words(seen.term_ends, now),
        dues_day=seen.dues_day,
    )
    rows = [
        (_settling(number, line, DONE), _settling(number, line, NOT_APPLICABLE))
        for number, line in enumerate(seen.owed, 1)
    ]
    later = [_settling(number, line, DONE) for number, line in enumerate(seen.coming, count + 1)]
    buttons = [*paired(later), *_settings()]
    if seen.just_settled is not None:
        label = plain(FEATURE, "label_again", name=short(seen.just_settled.shown))
        buttons.append((Button(label, Press("duc", (seen.just_settled.duty_id, AGAIN))),))
    return Message(words, (*rows, *buttons))


def _settings() -> list[tuple[Button, ...]]:
    """The ways on from the calendar."""
    labels = (("quarter", "duq"), ("switches", "dus"), ("term", "due"), ("dues_day", "dum"), ("dates", "dup"))
    return paired([Button(plain(FEATURE, f"label_{name}"), Press(action)) for name, action in labels])


def _numbered(number: int, line: Line, now: datetime) -> str:
    return html(FEATURE, "numbered", number=number, words=sentence(line.shown, now))


def _dated(number: int, line: Line, now: datetime) -> str:
    return html(FEATURE, "dated", number=number, day=date_words(line.day, now), words=sentence(line.shown, now))


def _settling(number: int, line: Line, how: int) -> Button:
    block = "label_number_done" if how == DONE else "label_number_not_applicable"
    return Button(plain(FEATURE, block, number=number), Press("duc", (line.duty_id, how)))


def quarter(branch: str, counts: Sequence[Count], today: date) -> Message:
    """「本季」, for the branch's own leaders (M33)."""
    first = (today.month - 1) // 3 * 3 + 1
    lines = [html(FEATURE, "count", count=one, word=KINDS[one.kind].word) for one in counts]
    words = html(FEATURE, "quarter", branch=branch, first=first, last=first + 2, lines=lines)
    return Message(words, ((back(),),))


def _missing(found: Sequence[Missing]) -> str:
    return "、".join(
        plain(FEATURE, "missing", word=KINDS[one.kind].word, groups="、".join(one.groups)) for one in found
    )
