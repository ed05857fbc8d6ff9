"""A meeting that was announced is moved or called off: whom that concerns, and what they are asked (M29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.meetings import Attendee, Meeting, Rsvp


class Concern(StrEnum):
    """What a move means to somebody: they come, they have not said, or they were on leave for the old date."""

    COMES = "comes"
    OPEN = "open"
    WAS_AWAY = "was_away"


@dataclass(frozen=True, slots=True)
class Move:
    """A meeting before and after."""

    before: Meeting
    after: Meeting

    @property
    def another_time(self) -> bool:
        return self.before.starts_at != self.after.starts_at

    @property
    def another_place(self) -> bool:
        return self.before.place != self.after.place


def concern(one: Attendee, *, another_time: bool) -> Concern | None:
    """What is said to somebody; None where the board is enough.

    Answers are kept. Who is on leave cares for the new date and not for the new room; their leave holds until they say
    that they come after all, so nobody has to ask twice.
    """
    if one.excused or one.rsvp is Rsvp.LEAVE:
        return Concern.WAS_AWAY if another_time else None
    return Concern.COMES if one.rsvp is Rsvp.GOING else Concern.OPEN


def waits_for_it(one: Attendee) -> bool:
    """Whether somebody would come in vain, or might: who is on leave hears nothing of a meeting called off."""
    return concern(one, another_time=False) is not None


def without_phone(everybody: Iterable[Attendee]) -> list[str]:
    """Who has to be told by a person."""
    return [one.member.name for one in everybody if one.member.telegram_id is None]
