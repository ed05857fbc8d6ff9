"""A group that is told how a branch's requests are getting on: number, category, step; no words, no names (A8).

One silent message a day, edited as things happen: it is drawn from the journal when it is sent, so nothing is kept for
it, nothing is said twice, and a storm of events costs one edit.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.access import Action
from domain.concerns import SHORT_NAMES
from domain.members import Member
from domain.messages import Message
from domain.nodes import BRANCH_KINDS
from domain.requests import HelpRequest
from services import access
from services.turn import Turn
from storage import log_chats as store
from storage import nodes
from storage import requests as request_store
from storage.request_events import EventKind
from texts import log_chats as say

TOLD: Final = (
    EventKind.SUBMITTED,
    EventKind.TAKEN,
    EventKind.TRANSFERRED,
    EventKind.HANDED_BACK,
    EventKind.ASKED_UPWARDS,
    EventKind.STALLED,
    EventKind.REFERRED,
    EventKind.RESOLVED,
    EventKind.NOT_YET,
    EventKind.CONFIRMED,
    EventKind.CLOSED_SILENT,
    EventKind.REOPENED,
    EventKind.WITHDRAWN,
)
SHOWN: Final = 60
_DAYS: Final = 10_000_000  # a living message is named by one number: the group's id and the day's in one


@dataclass(frozen=True, slots=True)
class Chosen:
    branch: str


@dataclass(frozen=True, slots=True)
class Dropped:
    pass


@dataclass(frozen=True, slots=True)
class OfMembers:
    """The group belongs to a branch or a party group: everybody there would read along."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


async def switch(
    turn: Turn, member: Member, chat_id: int, thread_id: int | None, title: str
) -> Chosen | Dropped | OfMembers | NotAllowed:
    """`/logchat` in a group: on, or off where it was on."""
    tree = await nodes.tree(turn.tx)
    managed = await access.nodes_for(turn, member, Action.MANAGE_NODE)
    branches = [node_id for node_id in managed if tree[node_id].kind in BRANCH_KINDS]
    chosen = await store.at(turn.tx, chat_id)
    if not branches or (chosen is not None and chosen.branch_id not in branches):
        await access.may(turn, member, Action.MANAGE_NODE, member.node_id)
        return NotAllowed()
    if chosen is not None:
        await store.drop(turn.tx, chat_id)
        return Dropped()
    if await nodes.chat(turn.tx, chat_id) is not None:
        return OfMembers()
    own = tree.branch_of(member.node_id)
    branch = own if own is not None and own.id in branches else tree[branches[0]]
    await store.choose(turn.tx, chat_id, branch.id, thread_id, title, turn.now)
    return Chosen(branch.name)


async def bring_up_to_date(turn: Turn, request: HelpRequest, kind: EventKind) -> None:
    """Something happened to a request: the day's message follows."""
    if kind not in TOLD:
        return
    chat = await store.of_branch(turn.tx, request.branch_id)
    if chat is None or await nodes.chat(turn.tx, chat.chat_id) is not None:
        return
    if await request_store.excluded(turn.tx, request.id):
        return
    today = turn.now.date()
    turn.show(f"log:{chat.id}:{today:%Y%m%d}", chat.chat_id, "log", _ref(chat.id, today), thread_id=chat.thread_id)


async def day(turn: Turn, ref: int) -> Message | None:
    """The view: one day of one group."""
    log_chat_id, ordinal = divmod(ref, _DAYS)
    chat = await store.get(turn.tx, log_chat_id)
    if chat is None:
        return None
    midnight = datetime.combine(date.fromordinal(ordinal), time(), turn.now.tzinfo)
    happened = await store.happened(
        turn.tx, chat.branch_id, max(midnight, chat.since), midnight + timedelta(days=1), TOLD
    )
    lines = [(one.at, one.number, SHORT_NAMES[one.topic], str(one.kind)) for one in happened[-SHOWN:]]
    return say.day(midnight, lines, turn.now) if lines else None


def _ref(log_chat_id: int, today: date) -> int:
    return log_chat_id * _DAYS + today.toordinal()
