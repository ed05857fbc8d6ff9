"""请联系我 in words: the leader's card, and what the member hears of it."""

from domain.members import Member
from domain.messages import Button, Message, Press
from texts.rendering import html, plain

FEATURE = "care_contacts"


def contact_asked(member: Member, ask_id: int) -> Message:
    return Message(html(FEATURE, "contact_asked", name=member.name), ((_button("viq", "label_contacted", ask_id),),))


def contact_over() -> Message:
    return Message(html(FEATURE, "contact_over"))


def contact_waits(member: Member, ask_id: int) -> Message:
    return Message(html(FEATURE, "contact_waits", name=member.name), ((_button("viq", "label_contacted", ask_id),),))


def contacted_you(title: str, ask_id: int) -> Message:
    return Message(html(FEATURE, "contacted_you", title=title), ((_button("cna", "label_not_reached", ask_id),),))


def asked_again(title: str) -> Message:
    return Message(html(FEATURE, "asked_again", title=title))


def not_asked_again() -> str:
    return plain(FEATURE, "not_asked_again")


def ask_taken_back() -> Message:
    return Message(html(FEATURE, "ask_taken_back"))


def contacted_toast(member: Member) -> str:
    return plain(FEATURE, "contacted_toast", name=member.name)


def _button(action: str, block: str, ask_id: int) -> Button:
    return Button(plain(FEATURE, block), Press(action, (ask_id,)))
