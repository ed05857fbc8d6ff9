"""What is said about a second place: reporting to it, being taken along, sitting in on its meetings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from domain.affiliations import Affiliation, AffiliationState, Guest
from domain.dates import date_words, moment_words
from domain.meetings import KINDS, Meeting
from domain.members import Member
from domain.messages import Button, Message, Press
from domain.nodes import Node
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE: Final = "mobility_homes"
OFFERED: Final = 8


def page(places: Sequence[tuple[Affiliation, Node]], others: Sequence[Node], now: datetime, *, keeps: bool) -> Message:
    """Where one has reported, and where else one can."""
    lines = [(node.name, None if one.since is None else date_words(one.since, now)) for one, node in places]
    rows = [_row("label_leave", "mbx", node) for _, node in places]
    rows += [_row("label_ask", "mba", node) for node in others[:OFFERED]]
    if keeps:
        rows.append((Button(plain(FEATURE, "label_here"), Press("mbh")),))
    return Message(html(FEATURE, "page", lines=lines, others=bool(others)), tuple(rows))


def asked(place: Node) -> Message:
    return Message(html(FEATURE, "asked", place=place.name))


def asked_before(place: Node, affiliation: Affiliation, now: datetime) -> Message:
    since = None if affiliation.state is AffiliationState.ASKED else affiliation.since
    words = None if since is None else date_words(since, now)
    return Message(html(FEATURE, "asked_before", place=place.name, since=words))


def nobody_receives(place: Node) -> Message:
    return Message(html(FEATURE, "nobody_receives", place=place.name))


def too_many() -> Message:
    return Message(html(FEATURE, "too_many"))


def please_receive(member: Member, home: Node, place: Node, affiliation: Affiliation) -> Message:
    rows = ((_answer("label_receive", affiliation, 1), _answer("label_decline", affiliation, 0)),)
    return Message(html(FEATURE, "please_receive", name=member.name, home=home.name, place=place.name), rows)


def answered(place: Node, *, yes: bool) -> Message:
    return Message(html(FEATURE, "you_belong" if yes else "you_wait", place=place.name))


def settled(member: Member, *, yes: bool) -> Message:
    return Message(html(FEATURE, "received" if yes else "declined", name=member.name))


def settled_before() -> str:
    return plain(FEATURE, "settled_before")


def left(place: Node) -> Message:
    return Message(html(FEATURE, "left", place=place.name))


def not_there() -> str:
    return plain(FEATURE, "not_there")


def here(lines: Sequence[tuple[str, str, str, int]]) -> Message:
    """(name, branch they come from, since when, how many meetings here) of everybody who reported here."""
    return Message(html(FEATURE, "here", lines=lines))


def since_words(affiliation: Affiliation, now: datetime) -> str:
    return "" if affiliation.since is None else date_words(affiliation.since, now)


def card(guest: Guest, meeting: Meeting, place: Node, now: datetime, *, cancelled: bool) -> Message:
    """A guest's card of one meeting."""
    words = html(
        FEATURE,
        "card",
        place=place.name,
        kind=KINDS[meeting.kind].word,
        title=meeting.title,
        when=moment_words(meeting.starts_at, now),
        where=meeting.place,
        comes=guest.comes,
        came=guest.came_at is not None,
        cancelled=cancelled,
    )
    return Message(words, () if cancelled or guest.came_at is not None else _buttons(guest))


def answer_given(meeting: Meeting, now: datetime, *, comes: bool) -> str:
    return plain(FEATURE, "will_come" if comes else "will_not_come", when=moment_words(meeting.starts_at, now))


def too_late() -> str:
    return plain(FEATURE, "too_late")


def guests(meeting: Meeting, everybody: Sequence[tuple[Member, Guest]]) -> Message:
    """For who leads the meeting."""
    lines = [(member.name, guest.came_at is not None, guest.comes) for member, guest in everybody]
    return Message(html(FEATURE, "guests", title=meeting.title, lines=lines))


def _buttons(guest: Guest) -> tuple[tuple[Button, ...], ...]:
    """我到了 stands there from the beginning: nobody draws a card anew when a meeting opens."""
    yes = Button(plain(FEATURE, "label_come"), Press("mbc", (guest.id, 1)))
    no = Button(plain(FEATURE, "label_not_come"), Press("mbc", (guest.id, 0)))
    return ((yes, no), (Button(plain(FEATURE, "label_arrive"), Press("mbi", (guest.id,))),))


def _row(label: str, action: str, node: Node) -> tuple[Button, ...]:
    return (Button(shortened(plain(FEATURE, label, place=node.name)), Press(action, (node.id,))),)


def _answer(label: str, affiliation: Affiliation, yes: int) -> Button:
    return Button(plain(FEATURE, label), Press("mbd", (affiliation.id, yes)))
