"""What is said about stand-ins: who steps in at which post."""

from collections.abc import Sequence

from domain.members import ROLE_NAMES, Member, Role
from domain.messages import Button, Message, Press
from texts.rendering import html, plain

FEATURE = "standins"
NUMBERED = tuple(Role)


def post_name(node: str, role: Role, holders: Sequence[Member], *, with_node: bool) -> str:
    """`组织委员 李委员`, or for a group `第三党小组 党小组长 陈姐`."""
    names = "、".join(one.name for one in holders)
    return plain(FEATURE, "post_name", node=node if with_node else "", role=ROLE_NAMES[role], names=names)


def panel(lines: Sequence[str], buttons: Sequence[tuple[str, int, Role]], telegram_id: int) -> Message:
    """All posts; `buttons` are (label, node id, post)."""
    rows = tuple(
        (Button(label, Press("wp", (node_id, NUMBERED.index(role), 0), telegram_id)),)
        for label, node_id, role in buttons
    )
    return Message(html(FEATURE, "panel", lines=lines), rows)


def line(name: str, backup: Member | None, natural: Member | None) -> str:
    return plain(
        FEATURE,
        "line",
        name=name,
        backup=backup.name if backup is not None else "",
        natural=natural.name if natural is not None else "",
    )


def choose(
    name: str,
    node_id: int,
    role: Role,
    backup: Member | None,
    holders: Sequence[Member],
    members: Sequence[Member],
    page: int,
    pages: int,
    telegram_id: int,
) -> Message:
    """One post: who could stand in, and its holder's absence."""
    at = (node_id, NUMBERED.index(role))
    offered = [Button(one.name, Press("wn", (*at, one.id), telegram_id)) for one in members]
    rows = [tuple(offered[start : start + 2]) for start in range(0, len(offered), 2)]
    turning = []
    if page > 0:
        turning.append(Button(plain(FEATURE, "label_before"), Press("wp", (*at, page - 1), telegram_id)))
    if page < pages - 1:
        turning.append(Button(plain(FEATURE, "label_after"), Press("wp", (*at, page + 1), telegram_id)))
    rows += [tuple(turning)] if turning else []
    rows += [
        (Button(plain(FEATURE, "label_away", name=one.name), Press("wf", (one.id,), telegram_id)),) for one in holders
    ]
    if backup is not None:
        rows.append((Button(plain(FEATURE, "label_drop"), Press("wd", at, telegram_id)),))
    rows.append((Button(plain(FEATURE, "label_list"), Press("wa", (), telegram_id)),))
    words = html(FEATURE, "choose", name=name, backup=backup.name if backup is not None else "", anybody=bool(members))
    return Message(words, tuple(rows))


def named(name: str, backup: Member) -> str:
    return plain(FEATURE, "named", name=name, backup=backup.name)


def dropped(name: str) -> str:
    return plain(FEATURE, "dropped", name=name)


def unfit() -> str:
    return plain(FEATURE, "unfit")


def nobody_has_a_post() -> Message:
    return Message(html(FEATURE, "nobody_has_a_post"))


def you_stand_in(by: Member, node: str, role: Role, holders: Sequence[Member]) -> Message:
    """To the new B岗."""
    names = "、".join(one.name for one in holders)
    return Message(html(FEATURE, "you_stand_in", by=by.name, node=node, role=ROLE_NAMES[role], names=names))
