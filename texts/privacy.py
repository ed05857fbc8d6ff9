"""What is said about privacy, and about what is kept of somebody."""

from collections.abc import Sequence
from datetime import datetime

from domain.members import ROLE_NAMES, STATUS_NAMES, Member, Role
from domain.messages import Button, Message, Press, Rows
from domain.privacy import Scope
from texts.rendering import html, message, plain

FEATURE = "privacy"


def privacy(
    branch: str,
    contact: str | None,
    consents: Sequence[object],
    given: Sequence[Scope],
    now: datetime,
    *,
    telegram_id: int,
) -> Message:
    """The notice, and what was agreed to; one button to take back each consent that stands.

    `consents` have `scope`, `given_at` and `withdrawn_at`.
    """
    names = {str(scope): scope_name(scope) for scope in Scope}
    words = html(FEATURE, "privacy", branch=branch, contact=contact, consents=consents, names=names, now=now)
    scopes = list(Scope)
    return Message(
        words, tuple((Button(_label(scope), Press("revoke", (scopes.index(scope),), telegram_id)),) for scope in given)
    )


def scope_name(scope: Scope) -> str:
    return plain(FEATURE, "scope_name", scope=str(scope))


def _label(scope: Scope) -> str:
    return plain(FEATURE, f"withdraw_{scope.name.lower()}")


def stays() -> Message:
    return message(FEATURE, "stays")


def withdrawn(scope: Scope, took_along: str = "") -> Message:
    """Any consent but the basic one, which ends everything; `took_along` is HTML: what went with it."""
    said = html(FEATURE, f"withdrawn_{scope.name.lower()}")
    return Message(f"{said}\n\n{took_along}" if took_along else said)


def not_given() -> str:
    return plain(FEATURE, "not_given")


def me(
    member: Member,
    posts: Sequence[tuple[Role, str]],
    now: datetime,
    *,
    branch: str,
    place: str,
    joined_at: datetime | None,
    contact: str | None,
    dates: str = "",
    rows: Rows = (),
) -> Message:
    """All that is kept about the person who asks; `posts` with the node where each is held, `dates` as HTML lines."""
    words = html(
        FEATURE,
        "me",
        member=member,
        status=STATUS_NAMES[member.status],
        branch=branch,
        place=place,
        posts="、".join(f"{where}{ROLE_NAMES[role]}" for role, where in posts),
        joined_at=joined_at,
        contact=contact,
        dates=dates,
        now=now,
    )
    data = (
        Button(plain(FEATURE, "label_fix"), Press("/correct")),
        Button(plain(FEATURE, "label_data"), Press("/mydata")),
    )
    return Message(words, (*rows, data))
