"""V9: neither token nor password nor anybody's words come into the log."""

import logging

import pytest
import sqlalchemy as sa

from bot.logs import Redacting
from storage.database import Database

SECRET = "谁也不该看见这句话"


def line(message: str, *args: object, error: BaseException | None = None) -> str:
    told = (type(error), error, error.__traceback__) if error is not None else None
    record = logging.LogRecord("bot", logging.ERROR, "x.py", 1, message, args, told)
    return Redacting("%(levelname)s %(message)s").format(record)


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("GET https://api.telegram.org/bot7000000001:AAH-x_y9/getMe", "GET https://api.telegram.org/bot<令牌>/getMe"),
        ("token 7000000001:tests-only!", "token <令牌>!"),
        ("postgresql+asyncpg://me:secret@db/x", "postgresql+asyncpg://me:…@db/x"),
        ("postgresql://:secret@db/x", "postgresql://:…@db/x"),
        ("sqlite+aiosqlite:///data/xiaoban.db 12:30:05", "sqlite+aiosqlite:///data/xiaoban.db 12:30:05"),
        ("在 127.0.0.1:8080 等 Telegram", "在 127.0.0.1:8080 等 Telegram"),
    ],
)
def test_tokens_and_passwords(said: str, logged: str) -> None:
    assert line("%s", said) == f"ERROR {logged}"


async def test_an_error_of_the_database_does_not_say_with_what(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError) as raised:
        async with database.write() as tx:
            await tx.execute(sa.text("INSERT INTO nobody (words) VALUES (:words)"), {"words": SECRET})
    assert SECRET in str(raised.value)
    told = line("有一条消息办不了", error=raised.value)
    assert SECRET not in told
    assert "test_logs.py" in told
    assert told.endswith("Error")


def test_nor_does_any_other_error_nor_its_cause() -> None:
    def fail() -> None:
        try:
            int(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error

    with pytest.raises(RuntimeError) as raised:
        fail()
    told = line("有一条消息办不了", error=raised.value)
    assert SECRET not in told
    assert told.index("builtins.ValueError") < told.index("builtins.RuntimeError")
