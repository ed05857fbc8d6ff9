"""A visit: why, to whom, who goes, by when, and what was said to come next (C17, C18)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from domain.care.trigger import VisitTrigger

LONGEST_WORDS: Final = 200


class Wish(StrEnum):
    """What the member concerned wants. Nothing at all is an answer like the others."""

    COME = "come"
    CALL = "call"
    NO = "no"


class VisitState(StrEnum):
    """`ASKED`: the member has not answered yet. `WAITING`: nobody is named. `NAMED`: somebody goes.

    `DONE`: somebody has been there. A visit that is not wanted is no row at all.
    """

    ASKED = "asked"
    WAITING = "waiting"
    NAMED = "named"
    DONE = "done"


OPEN: Final = frozenset({VisitState.ASKED, VisitState.WAITING, VisitState.NAMED})


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit. Its words, notes and promises are sealed beside it; here is only whether there are any.

    `reported_by` is None once the member has answered: who told us is nobody's business afterwards. `next_on` is the
    day of the next step; `next_done` tells that it was taken.
    """

    id: int
    about_id: int
    trigger: VisitTrigger
    state: VisitState
    reported_by: int | None
    reported_at: datetime
    wish: Wish | None = None
    visitor_id: int | None = None
    due: date | None = None
    went_on: date | None = None
    next_on: date | None = None
    next_done: bool = False
    has_words: bool = False
    has_note: bool = False

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def answered(wish: Wish) -> VisitState | None:
    """What a visit becomes when the member says this; None: it is not wanted, and nothing is kept of it."""
    return None if wish is Wish.NO else VisitState.WAITING
