"""What is said when a member's formal relation goes to another branch."""

from typing import Final

from domain.members import Member
from domain.messages import Button, Message, Press
from domain.nodes import Node
from domain.transfers import Transfer
from texts.rendering import html, plain

FEATURE: Final = "mobility_transfers"


def ask_who() -> Message:
    return Message(html(FEATURE, "ask_who"))


def name_unclear() -> str:
    return html(FEATURE, "name_unclear")


def nobody_or_several(name: str, count: int) -> str:
    return html(FEATURE, "nobody_or_several", name=name, count=count)


def not_oneself() -> str:
    return html(FEATURE, "not_oneself")


def ask_where(name: str, *, some: bool) -> Message:
    """`some`: there are branches to choose from."""
    return Message(html(FEATURE, "ask_where", name=name, some=some))


def where_unclear() -> str:
    return html(FEATURE, "where_unclear")


def same_branch(name: str) -> str:
    return html(FEATURE, "same_branch", name=name)


def is_it_so(name: str, to: str, *, with_us: bool) -> Message:
    return Message(html(FEATURE, "is_it_so", name=name, to=to, with_us=with_us))


def label_send() -> str:
    return plain(FEATURE, "label_send")


def label_again() -> str:
    return plain(FEATURE, "label_again")


def press_a_button() -> str:
    return html(FEATURE, "press_a_button")


def started(member: Member, transfer: Transfer) -> Message:
    """To who began it; where the new branch is not with us, its yes comes on paper."""
    with_us = transfer.to_branch_id is not None
    words = html(FEATURE, "started", name=member.name, to=transfer.to_name, with_us=with_us)
    take_back = _press("label_take_back", "mbtw", transfer)
    return Message(words, ((take_back,),) if with_us else ((_press("label_arrived", "mbta", transfer), take_back),))


def under_way(member: Member) -> Message:
    return Message(html(FEATURE, "under_way", name=member.name))


def nobody_receives(to: str) -> Message:
    return Message(html(FEATURE, "nobody_receives", to=to))


def please_receive(member: Member, branch: Node, transfer: Transfer) -> Message:
    rows = ((_press("label_receive", "mbta", transfer), _press("label_decline", "mbtd", transfer)),)
    return Message(html(FEATURE, "please_receive", name=member.name, branch=branch.name), rows)


def you_are_moving(transfer: Transfer, waiting: int) -> Message:
    """`waiting`: how many requests of theirs are open; about these they are asked."""
    words = html(
        FEATURE, "you_are_moving", to=transfer.to_name, waiting=waiting, with_us=transfer.to_branch_id is not None
    )
    rows = ((_press("label_read_on", "mbtr", transfer, 1), _press("label_read_no_more", "mbtr", transfer, 0)),)
    return Message(words, rows if waiting else ())


def read_on(*, yes: bool) -> Message:
    return Message(html(FEATURE, "read_on" if yes else "read_no_more"))


def received(member: Member, transfer: Transfer) -> Message:
    return Message(html(FEATURE, "received", name=member.name, with_us=transfer.to_branch_id is not None))


def has_moved(member: Member, transfer: Transfer) -> Message:
    return Message(html(FEATURE, "has_moved", name=member.name, to=transfer.to_name))


def you_moved(transfer: Transfer) -> Message:
    with_us = transfer.to_branch_id is not None
    return Message(html(FEATURE, "you_moved", to=transfer.to_name, with_us=with_us, stays=bool(transfer.may_read_on)))


def you_stay(transfer: Transfer) -> Message:
    return Message(html(FEATURE, "you_stay", to=transfer.to_name))


def taken_back(member: Member) -> Message:
    return Message(html(FEATURE, "taken_back", name=member.name))


def ask_why() -> Message:
    return Message(html(FEATURE, "ask_why"))


def why_unclear(longest: int) -> str:
    return html(FEATURE, "why_unclear", longest=longest)


def declined(member: Member) -> Message:
    return Message(html(FEATURE, "declined", name=member.name))


def not_received(member: Member, transfer: Transfer, reason: str) -> Message:
    return Message(html(FEATURE, "not_received", name=member.name, to=transfer.to_name, reason=reason))


def settled_before() -> str:
    return plain(FEATURE, "settled_before")


def _press(label: str, action: str, transfer: Transfer, *more: int) -> Button:
    return Button(plain(FEATURE, label), Press(action, (transfer.id, *more)))
