"""What is said about phoning people whom messages do not reach."""

from collections.abc import Sequence
from datetime import datetime

from domain.calls import Matter, Outcome, ToPhone
from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "calls"
PER_PAGE = 5
NAMED = 6  # names in a reminder
OUTCOMES = tuple(Outcome)


def about(matter: Matter) -> str:
    return plain(FEATURE, f"about_{matter}")


def about_meeting(meeting: Meeting, now: datetime) -> str:
    return plain(FEATURE, "about_meeting", meeting=meeting, now=now)


def about_notice(title: str) -> str:
    return plain(FEATURE, "about_notice", title=title)


def page(listed: Sequence[ToPhone], number: int, now: datetime) -> Message:
    """One page of the list. What has to be read out on the phone can be opened."""
    shown = listed[number * PER_PAGE : (number + 1) * PER_PAGE]
    words = html(FEATURE, "page", listed=shown, first=number * PER_PAGE, total=len(listed), now=now)
    rows = [row for one in shown for row in _rows(one, number)]
    notices = {
        call.ref: words
        for one in shown
        for call, words in zip(one.calls, one.about, strict=True)
        if call.matter is Matter.BROADCAST
    }
    rows += [
        (Button(shortened(plain(FEATURE, "label_notice", title=title)), Press("bcr", (notice_id,))),)
        for notice_id, title in notices.items()
    ]
    turning = []
    if number > 0:
        turning.append(Button(plain(FEATURE, "label_before"), Press("clp", (number - 1,))))
    if len(listed) > (number + 1) * PER_PAGE:
        turning.append(Button(plain(FEATURE, "label_after"), Press("clp", (number + 1,))))
    return Message(words, (*rows, *((tuple(turning),) if turning else ())))


def empty() -> Message:
    return Message(html(FEATURE, "empty"))


def for_leaders() -> Message:
    return Message(html(FEATURE, "for_leaders"))


def please_phone(members: Sequence[Member]) -> Message:
    """The one word a day to a leader."""
    words = html(FEATURE, "please_phone", names=[one.name for one in members[:NAMED]], count=len(members))
    return Message(words, ((Button(plain(FEATURE, "label_list"), Press("/calls")),),))


def done(member: Member, outcome: Outcome) -> str:
    return plain(FEATURE, f"done_{outcome}", name=member.name)


def done_before() -> str:
    return plain(FEATURE, "done_before")


def _rows(one: ToPhone, number: int) -> list[tuple[Button, ...]]:
    phoned = (_button(one, Outcome.PHONED, number),)
    if not one.may_come:
        return [phoned]
    return [(_button(one, Outcome.COMING, number), _button(one, Outcome.LEAVE, number)), phoned]


def _button(one: ToPhone, outcome: Outcome, number: int) -> Button:
    label = shortened(plain(FEATURE, f"label_{outcome}", name=one.member.name))
    return Button(label, Press("cld", (one.member.id, one.last_call_id, OUTCOMES.index(outcome), number)))
