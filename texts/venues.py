"""What is said about places to meet. A place's name is for everybody, its address never stands in a group."""

from collections.abc import Sequence
from datetime import datetime

from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Button, Message, Press
from domain.venues import KIND_NAMES, Venue, VenueKind
from texts.meetings import shortened
from texts.rendering import html, message, plain

FEATURE = "venues"


def kept_list(venues: Sequence[tuple[Venue, str]]) -> Message:
    """For who plans meetings: each place with its address."""
    rows = [
        (Button(shortened(plain(FEATURE, "label_end", venue=venue)), Press("vee", (venue.id,))),) for venue, _ in venues
    ]
    rows.append((Button(plain(FEATURE, "label_add"), Press("vea")),))
    return Message(html(FEATURE, "kept_list", venues=venues, names=KIND_NAMES), tuple(rows))


def homes(venues: Sequence[Venue], member: Member) -> Message:
    """For everybody of the branch: names and areas, and what to do with one's own."""
    mine = [venue for venue in venues if venue.host_id == member.id]
    rows = [(Button(shortened(plain(FEATURE, "label_end", venue=venue)), Press("vee", (venue.id,))),) for venue in mine]
    if not mine:
        rows.append((Button(plain(FEATURE, "label_open_home"), Press("veo")),))
    return Message(html(FEATURE, "homes", venues=venues, names=KIND_NAMES), tuple(rows))


def ask_kind(*, own: bool) -> Message:
    return Message(html(FEATURE, "ask_kind_own" if own else "ask_kind"))


def ask_host() -> Message:
    return message(FEATURE, "ask_host")


def unknown_host(*, several: bool) -> str:
    return html(FEATURE, "several_hosts" if several else "unknown_host")


def host_asked(host: Member) -> Message:
    return message(FEATURE, "host_asked", host=host.name)


def ask_of_host(keeper: Member, kind: VenueKind, ask_id: int) -> Message:
    """The question to whoever lives there."""
    yes = Button(plain(FEATURE, "label_agree"), Press("vey", (ask_id,)))
    no = Button(plain(FEATURE, "label_decline"), Press("ven", (ask_id,)))
    return Message(html(FEATURE, "ask_of_host", keeper=keeper.name, kind=KIND_NAMES[kind]), ((yes, no),))


def host_declined(host: Member) -> Message:
    return message(FEATURE, "host_declined", host=host.name)


def declined() -> Message:
    return message(FEATURE, "declined")


def host_agreed(host: Member, venue: Venue) -> Message:
    return message(FEATURE, "host_agreed", host=host.name, venue=venue)


def ask_agreed(host: str) -> Message:
    return message(FEATURE, "ask_agreed", host=host)


def agreed() -> str:
    return plain(FEATURE, "label_agreed")


def needs_agreement() -> str:
    return html(FEATURE, "needs_agreement")


def ask_name(*, home: bool) -> Message:
    return Message(html(FEATURE, "ask_home_name" if home else "ask_name"))


def usual_home(host: str) -> str:
    return plain(FEATURE, "usual_home", host=host)


def line_wrong(most: int) -> str:
    return html(FEATURE, "line_wrong", most=most)


def no_door_please() -> str:
    return html(FEATURE, "no_door_please")


def name_taken() -> str:
    return html(FEATURE, "name_taken")


def ask_area() -> Message:
    return message(FEATURE, "ask_area")


def ask_address() -> Message:
    return message(FEATURE, "ask_address")


def kept(venue: Venue, *, own: bool) -> Message:
    return message(FEATURE, "kept_own" if own else "kept", venue=venue)


def ended(venue: Venue, still: Sequence[Meeting], now: datetime) -> Message:
    return message(FEATURE, "ended", venue=venue, still=still, now=now)


def ended_for_you(venue: Venue, by: Member) -> Message:
    return message(FEATURE, "ended_for_you", venue=venue, by=by.name)


def no_longer_there(venue: Venue, meeting: Meeting, now: datetime) -> Message:
    return message(FEATURE, "no_longer_there", venue=venue, meeting=meeting, now=now)


def gone_name() -> str:
    return plain(FEATURE, "gone_name")


def settled() -> str:
    return plain(FEATURE, "settled")
