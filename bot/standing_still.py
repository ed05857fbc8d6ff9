"""Commands for which the bot has to stand still: what changes meanwhile would be lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.database import Database
from storage.tenancy import tenancy_of


class BotIsRunning(Exception):
    """The bot works on this database; the message says what to do."""


@asynccontextmanager
async def nobody_else(database: Database, sentence: str) -> AsyncIterator[None]:
    """No bot works on the database meanwhile, nor begins to. Raises BotIsRunning."""
    tenancy = tenancy_of(database)
    if not await tenancy.take():
        raise BotIsRunning(sentence)
    try:
        yield
    finally:
        await tenancy.give_back()
