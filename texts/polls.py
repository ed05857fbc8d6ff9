"""问意见 in words: asking, answering, and why an election is none of it."""

from collections.abc import Sequence
from datetime import datetime

from domain.messages import Button, Message, Press
from domain.polls import FEWEST, Poll
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "polls"


def overview(polls: Sequence[Poll], now: datetime, *, leads: bool) -> Message:
    rows = [(_look(one, now),) for one in polls]
    if leads:
        rows.append((Button(plain(FEATURE, "label_new"), Press("von")),))
    return Message(html(FEATURE, "overview", polls=polls, leads=leads), tuple(rows))


def poll(one: Poll, answered: int, now: datetime, *, leads: bool) -> Message:
    """The poll as it stands, in the group or in private; `leads`: they may end it."""
    words = html(FEATURE, "poll", poll=one, answered=answered, now=now, fewest=FEWEST)
    if one.closed_at is not None:
        return Message(words)
    rows: list[tuple[Button, ...]] = [
        (Button(option, Press("voc", (one.id, number))),) for number, option in enumerate(one.options)
    ]
    if leads:
        rows.append((Button(plain(FEATURE, "label_end"), Press("voe", (one.id,))),))
    return Message(words, tuple(rows))


def sure_to_end(one: Poll) -> Message:
    yes = Button(plain(FEATURE, "label_end_now"), Press("voz", (one.id,)))
    no = Button(plain(FEATURE, "label_back"), Press("vol", (one.id,)))
    return Message(html(FEATURE, "sure_to_end", poll=one), ((yes, no),))


def counted(one: Poll, choice: int) -> str:
    return plain(FEATURE, "counted", option=one.options[choice])


def is_over() -> str:
    return plain(FEATURE, "is_over")


def not_asked() -> str:
    return plain(FEATURE, "not_asked")


def ask_node() -> Message:
    return Message(html(FEATURE, "ask_node"))


def ask_question() -> Message:
    return Message(html(FEATURE, "ask_question"))


def question_wrong(longest: int) -> str:
    return html(FEATURE, "question_wrong", longest=longest)


def not_here() -> Message:
    """Why ballots are for a room, and where their result is written down (QRM-14)."""
    election = Button(plain(FEATURE, "label_election"), Press("/election"))
    meetings = Button(plain(FEATURE, "label_meetings"), Press("/meetings"))
    return Message(html(FEATURE, "not_here"), ((election,), (meetings,)))


def ask_options() -> Message:
    return Message(html(FEATURE, "ask_options"))


def usual_options() -> tuple[str, ...]:
    return plain(FEATURE, "usual_agree"), plain(FEATURE, "usual_good")


def options_wrong() -> str:
    return html(FEATURE, "options_wrong")


def ask_until() -> Message:
    return Message(html(FEATURE, "ask_until"))


def until_wrong() -> str:
    return html(FEATURE, "until_wrong")


def preview(question: str, options: Sequence[str], closes_at: datetime, now: datetime) -> Message:
    words = html(FEATURE, "preview", question=question, options=options, closes_at=closes_at, now=now, fewest=FEWEST)
    return Message(words)


def send() -> str:
    return plain(FEATURE, "send")


def again() -> str:
    return plain(FEATURE, "again")


def too_late() -> Message:
    return Message(html(FEATURE, "too_late"))


def opened(one: Poll, now: datetime, *, in_group: bool) -> Message:
    return Message(html(FEATURE, "opened", poll=one, now=now, in_group=in_group))


def own_answers() -> str:
    """The name of this part of a member's own file."""
    return plain(FEATURE, "own_answers")


def _look(one: Poll, now: datetime) -> Button:
    label = plain(FEATURE, "label_poll", open=one.is_open(now), question=one.question)
    return Button(shortened(label), Press("vol", (one.id,)))
