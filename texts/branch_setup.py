"""What is asked while a branch is set up, one open thing after the other."""

from collections.abc import Sequence
from typing import Final

from domain.members import Member, Role
from domain.messages import Json, Message
from domain.nodes import Node, NodeKind
from domain.outline import MOST_GROUPS, Group, Wrong
from texts.posts import going_on, post
from texts.rendering import html, message, plain

FEATURE: Final = "branch_setup"


def skip() -> str:
    return plain(FEATURE, "skip")


def skipped(passed: int) -> Message:
    return going_on(message(FEATURE, "skipped"), passed + 1)


def committee_term() -> Message:
    return message(FEATURE, "committee_term")


def whose_backup(node: Node, role: Role, holders: Sequence[str]) -> Message:
    return message(FEATURE, "whose_backup", post=post(node, role), holders="、".join(holders))


def backed(node: Node, role: Role, backup: Member, passed: Json) -> Message:
    return going_on(message(FEATURE, "backed", post=post(node, role), name=backup.name), passed)


def which_groups(there: Sequence[str]) -> Message:
    return message(FEATURE, "which_groups", there="、".join(there))


def groups_unclear(wrong: Wrong) -> str:
    return html(FEATURE, str(wrong.problem), line=wrong.line, most=MOST_GROUPS)


def confirm_groups(groups: Sequence[Group]) -> Message:
    return message(FEATURE, "confirm_groups", **_named(groups))


def do_add() -> str:
    return plain(FEATURE, "do_add")


def please_add() -> str:
    return html(FEATURE, "please_add")


def groups_meanwhile(wrong: Wrong) -> Message:
    return Message(groups_unclear(wrong))


def groups_added(groups: Sequence[Group], passed: Json) -> Message:
    return going_on(message(FEATURE, "groups_added", **_named(groups)), passed)


def _named(groups: Sequence[Group]) -> dict[str, str]:
    def names(kind: NodeKind) -> str:
        return "、".join(one.name for one in groups if one.kind is kind)

    return {"groups": names(NodeKind.PARTY_GROUP), "hubs": names(NodeKind.HUB_HOUSEHOLD)}
