"""The topic figures: each letter judged by counts that have not seen it."""

from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from statistics import mean

from bench.figures import Goal, Report
from bench.plan import Plan
from bench.routing import folding, preparing
from bench.routing.folding import Answer
from domain.concerns import SURE

_Z = 1.96


def measure(place: Path, plan: Plan) -> Report:
    """Cross-validate on titles alone, divided anew for each seed; a sample of a figure is one seed's."""
    letters, kept = preparing.prepared(place)
    rounds = []
    for seed in preparing.SEEDS[: 1 if plan.quick else None]:
        plan.say(f"routing: five parts, division {seed}")
        rounds.append(folding.answers(folding.judge(letters, kept, preparing.untrained(), seed)))
    report = Report()
    for name, kinds in {"all letters": (True, False), "by hand": (True,), "by department": (False,)}.items():
        chosen = [[one for one in answers if one.letter.letter.by_hand in kinds] for answers in rounds]
        _figures(report, chosen, f"{name}, n={len(chosen[0])}", goals=len(kinds) > 1)
    return report


def _figures(report: Report, rounds: Sequence[Sequence[Answer]], scene: str, *, goals: bool) -> None:
    sure = [[one for one in answers if one.confidence >= SURE] for answers in rounds]
    accepted = [_share(one.right for one in answers) for answers in rounds]
    precise = [_share(one.right for one in answers) for answers in sure]
    covered = [len(some) / len(all_) for some, all_ in zip(sure, rounds, strict=True)]
    asked = [_share(one.in_first(3) for one in answers) for answers in rounds]
    size, sure_size = len(rounds[0]), max(1, len(sure[0]))
    for key, values, of, limit in (
        ("topic accepted", accepted, size, 0.83),
        ("precision where sure", precise, sure_size, 0.95),
        ("coverage where sure", covered, size, 0.50),
        ("topic among first three", asked, size, 0.95),
    ):
        goal = Goal("≥", limit) if goals else None
        report.figure(f"{key} {interval(mean(values), of)}", scene, "", values, goal)


def _share(rights: Iterable[bool]) -> float:
    return mean([float(right) for right in rights] or [0.0])


def interval(share: float, count: int) -> str:
    """The 95 % interval of a share by Wilson's formula; divisions of the same letters do not make it narrower."""
    middle = share + _Z**2 / (2 * count)
    spread = _Z * sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    whole = 1 + _Z**2 / count
    return f"[{(middle - spread) / whole:.3f}, {(middle + spread) / whole:.3f}]"
