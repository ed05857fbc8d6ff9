"""The command line of the sandbox."""

import argparse
import asyncio
import contextlib
import errno
import shutil
import signal
import sys
from pathlib import Path
from typing import Final

from sandbox.box import Sandbox
from sandbox.memory.keeper import Keeper, LostMemory
from sandbox.process.child import Child
from sandbox.process.worldfile import DEMO, BrokenWorldFile, WorldFile, read_world_file
from sandbox.world.watch import Changed
from sandbox.world.world import World

PORT: Final = 8765
_PORTS_TRIED: Final = 20


def main(argv: list[str] | None = None) -> int:
    """Run until interrupted; 2 for a mistake of the caller."""
    asked = _parser().parse_args(argv)
    try:
        if asked.fresh and asked.state.exists():
            _forget(asked.state)
        asked.state.mkdir(parents=True, exist_ok=True)
        asyncio.run(_run(asked.world, asked.state, asked.port))
    except (BrokenWorldFile, LostMemory) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"打不开：{error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="在自己电脑上和小伴聊天，不需要 Telegram。")
    parser.add_argument("--world", type=Path, default=DEMO, metavar="FILE", help="世界文件（默认是自带的演示）")
    parser.add_argument("--state", type=Path, default=Path("data/sandbox"), metavar="DIR", help="记忆放在哪里")
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"端口（默认 {PORT}，被占用就往后找）")
    parser.add_argument("--fresh", action="store_true", help="忘掉上一次，从头开始")
    return parser


def _forget(state: Path) -> None:
    """Empty the state folder, if it is one of ours: a mistyped --state must not cost anybody a folder."""
    if any(state.iterdir()) and not (state / "world.json").exists():
        msg = f"{state} 里没有上一次的记忆，不像是沙盒的文件夹，没有删"
        raise BrokenWorldFile(msg)
    shutil.rmtree(state)


async def _run(world_path: Path, state: Path, port: int) -> None:
    file = read_world_file(world_path, state)
    world = World()
    keeper = Keeper(world, state)
    if not keeper.recall():
        file.fill(world)
    world.guide = file.guide
    keeper.write()
    child = Child(file.run, lambda: world.watch.tell(Changed("process")))
    async with _listening(world, port, child) as box:
        child.environment = _addresses(box, world)
        keeping = asyncio.create_task(keeper.run())
        print(f"打开网页，就能和小伴聊天： {box.address}", flush=True)
        stopped = _stop_signal()
        starting = asyncio.create_task(_start(child, file))
        await stopped.wait()
        await child.stop()
        await starting
        world.close()
        await keeping


def _listening(world: World, port: int, child: Child) -> Sandbox:
    """The sandbox on the port asked for, or the next free one."""
    for number in range(port, port + _PORTS_TRIED):
        try:
            box = Sandbox(world=world, port=number, process=child)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            continue
        if number != port:
            print(f"端口 {port} 有别的程序在用，改用 {number}。", file=sys.stderr)
        return box
    msg = f"端口 {port} 到 {port + _PORTS_TRIED - 1} 都有别的程序在用，请用 --port 换一个"
    raise BrokenWorldFile(msg)


def _addresses(box: Sandbox, world: World) -> dict[str, str]:
    token = next(iter(world.bots.values())).token
    return {"XIAOBAN_TOKEN": token, "XIAOBAN_API_URL": box.api_url, "XIAOBAN_FILE_URL": box.file_url}


async def _start(child: Child, file: WorldFile) -> None:
    if not file.run.command:
        return
    await child.start()
    if child.state == "ended":
        print("小伴没有启动成功，网页照样能打开；原因在网页的控制台里。", file=sys.stderr)
        print(*list(child.tail)[-3:], sep="\n", file=sys.stderr)


def _stop_signal() -> asyncio.Event:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stopped.set)
    return stopped
