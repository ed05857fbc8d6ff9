"""`python -m bot transfer`: from the SQLite file into a PostgreSQL server, with all that is under way."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings
from bot.standing_still import nobody_else
from storage import migrations, moving
from storage.database import Database
from storage.moving import MoveProblem
from storage.sealing import Keyring

RUNNING = "小伴正在运行，请先停下小伴再搬。"


async def transfer(settings: Settings, url: str, say: Callable[[str], None]) -> int:
    """Copy everything; the file stays as it is. Returns the number of rows; raises MoveProblem.

    The keys stay the same, so what is sealed is carried over unopened.
    """
    keyring = Keyring.from_file(settings.key_file)
    source, target = Database.open(settings.database_url, keyring), Database.open(_server(url), keyring)
    if not source.embedded:
        raise MoveProblem("现在用的已经是 PostgreSQL，不用搬。")
    if not _is_there(source):
        raise MoveProblem("没有找到现在的数据库文件，请到小伴平时运行的文件夹里搬，或者核对 XIAOBAN_DATABASE_URL。")
    try:
        async with nobody_else(source, RUNNING), nobody_else(target, RUNNING):
            await migrations.upgrade(source)
            await migrations.upgrade(target)
            return await moving.copy(source, target, say)
    finally:
        await source.close()
        await target.close()


def _is_there(embedded: Database) -> bool:
    return Path(embedded.engine.url.database or "").is_file()


def _server(url: str) -> str:
    """The address as SQLAlchemy wants it."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    if parsed is None or parsed.get_backend_name() not in {"postgresql", "postgres"} or not parsed.database:
        raise MoveProblem("新数据库的地址要写成 postgresql://用户:密码@主机/数据库名。")
    return parsed.set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)
