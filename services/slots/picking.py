"""What invitees can do, what the organiser sees of it, and settling on a time (M32)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from domain import slots as rules
from domain.access import Action
from domain.dates import moment_words
from domain.meetings import Meeting, window
from domain.members import COMMITTEE_ROLES, Member, Role
from domain.messages import Json, Lane, Message
from domain.slots import Ballot, SlotBallot, SlotPoll
from services import access, meetings
from services.turn import Turn
from storage import nodes, people
from storage import slots as store
from storage.meetings import Plan
from texts import slots as say

NEEDED = COMMITTEE_ROLES | {Role.GROUP_LEADER}


@dataclass(frozen=True, slots=True)
class Settled:
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Past:
    """The time chosen has gone by."""


@dataclass(frozen=True, slots=True)
class SettledBefore:
    pass


@dataclass(frozen=True, slots=True)
class Refused:
    pass


Settling: TypeAlias = Settled | SettledBefore | Past | Refused


def panel_topic(poll: SlotPoll) -> str:
    return f"slots:{poll.id}"


async def show_all(turn: Turn, poll: SlotPoll) -> int:
    """Bring what every invitee holds up to date; returns how many can be written to."""
    reached = [one for one in await store.ballots(turn.tx, poll.id) if one.telegram_id is not None]
    for one in reached:
        turn.show(f"slot:{one.id}", one.telegram_id or 0, "slot_ballot", one.id, lane=Lane.BROADCAST)
    return len(reached)


async def ballot(turn: Turn, ballot_id: int) -> Message | None:
    """What an invitee holds: the times, ticked where they can; or what it was settled on."""
    own = await store.ballot(turn.tx, ballot_id)
    poll = await store.get(turn.tx, own.poll_id) if own is not None else None
    if own is None or poll is None:
        return None
    asker = await people.get(turn.tx, poll.asked_by)
    return say.ballot(
        own, poll, await store.of_poll(turn.tx, poll.id), asker.name if asker is not None else "", turn.now
    )


async def panel(turn: Turn, poll_id: int) -> Message | None:
    """What the organiser sees: heads for each time, and what we would take."""
    poll = await store.get(turn.tx, poll_id)
    if poll is None:
        return None
    slots, held = await store.of_poll(turn.tx, poll_id), await store.ballots(turn.tx, poll_id)
    counted = await _counted(turn, poll, held)
    shown = say.Standings(
        poll=poll,
        slots=slots,
        weights=rules.weights(slots, counted),
        best=rules.best(slots, counted),
        two=rules.best_two(slots, counted),
        answered=sum(one.answered for one in held),
        asked=len(held),
        without_phone=[one.name for one in held if one.telegram_id is None],
    )
    return say.panel(shown, turn.now)


async def pick(turn: Turn, member: Member, ballot_id: int, slot_id: int | None) -> bool | None:
    """Tick a time or take the tick back; None for the slot is: none of them. False where it is settled already."""
    own = await store.ballot(turn.tx, ballot_id)
    poll = await store.get(turn.tx, own.poll_id) if own is not None else None
    if own is None or poll is None or own.member_id != member.id:
        return None
    if poll.settled:
        return False
    known = {slot.id for slot in await store.of_poll(turn.tx, poll.id)}
    picks = own.picks ^ {slot_id} if slot_id in known else frozenset[int]()
    await store.pick(turn.tx, ballot_id, [one for one in picks if one is not None], turn.now)
    turn.show(f"slot:{ballot_id}", own.telegram_id or 0, "slot_ballot", ballot_id, lane=Lane.ANSWER)
    asker = await people.get(turn.tx, poll.asked_by)
    leads = asker is not None and poll.node_id in await access.nodes_for(turn, asker, Action.MANAGE_MEETING)
    if asker is not None and asker.telegram_id is not None and leads:
        turn.show(panel_topic(poll), asker.telegram_id, "slot_panel", poll.id)
    return True


async def settle(turn: Turn, organiser: Member, poll_id: int, slot_ids: Sequence[int]) -> Settling:
    """Announce the meeting at one of the times, or at two: the same meeting in two sittings with one record."""
    poll = await store.get(turn.tx, poll_id)
    if poll is None or not await access.may(turn, organiser, Action.MANAGE_MEETING, poll.node_id):
        return Refused()
    chosen = [slot.starts_at for slot in await store.of_poll(turn.tx, poll_id) if slot.id in slot_ids]
    if not chosen:
        return Refused()
    if chosen[0] <= turn.now:
        return Past()
    if not await store.settle(turn.tx, poll_id, None, turn.now):
        return SettledBefore()
    meeting = await meetings.announce(turn, organiser, await _plan(turn, poll, chosen, organiser))
    if meeting is None:
        return Refused()
    await store.tie(turn.tx, poll_id, meeting.id)
    await show_all(turn, poll)
    turn.show(panel_topic(poll), organiser.telegram_id or 0, "slot_panel", poll_id)
    return Settled(meeting)


async def export(turn: Turn, member: Member) -> tuple[str, Json]:
    """For a member's own file: which times they said they can come to."""
    found: list[Json] = []
    for own in await store.ballots_of(turn.tx, member.id):
        poll = await store.get(turn.tx, own.poll_id)
        times = [slot.starts_at for slot in await store.of_poll(turn.tx, own.poll_id) if slot.id in own.picks]
        if poll is not None and own.answered:
            found.append({poll.title: [moment_words(at.astimezone(turn.now.tzinfo), turn.now) for at in times]})
    return say.own_picks(), found


async def _plan(turn: Turn, poll: SlotPoll, chosen: Sequence[datetime], organiser: Member) -> Plan:
    return Plan(
        node_id=poll.node_id,
        kind=poll.kind,
        title=poll.title,
        place=poll.place,
        starts_at=chosen[0],
        opens_at=window(chosen[0], poll.kind)[0],
        closes_at=window(chosen[-1], poll.kind)[1],
        chat_id=await meetings.board_chat(turn, poll.kind, poll.node_id),
        created_by=organiser.id,
        second_at=chosen[1] if len(chosen) > 1 else None,
    )


async def _counted(turn: Turn, poll: SlotPoll, held: Sequence[SlotBallot]) -> list[Ballot]:
    rungs = [node.id for node in (await nodes.tree(turn.tx)).ladder(poll.node_id)]
    posts = {one.member_id for one in await people.offices_at(turn.tx, rungs) if one.role in NEEDED}
    return [Ballot(one.member_id, one.picks, one.member_id in posts) for one in held]
