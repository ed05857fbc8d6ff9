"""How long one member waits between the press and the answer: on a calm evening, and in the storm."""

from bench.figures import Report, play_rounds, ratios
from bench.plan import Plan


def run(plan: Plan) -> Report:
    """Play a steady rate and a storm with our bot and its floor; percentiles are taken in each trial."""
    report = Report()
    for scene in (plan.steady, plan.one_board):
        rounds = play_rounds(plan.who("ptb_floor", "ours"), scene, plan.rounds, plan.say)
        report.trials += [trial for trials in rounds for trial in trials.values()]
        samples = ratios(rounds, "ours", "ptb_floor", lambda trial: trial.pressed_ms[0])
        if samples:
            report.figure("latency.p50_vs_ptb_floor", scene.name, "times", samples)
        samples = ratios(rounds, "ours", "ptb_floor", lambda trial: trial.pressed_ms[1])
        if samples:
            report.figure("latency.p99_vs_ptb_floor", scene.name, "times", samples)
        report.observe(rounds, "press to answer, p50", "ms", lambda trial: trial.pressed_ms[0])
        report.observe(rounds, "press to answer, p99", "ms", lambda trial: trial.pressed_ms[1])
    return report
