"""Logging: one line to stderr, in which neither the token nor anybody's words can appear (V9)."""

import logging
import re
import sys
import traceback
from typing import Any

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{3,}")
_PASSWORD = re.compile(r"(://[^:/@\s]*:)[^@\s]+@")


class Redacting(logging.Formatter):
    """Takes tokens and database passwords out of every line.

    Of an error, where it happened is told and of what kind it is, but not what it says: libraries put the values they
    choke on into their errors, and those are people's words.
    """

    def format(self, record: logging.LogRecord) -> str:
        return _PASSWORD.sub(r"\1…@", _TOKEN.sub("<令牌>", super().format(record)))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        told: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            kind = type(error)
            told.append("".join(_frames(error)) + f"{kind.__module__}.{kind.__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(reversed(told))


def _frames(error: BaseException) -> list[str]:
    """Where it happened: our own lines, and the last one, which may be a library's."""
    frames = traceback.extract_tb(error.__traceback__)
    kept = [frame for frame in frames[:-1] if "site-packages" not in frame.filename]
    return traceback.format_list([*kept, *frames[-1:]])


def configure(level: str) -> None:
    """Log to stderr; the libraries below us only from WARNING up, since they log addresses that carry the token."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(message)s", "%m-%d %H:%M:%S"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("aiohttp", "aiosqlite", "alembic", "apscheduler", "httpx", "sqlalchemy", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
