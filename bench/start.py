"""Cold start until the first answer to a press that already waits, and the memory held after a storm."""

import subprocess
import sys
import time

from bench import machine
from bench.figures import Observation, Report, Round, play_rounds, ratios
from bench.plan import Plan

LIMITS = {"python -c pass": "pass", "import telegram.ext": "import telegram.ext"}


def run(plan: Plan) -> Report:
    """Start our bot, its floor and the two limits by turns. The storm that follows a start is for the memory."""
    scene = plan.waiting_press
    rounds: list[Round] = []
    limits: dict[str, list[float]] = {name: [] for name in LIMITS}
    for number in range(1, plan.rounds + 1):
        for name, program in LIMITS.items():
            limits[name].append(_seconds(program))
        plan.say(f"{scene.name}: round {number} of {plan.rounds}")
        rounds += play_rounds(plan.who("ptb_floor", "ours"), scene, 1, plan.say)
    report = Report(trials=[trial for trials in rounds for trial in trials.values()])
    for name, key in (("python -c pass", "start.vs_python"), ("import telegram.ext", "start.vs_import_telegram")):
        report.observations.append(Observation(name, scene.name, "whole process", "s", limits[name]))
        if "ours" in rounds[0]:
            starts = [trials["ours"].first_answer_seconds for trials in rounds]
            report.figure(key, scene.name, "times", [a / b for a, b in zip(starts, limits[name], strict=True)])
    samples = ratios(rounds, "ours", "ptb_floor", lambda trial: trial.first_answer_seconds)
    if samples:
        report.figure("start.vs_ptb_floor", scene.name, "times", samples)
    samples = ratios(rounds, "ours", "ptb_floor", lambda trial: trial.resident_mb)
    if samples:
        report.figure("memory.after_storm_vs_ptb_floor", scene.name, "times", samples)
    report.observe(rounds, "start to first answer", "s", lambda trial: trial.first_answer_seconds)
    report.observe(rounds, "memory after", "MB", lambda trial: trial.resident_mb)
    return report


def _seconds(program: str) -> float:
    with machine.pinned(machine.client_core()):
        started = time.monotonic()
        subprocess.run([sys.executable, "-c", program], check=True)
        return time.monotonic() - started
