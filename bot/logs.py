"""Logging: one line to stderr, in which neither the token nor anybody's words can appear (V9)."""

import logging
import re
import sys

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{3,}")
_PASSWORD = re.compile(r"(://[^:/@\s]+:)[^@\s]+@")


class Redacting(logging.Formatter):
    """Takes tokens and database passwords out of every line, tracebacks included.

    Libraries put the parameters of a failing statement into their errors; those are people's words and go too.
    """

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        text = _PASSWORD.sub(r"\1…@", _TOKEN.sub("<令牌>", text))
        return re.sub(r"\[(SQL|parameters): .*?\](?=\n|$)", r"[\1 …]", text, flags=re.DOTALL)


def configure(level: str) -> None:
    """Log to stderr; the libraries below us only from WARNING up, since they log addresses that carry the token."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(message)s", "%m-%d %H:%M:%S"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("aiohttp", "aiosqlite", "alembic", "apscheduler", "httpx", "sqlalchemy", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
