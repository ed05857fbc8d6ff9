"""What is due about a request that somebody has in hand: a promise running out (E13), or a long silence (E9, E14)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from domain.requests.clocks import Clocks, heard, step_after, update_due, warn_at
from domain.requests.request import HelpRequest
from domain.requests.steps import Done, StepKind
from domain.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Watched:
    """A request with the rules it keeps; `since` is when it was asked, or reopened."""

    request: HelpRequest
    since: datetime
    clocks: Clocks
    calendar: Calendar

    @property
    def taken_at(self) -> datetime:
        return self.request.acknowledged_at or self.since

    @property
    def last_word(self) -> datetime:
        """When the owner last did something that shows: a reply, a note, or taking it."""
        return max(self.request.worked_at or self.taken_at, self.taken_at)

    @property
    def word_due(self) -> datetime:
        """When the asker should have heard something: each word of the owner puts it off (E14)."""
        if self.request.update_by is not None:
            return self.request.update_by
        first = self.request.answered_at is None
        return update_due(self.clocks, self.calendar, self.last_word, first=first)


def due(watched: Watched, done: Collection[Done], now: datetime, *, owner_away: bool) -> list[StepKind]:
    """What is to be said now, each thing once a round and owner.

    Who is away is not reminded: somebody else is asked to look at once. Who was asked to look and took it over is the
    owner now, and looks at it for nobody.
    """
    request, owner = watched.request, watched.request.owner_id
    said = {one.kind for one in done if one.member_id == owner}
    looked = any(one.kind is StepKind.LOOK and one.member_id != owner for one in done)
    if now >= watched.word_due:
        if not owner_away and StepKind.STALL not in said:
            return [StepKind.STALL]
        waited = owner_away or now >= step_after(watched.clocks, watched.calendar, watched.word_due)
        return [StepKind.LOOK] if waited and not looked else []
    if owner_away:
        return []
    if request.answered_at is None and StepKind.WARN_RESPOND not in said and _warns(watched, request.respond_by, now):
        return [StepKind.WARN_RESPOND]
    if StepKind.WARN_RESOLVE not in said and _warns(watched, request.resolve_by, now) and not _active(watched, now):
        return [StepKind.WARN_RESOLVE]
    return []


def _warns(watched: Watched, by: datetime, now: datetime) -> bool:
    """Three quarters are over. Who took it later than that has three quarters of what was left."""
    if watched.taken_at >= by:
        return False
    at = warn_at(watched.clocks, watched.calendar, watched.since, by)
    if watched.taken_at > at:
        at = warn_at(watched.clocks, watched.calendar, watched.taken_at, by)
    return now >= heard(watched.clocks, watched.calendar, at)


def _active(watched: Watched, now: datetime) -> bool:
    """The owner is at it: the end of the promise is soon enough to speak of it (E14)."""
    return watched.request.worked_at is not None and now < min(watched.word_due, watched.request.resolve_by)
