"""`python -m bot rekey`: a new key comes first, and all that is sealed is sealed anew.

The bot has to stand still: it would go on sealing with the keys it started with, and could not open what is sealed
with the new one. Whoever is killed in between runs the same command again; old keys stay in the files until
`--drop-old`, which looks at everything first.
"""

from dataclasses import dataclass

from bot.settings import Settings
from bot.standing_still import nobody_else
from storage import keyfile, migrations, resealing
from storage.database import Database
from storage.resealing import Found
from storage.sealing import KeyProblem, Keyring


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """`fresh` is whether a new key was made, rather than an earlier change of keys ended."""

    fresh: bool
    values: int
    lost: frozenset[str]


async def rekey(settings: Settings) -> Rekeyed:
    """Make new keys and seal everything with them; or go on where somebody was killed."""
    keyring = Keyring.from_file(settings.key_file)
    database = Database.open(settings.database_url, keyring)
    try:
        async with nobody_else(database, "小伴正在运行，请先停下小伴再换密钥。"):
            await migrations.upgrade(database)
            fresh = (await resealing.look(database, keyring)).old == 0
            if fresh:
                for file in keyfile.both(settings.key_file):
                    keyfile.add_key(file)
            found = await resealing.reseal(database, Keyring.from_file(settings.key_file))
    finally:
        await database.close()
    return Rekeyed(fresh, found.old, frozenset(found.lost))


async def drop_old(settings: Settings) -> int:
    """Take the old keys out of both files; returns how many. Raises KeyProblem where something still needs one."""
    keyring = Keyring.from_file(settings.key_file)
    database = Database.open(settings.database_url, keyring)
    try:
        async with nobody_else(database, "小伴正在运行，请先停下小伴再换密钥。"):
            await migrations.upgrade(database)
            _refuse_where_needed(await resealing.look(database, keyring))
            return sum(keyfile.drop_old(file) for file in keyfile.both(settings.key_file))
    finally:
        await database.close()


def _refuse_where_needed(found: Found) -> None:
    if found.old:
        raise KeyProblem(f"还有 {found.old} 处是用旧密钥加密的，请先运行 python -m bot rekey。")
    if found.lost:
        tables = "、".join(sorted(found.lost))
        raise KeyProblem(f"表 {tables} 里有密钥打不开的内容，旧密钥先留着：请先找回与这个数据库配套的密钥文件。")
