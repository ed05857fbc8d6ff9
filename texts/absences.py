"""What is said about being away for a while."""

from datetime import datetime, timedelta

from domain.absences import Away, AwayProblem
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.rendering import html, plain

FEATURE = "absences"


def until_when() -> Message:
    return Message(html(FEATURE, "until_when"))


def until_when_for(member: Member) -> Message:
    return Message(html(FEATURE, "until_when_for", name=member.name))


def problem(found: AwayProblem) -> str:
    return html(FEATURE, str(found))


def away(spell: Away, now: datetime, in_hand: int, member_id: int) -> Message:
    """Both ends as they are meant; with what this person has in hand still."""
    words = html(FEATURE, "away", **_ends(spell, now), in_hand=in_hand, now=now)
    return Message(words, (_back(member_id),))


def away_for(member: Member, spell: Away, now: datetime, member_id: int) -> Message:
    words = html(FEATURE, "away_for", **_ends(spell, now), name=member.name, now=now)
    return Message(words, ((Button(plain(FEATURE, "label_is_back", name=member.name), Press("wb", (member_id,))),),))


def away_for_you(by: Member, spell: Away, now: datetime, member_id: int) -> Message:
    return Message(html(FEATURE, "away_for_you", **_ends(spell, now), by=by.name, now=now), (_back(member_id),))


def back(waiting: int) -> Message:
    return Message(html(FEATURE, "back", waiting=waiting))


def was_not_away() -> Message:
    return Message(html(FEATURE, "was_not_away"))


def is_back() -> Message:
    return Message(html(FEATURE, "is_back"))


def _back(member_id: int) -> tuple[Button, ...]:
    return (Button(plain(FEATURE, "label_back"), Press("wb", (member_id,))),)


def _ends(spell: Away, now: datetime) -> dict[str, object]:
    """A spell that ends at midnight is spoken of by its last day."""
    whole_days = spell.end.hour == 0 and spell.end.minute == 0
    last = spell.end - timedelta(days=1) if whole_days else spell.end
    return {
        "start": spell.start if spell.start > now else None,
        "last": last,
        "whole_days": whole_days,
        "end": spell.end,
    }
