"""The list of places: for who plans meetings, and the homes near by for everybody of the branch."""

from dataclasses import dataclass

from domain.access import Action
from domain.meetings import Meeting, MeetingState
from domain.members import Member
from domain.venues import Venue, near
from services import access, meeting_cards
from services.turn import Turn
from services.venues import addresses
from storage import meetings, nodes, people
from storage import venues as store
from texts import venues as say


@dataclass(frozen=True, slots=True)
class Ended:
    """`still` are the meetings to come that were to be there."""

    venue: Venue
    still: list[Meeting]


async def kept(turn: Turn, member: Member) -> list[tuple[Venue, str]] | None:
    """The places of the branches where somebody plans meetings, with their addresses; None for who plans none."""
    branches = await addresses.keeps_for(turn, member)
    if not branches:
        return None
    venues = await store.of_branches(turn.tx, branches)
    return [(venue, await addresses.whole(turn, member, venue) or "") for venue in venues]


async def homes(turn: Turn, member: Member, words: str) -> list[Venue]:
    """The homes that are open for study in a member's branch, those near the words asked for first."""
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    found = await store.of_branches(turn.tx, [branch.id]) if branch is not None else []
    return near([venue for venue in found if venue.is_home], words)


async def end(turn: Turn, member: Member, venue_id: int) -> Ended | None:
    """Nobody meets there any more: its host says so, or who keeps the list; None where it is neither's."""
    venue = await store.get(turn.tx, venue_id)
    if venue is None:
        return None
    if venue.host_id != member.id and venue.node_id not in await addresses.keeps_for(turn, member):
        await access.may(turn, member, Action.MANAGE_MEETING, venue.node_id)
        return None
    await store.end(turn.tx, venue_id, turn.now)
    still = await _still_there(turn, venue)
    await _tell_organisers(turn, venue, still, but=member)
    await _tell_host(turn, venue, by=member)
    return Ended(venue, still)


async def forget_homes(turn: Turn, member: Member) -> int:
    """Somebody leaves: their home is met at no more, whoever planned a meeting there hears of it."""
    for venue in await store.of_host(turn.tx, member.id):
        await _tell_organisers(turn, venue, await _still_there(turn, venue), but=member)
    return await store.forget_homes(turn.tx, member.id, say.gone_name(), turn.now)


async def _still_there(turn: Turn, venue: Venue) -> list[Meeting]:
    reach = (await nodes.tree(turn.tx)).subtree(venue.node_id)
    coming = await meetings.in_nodes(turn.tx, reach, turn.now, still_open=True)
    return [one for one in coming if one.place == venue.name and one.state is MeetingState.ANNOUNCED]


async def _tell_organisers(turn: Turn, venue: Venue, still: list[Meeting], but: Member) -> None:
    """Whoever was told the address sees it no more; whoever planned to meet there looks for another place."""
    for meeting in still:
        await meeting_cards.refresh(turn, meeting)
        organiser = await people.get(turn.tx, meeting.created_by)
        if organiser is not None and organiser.telegram_id is not None and organiser.id != but.id:
            turn.tell(organiser.telegram_id, say.no_longer_there(venue, meeting, turn.now))


async def _tell_host(turn: Turn, venue: Venue, by: Member) -> None:
    host = await people.get(turn.tx, venue.host_id) if venue.host_id is not None else None
    if host is not None and host.id != by.id and host.telegram_id is not None:
        turn.tell(host.telegram_id, say.ended_for_you(venue, by), silent=True)
