"""What has to be done by the clock: each chore does one thing, and says whether there may be more."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from services import absences, boards, tidying
from services.broadcasts import feeding
from services.calls import mentioning
from services.danger import calling, hearing
from services.duties import looking
from services.make_up import giving
from services.reminding import gate, meetings
from services.requests import climbing, closing, watching
from services.studying import november, telling
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
    feeding.feed,
    mentioning.mention,
    meetings.plan,
    giving.look,
    telling.plan,
    november.look,
    looking.look,
    gate.remind,
    boards.turn_page,
    box.open_box,
    tidying.tidy,
)
