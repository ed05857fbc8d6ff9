"""One-time links: how somebody on the roster becomes somebody we can talk to (O4, V8)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from domain.access import Action
from domain.members import Member, is_here
from domain.messages import Message
from domain.privacy import Scope
from services import access, people, privacy
from services.turn import Turn
from storage import invitations as store
from storage import nodes
from storage import people as roster
from storage.invitations import Invitation
from texts import joining as say

MEMBER_LINK_LIVES = timedelta(days=14)
LEADER_LINK_LIVES = timedelta(days=3)
PER_PAGE = 20  # people on one list of buttons


@dataclass(frozen=True, slots=True)
class Offered:
    """The link is good; joining waits for the yes to the notice."""

    notice: Message


@dataclass(frozen=True, slots=True)
class Joined:
    member: Member
    place: str
    leaders: Sequence[Member]


@dataclass(frozen=True, slots=True)
class AlreadyJoined:
    member: Member


@dataclass(frozen=True, slots=True)
class AccountTaken:
    """The account belongs to somebody else on the roster already."""

    member: Member


@dataclass(frozen=True, slots=True)
class UsedUp:
    pass


@dataclass(frozen=True, slots=True)
class Expired:
    pass


@dataclass(frozen=True, slots=True)
class NotALink:
    """Nothing we made, or replaced by a newer one."""


Opened: TypeAlias = Offered | AlreadyJoined | AccountTaken | UsedUp | Expired | NotALink
Agreed: TypeAlias = Joined | AlreadyJoined | AccountTaken | UsedUp | Expired | NotALink


async def open_link(turn: Turn, telegram_id: int, token: str) -> Opened:
    """Somebody opened a member's link. Nothing is bound by that: messengers open links by themselves."""
    invitation = await store.find(turn.tx, token)
    target = await _fit(turn, telegram_id, invitation)
    if not isinstance(target, Member) or invitation is None:
        return target if not isinstance(target, Member) else NotALink()
    return Offered(await notice(turn, target, telegram_id, invitation.id))


async def needs_notice(turn: Turn, member: Member) -> bool:
    """Whether somebody has not agreed to the notice of today yet: loaded with their account, or the words changed."""
    return not await privacy.has(turn, member.id, Scope.BASIC)


async def notice(turn: Turn, member: Member, telegram_id: int, invitation_id: int = 0) -> Message:
    """The first-use notice with its two buttons; without an invitation for who is bound already (PRV-01)."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id) or tree[member.node_id]
    leaders = await people.leaders_of(turn, member)
    contact = next((leader.name for leader in leaders if leader.id != member.id), None)
    return say.notice(telegram_id, member.name, branch.name, contact, invitation_id)


async def agree(turn: Turn, telegram_id: int, invitation_id: int) -> Agreed:
    """The yes to the notice: the account is bound to the row, and the consent is written down."""
    member = await people.known(turn, telegram_id)
    if member is not None and (invitation_id == 0 or not await _is_for_another(turn, member, invitation_id)):
        if not await needs_notice(turn, member):
            return AlreadyJoined(member)
        return await _welcome(turn, member)
    invitation = await store.get(turn.tx, invitation_id)
    target = await _fit(turn, telegram_id, invitation)
    if not isinstance(target, Member) or invitation is None:
        return target if not isinstance(target, Member) else NotALink()
    if not await store.use(turn.tx, invitation.id, telegram_id, turn.now):
        return UsedUp()
    if not await roster.bind(turn.tx, target.id, telegram_id):
        return UsedUp()
    return await _welcome(turn, target)


async def _is_for_another(turn: Turn, member: Member, invitation_id: int) -> bool:
    invitation = await store.get(turn.tx, invitation_id)
    return invitation is None or invitation.member_id != member.id


async def _fit(
    turn: Turn, telegram_id: int, invitation: Invitation | None
) -> Member | AlreadyJoined | AccountTaken | UsedUp | Expired | NotALink:
    """The row that a link would bind to this account, or why it does not."""
    if invitation is None or invitation.member_id is None:
        return NotALink()
    mine = await people.known(turn, telegram_id)
    if mine is not None and mine.id == invitation.member_id:
        return AlreadyJoined(mine)
    target = await roster.get(turn.tx, invitation.member_id)
    if invitation.used_at is not None or target is None or target.telegram_id is not None:
        return UsedUp()
    if mine is not None:
        return AccountTaken(mine)
    return Expired() if invitation.expires_at <= turn.now else target


async def _welcome(turn: Turn, member: Member) -> Joined:
    await privacy.give(turn, member.id, Scope.BASIC)
    tree = await nodes.tree(turn.tx)
    leaders = [leader for leader in await people.leaders_of(turn, member) if leader.id != member.id]
    return Joined(member, tree[member.node_id].name, leaders)


@dataclass(frozen=True, slots=True)
class NotJoined:
    """People of one's own nodes who have no account yet, one page of them."""

    members: Sequence[Member]
    page: int
    more: bool
    total: int


@dataclass(frozen=True, slots=True)
class Invited:
    member: Member
    payload: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


async def not_joined(turn: Turn, leader: Member, page: int = 0) -> NotJoined | NotAllowed:
    """Whom a leader can invite."""
    reach = await _reach(turn, leader)
    if not reach:
        await access.may(turn, leader, Action.RECORD_PAPER, leader.node_id)
        return NotAllowed()
    waiting = [
        member for member in await roster.in_nodes(turn.tx, reach) if member.telegram_id is None and is_here(member)
    ]
    start = page * PER_PAGE
    return NotJoined(waiting[start : start + PER_PAGE], page, len(waiting) > start + PER_PAGE, len(waiting))


async def invite(turn: Turn, leader: Member, member_id: int) -> Invited | AlreadyJoined | NotAllowed:
    """A fresh link for one row; the old unused one dies with it."""
    target = await roster.get(turn.tx, member_id)
    if target is None or not is_here(target) or target.node_id not in await _reach(turn, leader):
        if target is not None:
            await access.may(turn, leader, Action.RECORD_PAPER, target.node_id, target.id)
        return NotAllowed()
    if target.telegram_id is not None:
        return AlreadyJoined(target)
    token = secrets.token_urlsafe(16)
    expires_at = turn.now + MEMBER_LINK_LIVES
    await store.add(turn.tx, token, target.id, leader.id, turn.now, expires_at)
    return Invited(target, f"join_{token}", expires_at)


async def _reach(turn: Turn, leader: Member) -> frozenset[int]:
    """Where somebody hands out links: where they act for people on paper anyway, or keep the roster."""
    keeps = await access.nodes_for(turn, leader, Action.MANAGE_ROSTER)
    return frozenset(keeps).union(await access.nodes_for(turn, leader, Action.RECORD_PAPER))


async def invite_leader(turn: Turn) -> str:
    """The start payload of a link for whoever is to set up a branch; `python -m bot invite` prints it."""
    token = secrets.token_urlsafe(16)
    await store.add(turn.tx, token, None, None, turn.now, turn.now + LEADER_LINK_LIVES)
    return f"lead_{token}"
