"""A broadcast at thirty messages a second, against a server that forgives nothing; beside it, AIORateLimiter.

In compressed time (`bench/broadcast/jumping.py`) ten thousand letters take as long as the work they make; in real time
as many as half a minute has room for. Compressed time flatters both senders, the rival more: nothing is ever late.
"""

from dataclasses import replace

from bench.broadcast import preparing, trial
from bench.broadcast.scenes import Sending
from bench.broadcast.trial import Sent
from bench.figures import Goal, Observation, Report
from bench.plan import Plan


def run(plan: Plan) -> Report:
    """All scenes in compressed time, the plain one with the rival, too; then in real time, kill and all."""
    many, some = (600, 150) if plan.quick else (10_000, 1000)
    plain = Sending(f"{many} recipients", many)
    report = Report()
    for scene in (
        plain,
        replace(plain, name=f"{many}, 1 % too fast", too_fast=1),
        replace(plain, name=f"{many}, 1 % blocked", forbidden=1),
        replace(plain, name=f"{many}, killed half way", killed=True),
    ):
        plan.say(f"broadcast: {scene.name}")
        _judge(report, trial.compressed(scene, preparing.letters))
    whole = replace(plain, name=f"{many} by 通知, all of that", too_fast=1, forbidden=1, killed=True)
    plan.say(f"broadcast: {whole.name}")
    _judge(report, trial.compressed(whole, preparing.notice))
    real = Sending(f"{some} in real time", some)
    for scene in (real, replace(real, name=f"{some} in real time, killed half way", killed=True)):
        plan.say(f"broadcast: {scene.name}")
        _judge(report, trial.real(scene, preparing.letters))
    for retries in (5, 0):
        for scene, play in ((plain, trial.rival), (real, trial.real_rival)):
            plan.say(f"broadcast: {scene.name}, AIORateLimiter(max_retries={retries})")
            sent = play(scene, retries)
            report.trials.append(sent)
            _observe(report, sent)
    return report


def _judge(report: Report, sent: Sent) -> None:
    report.trials.append(sent)
    report.figure("broadcast.time_over_ideal", sent.scene, "times", [sent.over_ideal], Goal("≤", 1.02))
    for key, count in (
        ("broadcast.provoked_429", sent.provoked),
        ("broadcast.lost", sent.lost),
        ("broadcast.twice", sent.twice),
    ):
        report.figure(key, sent.scene, "messages", [count], Goal("≤", 0))
    _observe(report, sent)


def _observe(report: Report, sent: Sent) -> None:
    for name, unit, value in (
        ("time over ideal", "times", sent.over_ideal),
        ("delivered", "messages", sent.delivered),
        ("lost", "messages", sent.lost),
        ("429 provoked", "times", sent.provoked),
    ):
        report.observations.append(Observation(sent.client, sent.scene, name, unit, [value]))
