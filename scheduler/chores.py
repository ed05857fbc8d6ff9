"""What has to be done by the clock: each chore does one thing, and says whether there may be more."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from services import boards, tidying
from services.turn import Turn

Chore: TypeAlias = Callable[[Turn], Awaitable[bool]]

CHORES: tuple[Chore, ...] = (
    boards.turn_page,
    tidying.tidy,
)
