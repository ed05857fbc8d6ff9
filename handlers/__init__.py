"""A Telegram update -> one service call -> a reply for each outcome. This list is what the bot can do."""

from handlers import (
    asking,
    attendance,
    chats,
    contacts,
    danger,
    dialogues,
    directory,
    documents,
    entering,
    files,
    helping,
    joining,
    ladder,
    leave,
    log_chats,
    meetings,
    menu,
    policies,
    privacy,
    requests,
    roster,
    setup,
    standins,
    suggestions,
)
from handlers.routing import Command, Route

_FEATURES: tuple[Route, ...] = (
    *danger.ROUTES,
    *contacts.ROUTES,
    *menu.ROUTES,
    *attendance.ROUTES,
    *leave.ROUTES,
    *asking.ROUTES,
    *requests.ROUTES,
    *files.ROUTES,
    *helping.ROUTES,
    *entering.ROUTES,
    *ladder.ROUTES,
    *standins.ROUTES,
    *meetings.ROUTES,
    *roster.ROUTES,
    *policies.ROUTES,
    *documents.ROUTES,
    *joining.ROUTES,
    *setup.ROUTES,
    *privacy.ROUTES,
    *directory.ROUTES,
    *suggestions.ROUTES,
    *log_chats.ROUTES,
    *chats.ROUTES,
    *dialogues.ROUTES,
)

ROUTES: tuple[Route, ...] = (*_FEATURES, Command("commands", menu.listing(_FEATURES), ("能做什么", "怎么用")))

ERRANDS = {**roster.ERRANDS, **policies.ERRANDS}
