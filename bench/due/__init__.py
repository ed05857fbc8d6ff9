"""What the bell costs: a ring with nothing due, and ten thousand reminders due in the same minute.

Beside it, one APScheduler job per reminder, in memory.
"""

import json
import shutil
import subprocess
import sys
from statistics import median
from typing import Any

from bench import machine
from bench.figures import Goal, Observation, Report
from bench.plan import Plan
from bench.processes import ROOT
from bench.trial import WORK

RIVAL = "one APScheduler job each"
NOTHING = "an empty transaction"


def run(plan: Plan) -> Report:
    """Measure ours and the rival in children of their own."""
    sizes, rounds, crowd = ((100, 1000, 5000), 5, 500) if plan.quick else ((1000, 10_000, 100_000), 40, 10_000)
    workdir = WORK / "due"
    shutil.rmtree(workdir, ignore_errors=True)
    plan.say(f"due: {', '.join(map(str, sizes))} reminders waiting, and {crowd} due at once")
    found = _child("bench.due.ours", str(workdir), str(rounds), str(crowd), *map(str, sizes))
    plan.say(f"due: {RIVAL}")
    jobs = _child("bench.due.rival", str(sizes[-1]), str(crowd))
    report = Report()
    _ticks(report, found["ticks"], [str(size) for size in sizes])
    _crowds(report, found["crowd"], jobs, crowd)
    shutil.rmtree(workdir)
    return report


def _ticks(report: Report, ticks: dict[str, dict[str, list[float]]], sizes: list[str]) -> None:
    small, large = sizes[0], sizes[-1]
    scene = f"{large} waiting over {small}"
    remind = next(times for name, times in ticks.items() if name.endswith(".remind"))
    report.figure("due.tick_flat", scene, "times", [median(remind[large]) / median(remind[small])], Goal("≤", 1.5))
    chores = [times for name, times in ticks.items() if name != NOTHING]
    rings = {size: sum(median(times[size]) for times in chores) for size in sizes}
    report.figure("due.ring_flat", scene, "times", [rings[large] / rings[small]], Goal("≤", 1.5))
    for size in (small, large):
        for name, times in ticks.items():
            took = [1000 * median(times[size])]
            report.observations.append(Observation("ours", f"{size} waiting", name, "ms", took))
        report.observations.append(Observation("ours", f"{size} waiting", "a whole ring", "ms", [1000 * rings[size]]))


def _crowds(report: Report, ours: dict[str, float], jobs: dict[str, dict[str, float]], crowd: int) -> None:
    scene = f"{crowd} at once"
    report.figure("due.lost", scene, "reminders", [crowd - ours["letters"]], Goal("≤", 0))
    theirs = jobs["crowd, without grace"]
    report.figure("due.stall_vs_jobs", scene, "times", [ours["stall"] / theirs["stall"]])
    report.observations += [
        Observation("ours", scene, "all in line", "s", [ours["seconds"]]),
        Observation("ours", scene, "worst stall", "ms", [1000 * ours["stall"]]),
        Observation("ours", scene, "longest transaction", "ms", [1000 * ours["longest"]]),
    ]
    for name in ("crowd, as it comes", "crowd, without grace"):
        for what, unit, factor in (("seconds", "s", 1), ("stall", "ms", 1000), ("dropped", "jobs", 1)):
            took = [factor * jobs[name][what]]
            report.observations.append(Observation(f"{RIVAL}, {name[7:]}", scene, what, unit, took))
    for what, unit, factor in (("seconds", "s", 1), ("stall", "ms", 1000), ("mb", "MB", 1)):
        took = [factor * jobs["adding"][what]]
        report.observations.append(Observation(RIVAL, "adding all", what, unit, took))


def _child(module: str, *given: str) -> dict[str, Any]:
    with machine.pinned(machine.client_core()):
        ended = subprocess.run([sys.executable, "-m", module, *given], check=True, cwd=ROOT, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found
