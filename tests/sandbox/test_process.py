"""``python -m sandbox`` as its user meets it."""

import asyncio
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import psutil

from sandbox.process.child import Child
from sandbox.process.worldfile import DEMO, Run, read_world_file
from sandbox.world import World
from tests.sandbox.running import address_of, free_port, sandbox, state_when

BOT = """
import os, signal, urllib.request
urllib.request.urlopen(os.environ["XIAOBAN_API_URL"] + os.environ["XIAOBAN_TOKEN"] + "/getMe").read()
print("醒了", os.environ["MOOD"], flush=True)
signal.pause()
"""
WORLD = """
[bot]
token = "1:TEST"
username = "xiaoban_bot"
name = "小伴"
[[person]]
id = 1001
name = "陈姐"
[[group]]
title = "第三党小组"
members = ["陈姐"]
[run]
before = [["{python}", "-c", "print('准备')"]]
command = ["{python}", "{here}/bot.py"]
[run.environment]
MOOD = "{state}"
"""


def world_in(folder: Path) -> Path:
    (folder / "bot.py").write_text(BOT, "utf-8")
    (folder / "world.toml").write_text(WORLD, "utf-8")
    return folder / "world.toml"


async def test_power_and_no_orphan(tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with (
        sandbox("--world", world_in(tmp_path), "--state", state, "--port", free_port()) as process,
        aiohttp.ClientSession() as session,
    ):
        address = await address_of(process)
        running = await state_when(session, address, "running")
        assert running["process"]["tail"] == ["准备", f"醒了 {state}"]
        async with session.post(f"{address}/page/power/unplug", json={}) as answer:
            assert (await answer.json())["ok"]
        await state_when(session, address, "unplugged")
        async with session.post(f"{address}/page/power/start", json={}) as answer:
            assert (await answer.json())["ok"]
        await state_when(session, address, "running")
        [bot] = psutil.Process(process.pid).children()
        process.kill()
        await process.wait()
        await asyncio.to_thread(bot.wait, 10)


async def test_a_polite_end_takes_the_bot_along(tmp_path: Path) -> None:
    async with (
        sandbox("--world", world_in(tmp_path), "--state", tmp_path / "state", "--port", free_port()) as process,
        aiohttp.ClientSession() as session,
    ):
        address = await address_of(process)
        await state_when(session, address, "running")
        [bot] = psutil.Process(process.pid).children()
        process.send_signal(signal.SIGINT)
        out, err = await process.communicate()
        assert (process.returncode, out, err) == (0, b"", b"")
        assert not bot.is_running()


async def test_the_demo_from_nothing(tmp_path: Path) -> None:
    """What ``make run`` starts: the branch is loaded, the bot works, and nothing stays behind."""
    async with (
        sandbox("--state", tmp_path / "new" / "state", "--port", free_port()) as process,
        aiohttp.ClientSession() as session,
    ):
        address = await address_of(process)
        state = await state_when(session, address, "running", "开始工作")
        assert "8 位同志" in str(state["process"]["tail"])
        assert len(state["guide"]) > 1
        [bot] = psutil.Process(process.pid).children()
        process.send_signal(signal.SIGINT)
        out, err = await process.communicate()
        assert (process.returncode, out, err) == (0, b"", b"")
        assert not bot.is_running()


async def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        arguments = ("--world", world_in(tmp_path), "--state", tmp_path / "state", "--port", port)
        async with sandbox(*arguments) as process:
            address = await address_of(process)
            assert not address.endswith(f":{port}")
            process.send_signal(signal.SIGTERM)
            assert f"端口 {port} 有别的程序在用" in (await process.communicate())[1].decode()


async def test_mistakes_are_one_sentence_and_code_2(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[bot", "utf-8")
    (tmp_path / "empty.toml").write_text("", "utf-8")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("不要删", "utf-8")
    for arguments, said in (
        (["--world", tmp_path / "none.toml"], "找不到世界文件"),
        (["--world", tmp_path / "broken.toml"], "读不懂"),
        (["--world", tmp_path / "empty.toml"], "没有 [bot]"),
        (["--state", mine, "--fresh"], "没有删"),
    ):
        async with sandbox("--state", tmp_path / "state", *arguments) as process:
            out, err = await process.communicate()
        assert (process.returncode, out) == (2, b"")
        assert said in err.decode()
        assert len(err.decode().splitlines()) == 1
    assert (mine / "letter.txt").exists()


async def test_a_bot_that_does_not_start_is_told_plainly() -> None:
    for run in (
        Run([sys.executable, "-c", "raise SystemExit('没有钥匙')"]),
        Run(["/nowhere/bot"]),
        Run([sys.executable], [[sys.executable, "-c", "raise SystemExit('没有名册')"]]),
    ):
        world = World()
        child = Child(run, world.close)
        await child.start()
        await world.wait_until(lambda child=child: child.state == "ended")  # type: ignore[misc]
        assert "重新启动" in child.sentence
        assert child.tail


def test_the_demo_world() -> None:
    world = World()
    file = read_world_file(DEMO, Path("data/sandbox"))
    file.fill(world)
    names = [person.first_name for person in world.people.values()]
    assert names == ["陈姐", "小明", "小雨", "老周", "王奶奶", "李姐", "老吴", "孙主任"]
    assert not world.people[1005].has_phone
    [group] = world.groups.values()
    assert group.holds(next(iter(world.bots)))
    assert file.run.command[1:] == ["-m", "bot"]
    assert file.run.environment["XIAOBAN_DATABASE_URL"].endswith("data/sandbox/xiaoban.db")
