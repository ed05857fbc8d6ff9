"""A death in words: few, to few."""

from collections.abc import Sequence

from domain.members import Member
from domain.messages import Button, Message, Press
from texts.meetings import shortened
from texts.rendering import html, message, plain

FEATURE = "care_deaths"


def heard(about: Member, reporter: Member) -> Message:
    """To who may write it down: somebody says so; they make sure first."""
    check = Button(plain(FEATURE, "label_check"), Press("vik", (about.id,)))
    return Message(html(FEATURE, "death_heard", name=about.name, reporter=reporter.name), ((check,),))


def passed_on() -> Message:
    return message(FEATURE, "passed_on")


def confirm(about: Member) -> Message:
    """The second tap does it."""
    yes = Button(plain(FEATURE, "label_confirm"), Press("vig", (about.id,)))
    no = Button(plain(FEATURE, "label_not_so"), Press("viz"))
    return Message(html(FEATURE, "confirm", name=about.name), ((yes,), (no,)))


def not_so() -> Message:
    return message(FEATURE, "not_so")


def recorded(about: Member, fitting: Sequence[tuple[Member, str]]) -> Message:
    """Done; below it whom to ask to go, by title, and the way back."""
    rows = [
        (Button(shortened(plain(FEATURE, "label_condole", title=title)), Press("vij", (about.id, one.id))),)
        for one, title in fitting
    ]
    rows.append((Button(plain(FEATURE, "label_undo"), Press("viu", (about.id,))),))
    return Message(html(FEATURE, "recorded", name=about.name), tuple(rows))


def recorded_before() -> str:
    return plain(FEATURE, "recorded_before")


def told_toast(visitor: Member) -> str:
    return plain(FEATURE, "told_toast", name=visitor.name)


def undone(about: Member) -> Message:
    return message(FEATURE, "undone", name=about.name)


def too_late() -> str:
    return plain(FEATURE, "too_late")
