"""The storm: everybody presses at the same moment, and each press has to be durable before it is answered."""

from bench.figures import Goal, Report, play_rounds, ratios
from bench.plan import Plan
from bench.scenes import Scene
from bench.trial import Trial


def run(plan: Plan) -> Report:
    """Play both scenes with all clients."""
    report = Report()
    for scene in (plan.one_board, plan.many_boards):
        report.add(_play(plan, scene))
    return report


def _play(plan: Plan, scene: Scene) -> Report:
    clients = plan.who("bare", "ptb_floor", "ours", "ptb_empty", "aiogram_empty")
    rounds = play_rounds(clients, scene, plan.rounds, plan.say)
    report = Report(trials=[trial for trials in rounds for trial in trials.values()])
    for key, over, under, goal in (
        ("storm.cost_vs_bare_client", "ours", "bare", None),
        ("storm.cost_vs_ptb_floor", "ours", "ptb_floor", Goal("≤", 2.0)),
        ("storm.speed_vs_ptb_empty", "ptb_empty", "ours", None),
        ("storm.speed_vs_aiogram_empty", "aiogram_empty", "ours", Goal("≥", 1.5)),
    ):
        samples = ratios(rounds, over, under, lambda trial: trial.cost)
        if samples:
            report.figure(key, scene.name, "times", samples, goal)
    if "ours" in clients:
        edits = [trials["ours"].edits / trials["ours"].presses for trials in rounds]
        report.figure("storm.edits_per_press", scene.name, "edits", edits, Goal("≤", 0.05))
    report.observe(rounds, "presses per second", "1/s", _speed)
    report.observe(rounds, "memory after", "MB", lambda trial: trial.resident_mb)
    return report


def _speed(trial: Trial) -> float:
    return 1 / trial.cost
