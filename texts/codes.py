"""What is said around codes: on the screen, to those online, to whoever scanned."""

from collections.abc import Sequence
from datetime import datetime

from domain.meetings import Meeting, Tally
from domain.messages import Button, Message, Press
from domain.pictures import Code, Picture
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "codes"


def screen(meeting: Meeting, payload: str, tally: Tally) -> Message:
    """The picture for the room, with numbers and no names."""
    picture = Picture(Code(plain(FEATURE, "screen_title"), payload, plain(FEATURE, "screen_note")))
    words = html(FEATURE, "screen", meeting=meeting, tally=tally)
    close = Button(plain(FEATURE, "label_close_screen"), Press("cox", (meeting.id,)))
    return Message(words, ((close,),), picture=picture)


def closed() -> str:
    return plain(FEATURE, "closed")


def too_early(meeting: Meeting, now: datetime) -> str:
    return plain(FEATURE, "too_early", meeting=meeting, now=now)


def over() -> str:
    return plain(FEATURE, "over")


def online(meeting: Meeting, digits: str) -> Message:
    return Message(html(FEATURE, "online", meeting=meeting, digits=digits))


def signed(meeting: Meeting, at: datetime, now: datetime) -> Message:
    """The answer to a sign-in by word or code, with the way back for a minute (U13)."""
    undo = Button(plain(FEATURE, "label_undo"), Press("und", (meeting.id,)))
    return Message(html(FEATURE, "signed", meeting=meeting, at=at, now=now), ((undo,),))


def old_code() -> Message:
    return Message(html(FEATURE, "old_code"))


def wrong_digits() -> Message:
    return Message(html(FEATURE, "wrong_digits"))


def too_many_misses() -> Message:
    return Message(html(FEATURE, "too_many_misses"))


def how() -> Message:
    return Message(html(FEATURE, "how"))


def choose(meetings: Sequence[Meeting]) -> Message:
    """For whoever leads a meeting that is open now."""
    rows = [
        (Button(shortened(plain(FEATURE, block, meeting=meeting)), Press(action, (meeting.id,))),)
        for meeting in meetings
        for block, action in (("label_screen_for", "cos"), ("label_online_for", "coo"))
    ]
    return Message(html(FEATURE, "choose"), tuple(rows))
