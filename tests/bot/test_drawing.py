"""The process that draws: done, too slow, broken, or cut short; nothing of it is left, and nothing leaks."""

import asyncio
import sys
from pathlib import Path

import psutil
import pytest

from bot.drawing import Studio
from domain.pictures import Bars, Picture

A_PICTURE = Picture(Bars("需求", (("医疗健康", 6),), "人"))


def _children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


async def test_a_picture_is_drawn() -> None:
    drawn = await asyncio.gather(*(Studio().draw(one) for one in (A_PICTURE, A_PICTURE.turned())))
    assert all(png is not None and png.startswith(b"\x89PNG") for png in drawn)
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "", "import time; time.sleep(60)"])
async def test_what_does_not_draw_is_not_waited_for(code: str, caplog: pytest.LogCaptureFixture) -> None:
    before = _children()
    assert await Studio((sys.executable, "-c", code), seconds=0.5).draw(A_PICTURE) is None
    assert "只发文字" in caplog.text
    assert "医疗健康" not in caplog.text
    assert _children() == before


async def test_a_program_that_is_not_there() -> None:
    assert await Studio(("/nowhere/python",)).draw(A_PICTURE) is None


async def test_whoever_goes_leaves_no_process_behind() -> None:
    before = _children()
    drawing = asyncio.create_task(Studio((sys.executable, "-c", "import time; time.sleep(60)")).draw(A_PICTURE))
    while _children() == before:  # noqa: ASYNC110 - the process tells nobody that it has started
        await asyncio.sleep(0)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    assert _children() == before


async def test_one_at_a_time_and_without_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIAOBAN_TOKEN", "7000000001:secret")
    told = tmp_path / "told"
    code = (
        "import os, sys\n"
        f"path = {str(told)!r}\n"
        "if os.path.exists(path): sys.exit(1)\n"
        "file = os.open(path, os.O_CREAT | os.O_WRONLY)\n"
        "sys.stdout.write(' '.join(sorted(os.environ)))\n"
        "os.remove(path)\n"
    )
    studio = Studio((sys.executable, "-c", code))
    drawn = await asyncio.gather(*(studio.draw(A_PICTURE) for _ in range(4)))
    assert all(one is not None and b"XIAOBAN" not in one and b"PATH" in one for one in drawn)
