"""Presses of inline buttons, from the press to the bot's one answer."""

from dataclasses import dataclass
from typing import Final

from sandbox.world.refusals import Refusal, bad_request

LIFETIME_SECONDS: Final = 60


@dataclass
class Query:
    """One press that waits for its answer."""

    id: str
    bot_id: int
    person_id: int
    chat_id: int
    message_id: int
    at: float
    answered: bool = False


def too_old() -> Refusal:
    """What the server says when an answer comes late or a second time."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


class Queries:
    """All presses of late. `lifetime` is how long an answer may take on the sandbox's clock."""

    def __init__(self) -> None:
        self.last = 0
        self.lifetime: float = LIFETIME_SECONDS
        self._open: dict[str, Query] = {}

    def ask(self, bot_id: int, person_id: int, chat_id: int, message_id: int, at: float) -> Query:
        """Somebody pressed a button."""
        self.last += 1
        query = Query(f"{bot_id}{self.last:09d}", bot_id, person_id, chat_id, message_id, at)
        self._open = {key: old for key, old in self._open.items() if at - old.at <= self.lifetime}
        self._open[query.id] = query
        return query

    def answer(self, bot_id: int, query_id: str, at: float) -> Query:
        """Take the bot's answer, once and in time."""
        query = self._open.get(query_id)
        if query is None or query.bot_id != bot_id or query.answered or at - query.at > self.lifetime:
            raise too_old()
        query.answered = True
        return query
