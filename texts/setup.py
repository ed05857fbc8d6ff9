"""What is said while a branch is set up: the group, the next steps, the readiness check."""

from collections.abc import Sequence

from domain.members import ROLE_NAMES
from domain.messages import Button, Message, Press
from domain.readiness import Finding
from texts.rendering import html, message, plain

FEATURE = "setup"


def who_can() -> Message:
    return message(FEATURE, "who_can")


def taken() -> Message:
    return message(FEATURE, "taken")


def asked_in_private() -> Message:
    return message(FEATURE, "asked_in_private")


def which_node(title: str) -> Message:
    return message(FEATURE, "which_node", title=title)


def please_choose() -> str:
    return html(FEATURE, "please_choose")


def bound_in_group(node: str) -> Message:
    return Message(html(FEATURE, "bound_in_group", node=node), ((Button(talk_to_me(), start="hi"),),))


def talk_to_me() -> str:
    return plain(FEATURE, "talk_to_me")


def next_steps(name: str, chats: int, people: int, joined: int, telegram_id: int) -> Message:
    """The steps with what is done ticked off; drawn from the facts each time."""
    words = html(FEATURE, "next_steps", name=name, chats=chats, people=people, joined=joined)
    return Message(words, (_ways(telegram_id), (Button(ready(), Press("ready", (), telegram_id)),)))


def _ways(telegram_id: int) -> tuple[Button, Button]:
    return (
        Button(roster(), Press("roster", (), telegram_id)),
        Button(invite(), Press("invites", (0,), telegram_id)),
    )


def roster() -> str:
    return plain(FEATURE, "roster")


def invite() -> str:
    return plain(FEATURE, "invite")


def ready() -> str:
    return plain(FEATURE, "ready")


def readiness(name: str, people: int, findings: Sequence[Finding], telegram_id: int) -> Message:
    if not findings:
        return message(FEATURE, "all_ready", name=name, people=people)
    lines = [finding(found) for found in findings]
    return Message(html(FEATURE, "findings", name=name, lines=lines), (_ways(telegram_id),))


def finding(found: Finding) -> str:
    """One line of the check, as plain words: the list around it escapes them."""
    role = "" if found.role is None else ROLE_NAMES[found.role]
    return plain(FEATURE, str(found.lack), found=found, role=role)


def added() -> Message:
    return message(FEATURE, "added")


def please_demote(title: str) -> Message:
    return message(FEATURE, "please_demote", title=title)


def was_removed(title: str) -> Message:
    return message(FEATURE, "was_removed", title=title)
