"""How the installation is, and how much the bot says of its own accord (A9, X7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import readiness
from domain.access import Action
from domain.burden import A_WEEK, Burden
from domain.burden import burden as weigh
from domain.members import Member, is_here
from domain.readiness import Finding
from domain.upkeep import Upkeep
from services import access, standins
from services.turn import Turn
from storage import burden, inbox, lines, nodes, people, purges, reminders

GIVEN_UP_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Status:
    """What an operator or a leader asks first; `unreachable` are names of the asker's own branch."""

    upkeep: Upkeep
    burden: Burden | None
    unreachable: tuple[str, ...]
    without_backup: tuple[Finding, ...]
    vacant: tuple[Finding, ...]
    cleared_at: datetime | None


async def status(turn: Turn, member: Member) -> Status | None:
    """None for whoever may not see it."""
    own = await access.nodes_for(turn, member, Action.SEE_STATUS)
    if not own:
        return None
    members = [one for one in await people.in_nodes(turn.tx, own) if is_here(one)]
    tree, offices = await nodes.tree(turn.tx), await people.offices_at(turn.tx, own)
    return Status(
        upkeep=await _upkeep(turn),
        burden=await _burden(turn, own),
        unreachable=tuple(member.name for member in await people.unreachable(turn.tx, own)),
        without_backup=tuple(readiness.without_backup(await standins.without_backup(turn, own))),
        vacant=tuple(readiness.empty_posts(tree, own, members, offices)),
        cleared_at=await purges.last(turn.tx),
    )


async def _upkeep(turn: Turn) -> Upkeep:
    arrived = await inbox.counts(turn.tx)
    heard = await inbox.last_heard(turn.tx)
    return Upkeep(
        database=turn.tx.dialect.name,
        rung_at=heard.rung_at if heard is not None else None,
        unsaid_since=await reminders.unsaid_since(turn.tx, turn.now),
        arrivals_waiting=max(0, arrived.get("waiting", 0) - 1),  # the question itself is being worked off
        arrivals_failed=arrived.get("failed", 0),
        lines=tuple(await lines.standing(turn.tx, turn.now)),
        resting=await lines.resting(turn.tx),
        dead=await lines.dead(turn.tx, turn.now - GIVEN_UP_LATELY),
        last_heard=heard.at if heard is not None else None,
    )


async def _burden(turn: Turn, node_ids: Collection[int]) -> Burden | None:
    """The last seven days, today among them, of all who have a chat with us."""
    since = turn.now.date() - A_WEEK + timedelta(days=1)
    chats = {
        member.telegram_id: member.id
        for member in await people.in_nodes(turn.tx, node_ids)
        if member.telegram_id is not None
    }
    got = await burden.since(turn.tx, chats, since)
    in_office = {office.member_id for office in await people.offices_at(turn.tx, node_ids)}
    return weigh({member_id: got.get(chat_id, ()) for chat_id, member_id in chats.items()}, in_office)
