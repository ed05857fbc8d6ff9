"""answerCallbackQuery."""

from typing import Final
from urllib.parse import urlsplit

from sandbox.botapi.asked import Asked
from sandbox.world.entities import utf16
from sandbox.world.refusals import bad_request
from sandbox.world.watch import Answered

ANSWER_UNITS: Final = 200


def answer_callback_query(asked: Asked) -> bool:
    """Answer a press of a button: with nothing, a line, an alert, or a link to the bot itself."""
    text, url = asked.params.text("text"), asked.params.text("url")
    if utf16(text) > ANSWER_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and not _leads_to(url, asked.bot.username):
        raise bad_request("URL_INVALID")
    now = asked.world.clock.now().timestamp()
    query = asked.world.queries.answer(asked.bot.id, asked.params.text("callback_query_id"), now)
    answer = Answered(query.person_id, query.id, text, asked.params.flag("show_alert"), url)
    asked.world.watch.tell(answer)
    return True


def _leads_to(url: str, username: str) -> bool:
    parts = urlsplit(url)
    return parts.hostname in {"t.me", "telegram.me"} and parts.path.strip("/").lower() == username.lower()
