"""What is said about joining: the notice, the welcome, the links a leader hands out."""

from collections.abc import Sequence
from datetime import datetime

from domain.members import Member
from domain.messages import Button, Message, Press
from texts.menu import MENU
from texts.rendering import html, message, plain

FEATURE = "joining"


def notice(telegram_id: int, name: str, branch: str, contact: str | None, invitation_id: int = 0) -> Message:
    """The first-use notice; `invitation_id` is 0 where the account is bound already."""
    yes = Button(agree(), Press("agree", (invitation_id,), telegram_id))
    no = Button(not_now(), Press("notnow", (invitation_id,), telegram_id))
    return Message(html(FEATURE, "notice", name=name, branch=branch, contact=contact), ((yes,), (no,)))


def agree() -> str:
    return plain(FEATURE, "agree")


def not_now() -> str:
    return plain(FEATURE, "not_now")


def stayed_out(*, by_link: bool) -> Message:
    return message(FEATURE, "stayed_out", by_link=by_link)


def agreed() -> Message:
    """What is left of the notice once it was agreed to: no buttons that no longer mean anything."""
    return Message(html(FEATURE, "agreed"))


def joined_already() -> Message:
    return Message(html(FEATURE, "joined_already"))


def welcome(member: Member, place: str, leaders: Sequence[Member]) -> Message:
    names = "、".join(leader.name for leader in leaders)
    return Message(html(FEATURE, "welcome", name=member.name, place=place, leaders=names), menu=MENU)


def already_joined(member: Member) -> Message:
    return Message(html(FEATURE, "already_joined", name=member.name), menu=MENU)


def account_taken(member: Member) -> Message:
    return message(FEATURE, "account_taken", name=member.name)


def used_up() -> Message:
    return message(FEATURE, "used_up")


def expired() -> Message:
    return message(FEATURE, "expired")


def not_a_link() -> Message:
    return message(FEATURE, "not_a_link")


def not_joined(members: Sequence[Member], total: int, page: int, telegram_id: int, *, more: bool) -> Message:
    """One button per person; for the leader only."""
    if not total:
        return everybody_joined()
    buttons = [Button(member.name, Press("invite", (member.id,), telegram_id)) for member in members]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if more:
        rows.append((Button(plain(FEATURE, "more"), Press("invites", (page + 1,), telegram_id)),))
    return Message(html(FEATURE, "not_joined", total=total), tuple(rows))


def everybody_joined() -> Message:
    return message(FEATURE, "everybody_joined")


def more() -> str:
    return plain(FEATURE, "more")


def invitation(member: Member, payload: str, expires_at: datetime, username: str, now: datetime) -> Message:
    """Made to be forwarded: it speaks to the person, and its only button is a link."""
    link = f"https://t.me/{username}?start={payload}"
    words = html(FEATURE, "invitation", name=member.name, link=link, expires_at=expires_at, now=now)
    return Message(words, ((Button(open_link(), start=payload),),))


def open_link() -> str:
    return plain(FEATURE, "open_link")


def link_made(member: Member) -> str:
    return plain(FEATURE, "link_made", name=member.name)


def has_joined(member: Member) -> str:
    return plain(FEATURE, "has_joined", name=member.name)
