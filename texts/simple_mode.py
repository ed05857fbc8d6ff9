"""What is said to who wants it simple, and to the leader who is asked to help."""

from collections.abc import Sequence

from domain.members import Member
from domain.messages import Button, Message, Press
from texts.menu import MENU
from texts.rendering import html, plain

FEATURE = "simple_mode"


def turned_on(words: Sequence[str], leader: Member | None) -> Message:
    """The menu by number, and whom to ask in person; without the big buttons, beside which ours could not stand."""
    ask = Button(plain(FEATURE, "label_ask_leader"), Press("/ask_leader"))
    return Message(html(FEATURE, "turned_on", words=words, leader=leader), ((ask,),))


def turned_off() -> Message:
    return Message(html(FEATURE, "turned_off"), menu=MENU)


def numbered(number: int, label: str) -> str:
    return plain(FEATURE, "label_numbered", number=number, label=label)


def or_a_number() -> str:
    return html(FEATURE, "or_a_number")


def leader_told(leader: Member) -> Message:
    return Message(html(FEATURE, "leader_told", leader=leader))


def no_leader() -> Message:
    return Message(html(FEATURE, "no_leader"))


def please_help(member: Member) -> Message:
    return Message(html(FEATURE, "please_help", member=member))
