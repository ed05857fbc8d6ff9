"""What is said while a branch is set up: the group, the next steps, the readiness check."""

from collections.abc import Sequence

from domain.members import ROLE_NAMES, Role
from domain.messages import Button, Message, Press
from domain.policies import NEVER, hours_words
from domain.readiness import Finding, Lack
from domain.workdays import Hours
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


def next_steps(
    name: str, chats: int, people: int, joined: int, duties: tuple[Sequence[Role], Hours] | None, telegram_id: int
) -> Message:
    """The steps with what is done ticked off; drawn from the facts each time.

    `duties` are the posts that requests are sent to and nobody holds, and the quiet hours.
    """
    vacant, quiet = duties or ((), NEVER)
    words = html(
        FEATURE,
        "next_steps",
        name=name,
        chats=chats,
        people=people,
        joined=joined,
        duties=duties is not None,
        vacant="、".join(ROLE_NAMES[role] for role in vacant),
        quiet=hours_words(quiet),
    )
    last = [Button(ready(), Press("ready", (), telegram_id))]
    if duties is not None:
        last.insert(0, _duties(telegram_id))
    return Message(words, (_ways(telegram_id), tuple(last)))


def _duties(telegram_id: int) -> Button:
    return Button(plain(FEATURE, "duties"), Press("yp", (), telegram_id))


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
    routing = any(found.lack is Lack.NOBODY_ANSWERS for found in findings)
    rows = (_ways(telegram_id), (_duties(telegram_id),)) if routing else (_ways(telegram_id),)
    return Message(html(FEATURE, "findings", name=name, lines=lines), rows)


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
