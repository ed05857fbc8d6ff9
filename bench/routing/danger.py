"""The danger figures: each message judged by a second opinion that has not learnt from it, and what false alarms cost.

The phrases were written with the development messages in view, so that on new text recall will be somewhat lower.
"""

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean
from typing import Final

from bench.figures import Goal, Report
from bench.plan import Plan
from bench.routing.crisis import Message, learn, read_messages
from bench.routing.topics import interval
from domain.concerns.danger import judge

SEEDS: Final = (1, 2, 3)
PARTS: Final = 5
# What must not call anybody, and how often it may: (what it is, files, share of texts).
CALM: Final = (
    ("request titles", ("unlabelled_requests.dev", "topic_gold.dev", "topic_silver.dev"), 0.005),
    ("ordinary posts", ("mood_ewect_usual.dev",), 0.03),
)


def measure(place: Path, plan: Plan) -> Report:
    """Recall by cross-validation, divided anew for each seed, with and without rows that a language model wrote."""
    messages = read_messages(place)
    rounds = []
    for seed in SEEDS[: 1 if plan.quick else None]:
        plan.say(f"danger: {PARTS} parts, division {seed}")
        rounds.append(judged_unseen(messages, seed))
    report = Report()
    for scene, made_up_too in (("all messages", True), ("written by people", False)):
        chosen = [
            (message, [calls[at] for calls in rounds])
            for at, message in enumerate(messages)
            if made_up_too or not message.made_up
        ]
        crises = [calls for message, calls in chosen if message.crisis]
        _figure(report, "danger recalled", scene, crises, Goal("≥", 0.92))
        _figure(
            report, "high risk recalled", scene, [calls for it, calls in chosen if it.risk == "high"], Goal("≥", 0.96)
        )
        _figure(report, "alarms at hard negatives", scene, [calls for it, calls in chosen if not it.crisis])
    for what, files, allowed in CALM:
        alarms = [[judge(text).calls_human] for text in _texts(place, files)]
        _figure(report, "false alarms", what, alarms, Goal("≤", allowed))
    return report


def judged_unseen(messages: Sequence[Message], seed: int) -> list[bool]:
    """Whether a human is called for each message, by an opinion learnt from the other parts."""
    part_of = _divided(messages, seed)
    opinions = [
        learn([it for it, part in zip(messages, part_of, strict=True) if part != apart]) for apart in range(PARTS)
    ]
    return [judge(it.text, opinions[part]).calls_human for it, part in zip(messages, part_of, strict=True)]


def _divided(messages: Sequence[Message], seed: int) -> list[int]:
    """The part of each message; every part has its share of danger."""
    order = sorted(range(len(messages)), key=lambda at: messages[at].crisis)
    chance = random.Random(seed)
    part_of = [0] * len(messages)
    for start in range(0, len(order), PARTS):
        group = order[start : start + PARTS]
        for at, part in zip(group, chance.sample(range(PARTS), len(group)), strict=True):
            part_of[at] = part
    return part_of


def _figure(report: Report, key: str, scene: str, calls: Sequence[Sequence[bool]], goal: Goal | None = None) -> None:
    """The share of texts that called a human, one sample a division."""
    shares = [mean(map(float, of_division)) for of_division in zip(*calls, strict=True)]
    report.figure(f"{key} {interval(mean(shares), len(calls))}", f"{scene}, n={len(calls)}", "", shares, goal)


def _texts(place: Path, files: Iterable[str]) -> list[str]:
    return [
        json.loads(line)["text"]
        for file in files
        for line in (place / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
