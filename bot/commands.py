"""The operator's command line. A mistake gets one sentence that says what to do, and exit code 2."""

import argparse
import asyncio
import gc
import logging
import signal
import sys
import threading
import tomllib
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import uvloop
from sqlalchemy.exc import DBAPIError
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import logs, route, safekeeping, transferring
from bot.app import App
from bot.checkup import checkup
from bot.settings import Settings, SettingsProblem, read
from bot.standing_by import Superseded
from bot.standing_still import BotIsRunning
from bot.transport import AiohttpRequest
from domain.nodes import KIND_NAMES
from services import holidays, joining, loading, organisation
from services.turn import Turn
from storage import inbox, migrations, purges
from storage.archive import ArchiveProblem
from storage.database import Database, cause
from storage.moving import MoveProblem
from storage.sealing import KeyProblem, Keyring
from texts import own_data as say_own_data

log = logging.getLogger(__name__)

# Mistakes of whoever typed the command: each is one sentence that says what to do.
PROBLEMS = (
    SettingsProblem,
    KeyProblem,
    loading.LoadProblem,
    holidays.NoticeProblem,
    MoveProblem,
    ArchiveProblem,
    BotIsRunning,
)

_T = TypeVar("_T")
Command = Callable[[Settings, argparse.Namespace], Awaitable[int]]
Telling = Callable[[Settings, argparse.Namespace], Awaitable[list[str]]]

SAFEKEEPING = (
    ("backup", safekeeping.backup, safekeeping.describe_backup, "把全部数据备份成一个加密的文件，小伴运行时也可以"),
    ("restore", safekeeping.restore, safekeeping.describe_restore, "从备份恢复到一个空的数据库（先停下小伴）"),
    ("rekey", safekeeping.rekey, safekeeping.describe_rekey, "换一把新密钥，加密的内容都重新加密（先停下小伴）"),
)


class NotToml(Exception):
    """A file that is no TOML."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    parsed = _parser().parse_args(arguments)
    if parsed.alone is not None:
        alone: Callable[[], int] = parsed.alone
        return alone()
    try:
        settings = read()
        logs.configure(settings.log_level)
        command: Command = parsed.command
        return uvloop.run(_run(command, settings, parsed))
    except (*PROBLEMS, NotToml) as problem:
        return _mistake(str(problem))
    except InvalidToken:
        return _mistake("Telegram 不认这个令牌，请到 @BotFather 核对后重新设置 XIAOBAN_TOKEN。")
    except TelegramError as error:
        return _mistake(f"连不上 Telegram（{type(error).__name__}），请检查网络和 XIAOBAN_API_URL。")
    except DBAPIError as error:
        return _mistake(f"数据库用不了（{cause(error)}），请检查 XIAOBAN_DATABASE_URL 和磁盘空间。")
    except OSError as error:
        return _mistake(
            f"打不开文件或连不上服务：{error.strerror or type(error).__name__}，请检查路径、权限和数据库地址。"
        )
    except KeyboardInterrupt:
        return 0
    except Exception:
        log.critical("小伴遇到意外，停下来了。", exc_info=True)
        return 1


def _mistake(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="小伴：党支部学习群里的聊天助手")
    parser.set_defaults(command=_serve, alone=None)
    commands = parser.add_subparsers(title="命令（不写就是运行小伴）", metavar="")

    def add(name: str, command: Command, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        made.set_defaults(command=command)
        return made

    add("check", _check, "检查这套安装：令牌、数据库、时钟、密钥、权限")
    add("invite", _invite, "生成一条一次性的负责人链接，三天内有效")
    add("load", _load, "从 TOML 文件载入组织和花名册，可以重复执行").add_argument("file", type=Path, help="TOML 文件")
    add("holidays", _holidays, "读进一年的放假和调休安排（TOML 文件）").add_argument(
        "file", type=Path, help="TOML 文件"
    )
    add("tree", _tree, "列出组织树：编号、层级、名称、绑定的群")
    move = add("move", _move, "把一个党组织连同下级移到另一个上级之下，移动有记录")
    move.add_argument("node", type=int, help="要移动的党组织的编号")
    move.add_argument("parent", type=int, help="新的上级的编号；0 表示不再有上级")
    transfer = add("transfer", _transfer, "把全部数据从 SQLite 搬进一个空的 PostgreSQL 数据库（先停下小伴）")
    transfer.add_argument("url", help="postgresql://用户:密码@主机/数据库名")
    for name, telling, describe, words in SAFEKEEPING:
        describe(add(name, _telling(telling), words))
    failed = add("failed", _failed, "列出办不了、放到一边的消息（不显示内容）")
    failed.add_argument("--retry", action="store_true", help="全部重新办一次")
    add("purges", _purges, "列出最近三十天每天清理了什么、几条（不显示内容）")
    # `alone`: it answers on a machine where nothing is set up, so it comes before the settings are read
    add("route", _serve, "每行读一句话，写出主题、轻重和理由（JSON），不需要令牌和数据库").set_defaults(alone=_route)
    return parser


def _route() -> int:
    """Needs no settings, so that it answers on a machine where nothing is set up."""
    with suppress(KeyboardInterrupt, BrokenPipeError):
        route.run(sys.stdin.buffer, sys.stdout.buffer)
    return 0


async def _run(command: Command, settings: Settings, parsed: argparse.Namespace) -> int:
    try:
        return await command(settings, parsed)
    finally:
        # aiosqlite's thread reports a failed opening a little later, and prints a traceback where the loop is closed
        for thread in threading.enumerate():
            if "_connection_worker_thread" in thread.name:
                await asyncio.to_thread(thread.join, 1)


async def _serve(settings: Settings, _parsed: argparse.Namespace) -> int:
    serving = asyncio.current_task()
    if serving is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
    with suppress(asyncio.CancelledError):
        while True:
            with suppress(Superseded):
                async with App.running(settings) as app:
                    log.info("小伴（@%s）开始工作。", app.bot.username)
                    _set_aside()
                    await app.wait()
    return 0


def _set_aside() -> None:
    """What is here by now stays: the dictionaries and the libraries, a million objects.

    To look through all of them for garbage took a tenth of a second now and then, in which nobody was answered. The
    price is that what of them becomes garbage is kept; that is little.
    """
    gc.collect()
    gc.freeze()


async def _check(settings: Settings, _parsed: argparse.Namespace) -> int:
    findings = await checkup(settings)
    for finding in findings:
        print(f"{finding.mark} {finding.words}")
    return 0 if all(finding.good for finding in findings) else 1


async def _invite(settings: Settings, _parsed: argparse.Namespace) -> int:
    async with Bot(
        settings.token.get_secret_value(),
        base_url=settings.api_url,
        base_file_url=settings.file_url,
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    ) as bot:
        username = bot.username
    payload = await _in_turn(settings, joining.invite_leader)
    print(f"请把这条链接发给负责人（只能用一次，三天内有效）：\nhttps://t.me/{username}?start={payload}")
    return 0


async def _load(settings: Settings, parsed: argparse.Namespace) -> int:
    data = _toml(parsed.file)
    loaded = await _in_turn(settings, lambda turn: loading.load(turn.tx, data, turn.now))
    print(f"已载入：{loaded.nodes} 个党组织，{loaded.members} 位同志，{loaded.chats} 个群。")
    return 0


async def _holidays(settings: Settings, parsed: argparse.Namespace) -> int:
    data = _toml(parsed.file)
    notice = await _in_turn(settings, lambda turn: holidays.know(turn.tx, data))
    print(f"记住了 {notice.year} 年：放假 {len(notice.off)} 天，调休上班 {len(notice.worked)} 天。")
    return 0


def _toml(file: Path) -> dict[str, Any]:
    """Raises NotToml, one sentence for the operator."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NotToml(f"{file} 不是写对了的 TOML 文件：{error}") from None


async def _tree(settings: Settings, _parsed: argparse.Namespace) -> int:
    for depth, node, chat in await _in_turn(settings, organisation.outline):
        bound = f"（群：{chat.title}）" if chat is not None else ""
        print(f"{'　' * depth}{node.id}　{KIND_NAMES[node.kind]}　{node.name}{bound}")
    return 0


async def _move(settings: Settings, parsed: argparse.Namespace) -> int:
    node, parent = int(parsed.node), int(parsed.parent) or None
    match await _in_turn(settings, lambda turn: organisation.move_node(turn, None, node, parent)):
        case organisation.Moved(moved):
            print(f"已移动：{moved.name}")
            return 0
        case organisation.WouldCycle():
            return _mistake("不能移到它自己的下级里去，请另选一个上级。")
        case _:
            return _mistake("没有这个编号的党组织，请用 python -m bot tree 查看编号。")


async def _transfer(settings: Settings, parsed: argparse.Namespace) -> int:
    rows = await transferring.transfer(settings, parsed.url, print)
    print(
        f"都搬过去了，一共 {rows} 行，一行不少。原来的文件没有动。\n"
        "请把 XIAOBAN_DATABASE_URL 改成刚才写的新地址，密钥文件照旧，再启动小伴。"
    )
    return 0


def _telling(work: Telling) -> Command:
    async def command(settings: Settings, parsed: argparse.Namespace) -> int:
        print("\n".join(await work(settings, parsed)))
        return 0

    return command


async def _failed(settings: Settings, parsed: argparse.Namespace) -> int:
    if parsed.retry:
        count = await _in_turn(settings, lambda turn: inbox.try_again(turn.tx))
        print(f"{count} 条消息已放回，小伴下次启动时会重新办。")
        return 0
    for arrival_id, error, at in await _in_turn(settings, lambda turn: inbox.failed(turn.tx)):
        print(f"{at.astimezone(settings.zone):%Y-%m-%d %H:%M}  第 {arrival_id} 条  {error}")
    return 0


async def _purges(settings: Settings, _parsed: argparse.Namespace) -> int:
    for one in await _in_turn(settings, lambda turn: purges.latest(turn.tx, 30)):
        print(f"{one.at.astimezone(settings.zone):%Y-%m-%d %H:%M}  {say_own_data.cleared(one.rows)}")
    return 0


async def _in_turn(settings: Settings, work: Callable[[Turn], Awaitable[_T]]) -> _T:
    database = Database.open(settings.database_url, Keyring.from_file(settings.key_file))
    try:
        await migrations.upgrade(database)
        async with database.write() as tx:
            return await work(Turn(tx, datetime.now(settings.zone)))
    finally:
        await database.close()
