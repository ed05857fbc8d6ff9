"""What has to be done by the clock: each chore does one thing, and says whether there may be more."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from services import absences, boards, reminding, tidying
from services.danger import calling, hearing
from services.requests import climbing, closing, watching
from services.suggestions import box
from services.turn import Turn

Chore: TypeAlias = Callable[[Turn], Awaitable[bool]]

CHORES: tuple[Chore, ...] = (
    calling.ring_again,
    hearing.follow_up,
    absences.begin,
    climbing.climb,
    watching.watch,
    closing.close_silent,
    reminding.remind,
    boards.turn_page,
    box.open_box,
    tidying.tidy,
)
