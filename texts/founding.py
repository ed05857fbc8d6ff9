"""What is said while a branch is set up by a leader's link."""

from domain.members import ROLE_NAMES, Member, Role
from domain.messages import Message
from texts.menu import MENU
from texts.rendering import html, message, plain

FEATURE = "founding"


def ask_name() -> Message:
    return message(FEATURE, "ask_name")


def bad_name() -> str:
    return html(FEATURE, "bad_name")


def ask_branch() -> Message:
    return message(FEATURE, "ask_branch")


def branch_exists() -> str:
    return html(FEATURE, "branch_exists")


def ask_role() -> Message:
    return message(FEATURE, "ask_role")


def role_name(role: Role) -> str:
    return ROLE_NAMES[role]


def bad_role() -> str:
    return html(FEATURE, "bad_role")


def ask_led_group() -> Message:
    return message(FEATURE, "ask_led_group")


def leader_needs_group() -> str:
    return html(FEATURE, "leader_needs_group")


def ask_group() -> Message:
    return message(FEATURE, "ask_group")


def confirm(name: str, branch: str, role: str, group: str | None) -> Message:
    """What was typed, and the first-use notice (PRV-01), before anything of it is kept."""
    return message(FEATURE, "confirm", name=name, branch=branch, role=role, group=group)


def found_it() -> str:
    return plain(FEATURE, "found_it")


def please_press() -> str:
    return html(FEATURE, "please_press")


def founded(member: Member) -> Message:
    return Message(html(FEATURE, "founded", name=member.name), menu=MENU)


def already_founder() -> Message:
    return message(FEATURE, "already_founder")


def used_up() -> Message:
    return message(FEATURE, "used_up")


def expired() -> Message:
    return message(FEATURE, "expired")


def not_a_link() -> Message:
    return message(FEATURE, "not_a_link")
