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
from handlers.routing import Command, Route, privately

_FEATURES: tuple[Route, ...] = (
    *privately(*danger.ROUTES),
    *privately(*contacts.ROUTES),
    *menu.ROUTES,
    *attendance.ROUTES,
    *leave.ROUTES,
    *privately(*asking.ROUTES),
    *privately(*requests.ROUTES),
    *files.ROUTES,
    *privately(*helping.ROUTES),
    *privately(*entering.ROUTES),
    *privately(*ladder.ROUTES),
    *privately(*standins.ROUTES),
    *meetings.ROUTES,
    *roster.ROUTES,
    *privately(*policies.ROUTES),
    *documents.ROUTES,
    *joining.ROUTES,
    *setup.ROUTES,
    *privately(*privacy.ROUTES),
    *privately(*directory.ROUTES),
    *privately(*suggestions.ROUTES),
    *log_chats.ROUTES,
    *chats.ROUTES,
    *privately(*dialogues.ROUTES),
)

ROUTES: tuple[Route, ...] = (*_FEATURES, Command("commands", menu.listing(_FEATURES), ("能做什么", "怎么用")))

ERRANDS = {**roster.ERRANDS, **policies.ERRANDS}
