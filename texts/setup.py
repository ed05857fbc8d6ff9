"""What is said while a branch is set up: the group, the next steps, the readiness check."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.members import ROLE_NAMES, Role
from domain.messages import Button, Message, Press, Rows
from domain.policies import NEVER, hours_words
from domain.readiness import Finding, Hint, Lack
from domain.workdays import Hours
from texts.rendering import html, message, plain

FEATURE = "setup"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a branch has come: its groups and hub households, posts without a holder, posts without a stand-in."""

    groups: int
    hubs: int
    vacant: Sequence[str]
    lonely: Sequence[str]
    has_term: bool


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
    name: str,
    chats: int,
    people: int,
    joined: int,
    duties: tuple[Sequence[Role], Hours] | None,
    standing: Standing | None,
    telegram_id: int,
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
        standing=standing,
    )
    last = [Button(ready(), Press("ready", (), telegram_id))]
    if duties is not None:
        last.insert(0, _duties(telegram_id))
    rows = (_ways(telegram_id), tuple(last))
    return Message(words, rows if standing is None else (*_set_up(telegram_id), *rows))


def _set_up(telegram_id: int) -> Rows:
    """On through what is open, and the two things that are as everybody begins until somebody changes them."""
    return (
        (Button(plain(FEATURE, "go_on"), Press("psn", (0,), telegram_id)),),
        (
            Button(plain(FEATURE, "groups"), Press("psg", (), telegram_id)),
            Button(plain(FEATURE, "quiet_hours"), Press("yq", (), telegram_id)),
        ),
    )


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


def readiness(name: str, people: int, findings: Sequence[Finding], hints: Sequence[Hint], telegram_id: int) -> Message:
    """What is missing; below it what the regulations generally ask for, which keeps nobody from anything."""
    said = [plain(FEATURE, str(hint)) for hint in hints]
    if not findings:
        return message(FEATURE, "all_ready", name=name, people=people, hints=said)
    lines = [finding(found) for found in findings]
    routing = any(found.lack is Lack.NOBODY_ANSWERS for found in findings)
    rows = (_ways(telegram_id), (_duties(telegram_id),)) if routing else (_ways(telegram_id),)
    rows = (*rows, (Button(plain(FEATURE, "go_on"), Press("psn", (0,), telegram_id)),))
    return Message(html(FEATURE, "findings", name=name, lines=lines, hints=said), rows)


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
