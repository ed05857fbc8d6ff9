"""A Telegram update -> one service call -> a reply for each outcome. This list is what the bot can do."""

from handlers import attendance, chats, dialogues, joining, leave, meetings, menu, privacy, roster, setup
from handlers.routing import Command, Route

_FEATURES: tuple[Route, ...] = (
    *menu.ROUTES,
    *attendance.ROUTES,
    *leave.ROUTES,
    *meetings.ROUTES,
    *roster.ROUTES,
    *joining.ROUTES,
    *setup.ROUTES,
    *privacy.ROUTES,
    *chats.ROUTES,
    *dialogues.ROUTES,
)

ROUTES: tuple[Route, ...] = (*_FEATURES, Command("commands", menu.listing(_FEATURES), ("能做什么", "怎么用")))

ERRANDS = roster.ERRANDS
