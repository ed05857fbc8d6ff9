"""Drawing a chart: our process, against the barest drawing of the same size there is, and what the bot feels of it.

The limit is Pillow filling the same sheet and packing it as a PNG: whatever draws with it cannot be faster.
"""

import asyncio
import json
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass
from statistics import median

from bench.figures import Goal, Observation, Report
from bench.plan import Plan
from bench.processes import ROOT, TrialError
from bot.drawing import Studio
from domain.pictures import Bars, Picture, packed

SCENE = "bars, 8 rows"
PICTURE = Picture(
    Bars("需求调查：全部", tuple((f"第{number}项", 40 - 4 * number) for number in range(8)), "人", "合计")
)
TICK_SECONDS = 0.001

# Both run in a process of their own, warm, and print how long one drawing took at the median, in milliseconds.
_WARM = """
import json, sys, time
from statistics import median
def timed(draw):
    draw()
    spans = []
    for _ in range(20):
        before = time.perf_counter()
        draw()
        spans.append(time.perf_counter() - before)
    print(median(spans) * 1000)
"""
_OURS = """
from domain.pictures import unpacked
from pictures.charts import drawn
from pictures.sheet import as_png
picture = unpacked(json.load(sys.stdin))
timed(lambda: as_png(drawn(picture)))
"""
_LIMIT = """
from io import BytesIO
from PIL import Image
width, height = json.load(sys.stdin)
def draw():
    Image.new("RGB", (width, height), (255, 252, 246)).save(BytesIO(), "PNG", compress_level=1)
timed(draw)
"""

_TELLING = """
import runpy, sys
from pathlib import Path
runpy.run_module("pictures", run_name="__main__")
status = Path("/proc/self/status")
print(status.read_text() if status.exists() else "", file=sys.stderr)
"""


@dataclass(frozen=True)
class Drawn:
    """One round. `stall_ms` is the longest that the bot's loop stood still while twenty pictures were drawn."""

    warm_ms: float
    limit_ms: float
    whole_ms: float
    stall_ms: float
    peak_mb: float


def run(plan: Plan) -> Report:
    """Draw by turns; a ratio is taken inside each round."""
    rounds = 1 if plan.quick else 5
    seen: list[Drawn] = []
    for number in range(1, rounds + 1):
        plan.say(f"pictures: round {number} of {rounds}")
        seen.append(asyncio.run(_round()))
    report = Report(trials=list(seen))
    ratios = [one.warm_ms / one.limit_ms for one in seen]
    report.figure("pictures.drawing_over_bare_png", SCENE, "times", ratios, Goal("≤", 3))
    for name, unit in (("warm", "ms"), ("limit", "ms"), ("whole", "ms"), ("stall", "ms"), ("peak", "MB")):
        samples = [getattr(one, f"{name}_{unit.lower()}") for one in seen]
        report.observations.append(Observation("ours", SCENE, name, unit, samples))
    return report


async def _round() -> Drawn:
    sheet = await Studio().draw(PICTURE)
    if sheet is None:
        raise TrialError("pictures: nothing was drawn")
    size = [int.from_bytes(sheet[16:20], "big"), int.from_bytes(sheet[20:24], "big")]
    warm, _ = await _run(_WARM + _OURS, packed(PICTURE))
    limit, _ = await _run(_WARM + _LIMIT, size)
    whole, stall = await _felt()
    return Drawn(float(warm), float(limit), whole, stall, await _peak())


async def _run(code: str, given: object) -> tuple[str, int]:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdin=PIPE, stdout=PIPE, cwd=ROOT)
    said, _ = await process.communicate(json.dumps(given).encode())
    if process.returncode:
        raise TrialError("pictures: the drawing process failed")
    return said.decode().strip(), process.pid


async def _felt(pictures: int = 20) -> tuple[float, float]:
    """(median milliseconds from asking to having a picture, the longest the loop stood still), as the bot does it."""
    stalls: list[float] = []

    async def tick() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(TICK_SECONDS)
            stalls.append(time.perf_counter() - before - TICK_SECONDS)

    ticking = asyncio.create_task(tick())
    studio, spans = Studio(), []
    for _ in range(pictures):
        before = time.perf_counter()
        await studio.draw(PICTURE)
        spans.append(time.perf_counter() - before)
    ticking.cancel()
    return median(spans) * 1000, max(stalls) * 1000


async def _peak() -> float:
    """Megabytes the drawing process holds at its highest; 0 where the system does not say."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _TELLING, stdin=PIPE, stdout=DEVNULL, stderr=PIPE, cwd=ROOT
    )
    _, said = await process.communicate(json.dumps(packed(PICTURE)).encode())
    return next((int(line.split()[1]) / 1024 for line in said.decode().splitlines() if line.startswith("VmHWM")), 0.0)
