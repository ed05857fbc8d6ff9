"""What has to be done by the clock: each chore does one thing, and says whether there may be more."""

from collections.abc import Awaitable, Callable

from services import boards, tidying
from services.turn import Turn

CHORES: tuple[Callable[[Turn], Awaitable[bool]], ...] = (
    boards.turn_page,
    tidying.tidy,
)
