"""列席: who has reported to a place, or is 流入 there, sits in: in no 应到, no quorum, no vote (QRM-09).

They stand in a list of their own, so that nothing which counts members can count them by mistake.
"""

from itertools import takewhile

from domain import meetings as rules
from domain.affiliations import AffiliationState, Guest, is_open_to_guests
from domain.features import Feature
from domain.meetings import Meeting, MeetingState, SignedIn, SignInVerdict
from domain.members import Member, is_here, is_hosted
from domain.messages import Lane, Message
from domain.moments import Moment
from services import features
from services.reminding.promising import calendars_of
from services.turn import Turn
from storage import meetings, nodes
from storage import mobility_affiliations as store
from storage import people as members
from texts import mobility_homes as say


async def invite(turn: Turn, meeting: Meeting) -> None:
    """Everybody who belongs to the place of a new meeting gets a card of it, once, and no nudge."""
    if not is_open_to_guests(meeting.kind) or not await features.on_at(turn, Feature.MOBILE, meeting.node_id):
        return
    living = await store.living_at(turn.tx, await _around(turn, meeting.node_id))
    expected = await meetings.expected_ids(turn.tx, meeting.id)
    within = (await nodes.tree(turn.tx)).subtree(meeting.node_id)
    hosted = {one.id for one in await members.in_nodes(turn.tx, within) if is_hosted(one)}
    asked = {one.member_id for one in living if one.state is AffiliationState.ACTIVE} | hosted
    await store.invite(turn.tx, meeting.id, asked - expected)
    await refresh(turn, meeting)


async def invite_to_coming(turn: Turn, node_id: int) -> None:
    """Somebody has been received here: what was announced before is for them too."""
    within = (await nodes.tree(turn.tx)).subtree(node_id)
    for meeting in await meetings.in_nodes(turn.tx, within, turn.now, still_open=True):
        await invite(turn, meeting)


async def refresh(turn: Turn, meeting: Meeting) -> None:
    """Everybody's card as the meeting stands now: after it was announced, moved or called off."""
    found = {one.member_id: one for one in await store.guests_of(turn.tx, meeting.id)}
    there = [one for one in await members.many(turn.tx, found) if one.telegram_id is not None and is_here(one)]
    calendars = await calendars_of(turn, there)
    for member in there:
        turn.show(
            _topic(found[member.id]),
            member.telegram_id or 0,
            "guest",
            found[member.id].id,
            lane=Lane.REMINDER,
            expires_at=meeting.closes_at,
            rests=calendars[member.node_id].rest_after(turn.now),
        )


async def card(turn: Turn, guest_id: int) -> Message | None:
    """The guest's card as it is now."""
    guest = await store.guest(turn.tx, guest_id)
    meeting = await meetings.get(turn.tx, guest.meeting_id) if guest is not None else None
    if guest is None or meeting is None:
        return None
    place = (await nodes.tree(turn.tx))[meeting.node_id]
    return say.card(guest, meeting, place, turn.now, cancelled=meeting.state is MeetingState.CANCELLED)


async def answer(turn: Turn, member: Member, guest_id: int, *, comes: bool) -> Meeting | None:
    """会来 or 这次不去; None where it is not theirs, or has begun."""
    found = await _own(turn, member, guest_id)
    if found is None or not rules.may_answer(found[1], Moment.at(turn.now)):
        return None
    await store.answer(turn.tx, guest_id, comes=comes)
    _show(turn, member, found[0])
    return found[1]


async def arrive(turn: Turn, member: Member, guest_id: int, moment: Moment) -> SignInVerdict:
    """我到了: the same window as everybody's."""
    found = await _own(turn, member, guest_id)
    if found is None:
        return rules.NotExpected()
    guest, meeting = found
    verdict = rules.judge_sign_in(meeting, moment, True, guest.came_at)
    if isinstance(verdict, SignedIn):
        await store.came(turn.tx, guest_id, verdict.at)
        _show(turn, member, guest)
    return verdict


async def of_meeting(turn: Turn, meeting_id: int) -> list[tuple[Member, Guest]]:
    """列席 of one meeting, for its organisers and its minutes; whoever asks has looked after permission."""
    found = {one.member_id: one for one in await store.guests_of(turn.tx, meeting_id)}
    return [(one, found[one.id]) for one in await members.many(turn.tx, found)]


async def _own(turn: Turn, member: Member, guest_id: int) -> tuple[Guest, Meeting] | None:
    guest = await store.guest(turn.tx, guest_id)
    meeting = await meetings.get(turn.tx, guest.meeting_id) if guest is not None else None
    return (guest, meeting) if guest is not None and meeting is not None and guest.member_id == member.id else None


async def _around(turn: Turn, node_id: int) -> list[int]:
    """The meeting's node and those above it, up to its branch: nobody is asked along to meetings of half a town."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(node_id)
    inside = [one.id for one in takewhile(lambda one: branch is not None and one.id != branch.id, tree.ladder(node_id))]
    return [*inside, node_id if branch is None else branch.id]


def _show(turn: Turn, member: Member, guest: Guest) -> None:
    if member.telegram_id is not None:
        turn.show(_topic(guest), member.telegram_id, "guest", guest.id)


def _topic(guest: Guest) -> str:
    return f"guest:{guest.id}"
