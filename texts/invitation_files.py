"""What is said around a calendar file, and what stands in it."""

from collections.abc import Sequence
from datetime import datetime

from domain.meetings import KINDS, Meeting
from domain.messages import Button, Message, Press
from domain.nodes import Node
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "invitation_files"


def choose(nodes: Sequence[Node], *, committee: bool) -> Message:
    """For who leads something: whose meetings the file is to hold."""
    rows = [(_button("label_mine", Press("ics")),)]
    if committee:
        rows.append((_button("label_committee", Press("icsc")),))
    rows += [(_button("label_node", Press("icsn", (node.id,)), name=node.name),) for node in nodes]
    return Message(html(FEATURE, "choose"), tuple(rows))


def caption(some: Sequence[Meeting], now: datetime, *, cancelled: bool) -> str:
    return html(FEATURE, "caption", meetings=some, cancelled=cancelled, now=now)


def nothing() -> Message:
    return Message(html(FEATURE, "nothing"))


def mine() -> str:
    return plain(FEATURE, "mine")


def file_name(name: str) -> str:
    """Without what file systems refuse."""
    kept = "".join(sign for sign in name if sign.isalnum() or sign in " -（）")
    return f"{kept.strip() or mine()}.ics"


def summary(meeting: Meeting, sitting: int) -> str:
    """A meeting held in two sittings has an entry for each, told apart by name."""
    return plain(FEATURE, "summary", title=meeting.title, sitting=sitting if meeting.second_at is not None else None)


def description(meeting: Meeting) -> str:
    return plain(FEATURE, "description", word=KINDS[meeting.kind].word, second_at=meeting.second_at)


def _button(block: str, press: Press, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), press)
