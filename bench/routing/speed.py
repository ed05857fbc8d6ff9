"""How long one message takes, and how that compares with jieba's bare `lcut` of the same text.

Times are those of the processor: what else the machine does in between is not the router's.
"""

import time
from collections.abc import Callable, Sequence
from statistics import quantiles

import jieba

from bench.figures import Goal, Observation, Report
from bench.plan import Plan
from services import concerns

_TITLES = 1500


def measure(titles: Sequence[str], plan: Plan) -> Report:
    """Understand each title and cut it, by turns; the ratio is taken inside a round."""
    concerns.load()
    chosen = titles[: 300 if plan.quick else _TITLES]
    understood, bare = [], []
    for _ in range(plan.rounds):
        understood.append(_timed(concerns.understand, chosen))
        bare.append(_timed(jieba.lcut, chosen))
    report = Report()
    scene = f"{len(chosen)} titles"
    ratios = [sum(ours) / sum(theirs) for ours, theirs in zip(understood, bare, strict=True)]
    report.figure("understand a message / jieba.lcut", scene, "x", ratios)
    report.figure("understand a message, p99", scene, "ms", [_p(ours, 99) for ours in understood], Goal("≤", 5))
    for percent in (50, 99):
        values = [_p(ours, percent) for ours in understood]
        report.observations.append(Observation("ours", scene, f"understand p{percent}", "ms", values))
        values = [_p(theirs, percent) for theirs in bare]
        report.observations.append(Observation("jieba.lcut", scene, f"cut p{percent}", "ms", values))
    return report


def _timed(work: Callable[[str], object], titles: Sequence[str]) -> list[float]:
    spans = []
    for title in titles:
        start = time.thread_time()
        work(title)
        spans.append((time.thread_time() - start) * 1000)
    return spans


def _p(spans: Sequence[float], percent: int) -> float:
    return quantiles(spans, n=100)[percent - 1]
