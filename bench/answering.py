"""How long somebody waits for an answer while a broadcast runs, and without it: presses, words, and calls for help.

Open loop and real time: people press at their own rate, whatever the bot does. Both kinds of trial play by turns.
"""

import asyncio
import random
import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median

from bench import enrolment, ours
from bench.broadcast import preparing
from bench.broadcast.scenes import ZONE
from bench.figures import Goal, Observation, Report
from bench.ledger import CRY, Press, Scenario
from bench.plan import Plan
from bench.postbox import Mailing
from bench.processes import TrialError, client, fake_api, last_words
from bench.scenes import WARM_CHAT, Groups, Scene
from bench.trial import WORK

WORDS = "菜单"
PRESSES_A_SECOND, WORDS_A_SECOND, CRIES_A_SECOND = 25, 3, 1
GROUPS = 25
FIRST_ASKER = 7_000_000_000
LETTERS_A_SECOND = 30
LATENCY_SECONDS = 0.05
NEVER_LONGER_MS = 1000.0
WITH, WITHOUT = "while a broadcast runs", "without it"


@dataclass(frozen=True)
class Answered:
    """Milliseconds from asking to the answer, [median, 99th percentile]."""

    scene: str
    pressed_ms: list[float]
    said_ms: list[float]
    cried_ms: list[float]
    letters: int
    """Letters of the broadcast that were delivered meanwhile."""
    provoked: int


def run(plan: Plan) -> Report:
    """Play both kinds of trial by turns; a ratio is taken inside each round."""
    seconds, rounds = (6, 1) if plan.quick else (30, 3)
    played: list[tuple[Answered, Answered]] = []
    for number in range(1, rounds + 1):
        plan.say(f"answer_under_broadcast: round {number} of {rounds}")
        played.append((_play(seconds, broadcast=False), _play(seconds, broadcast=True)))
    report = Report(trials=[trial for pair in played for trial in pair])
    scene = f"{PRESSES_A_SECOND} presses a second"
    for key, of, goal in (
        ("answer_under_broadcast.press_p99", "pressed_ms", Goal("≤", 1.2)),
        ("answer_under_broadcast.cry_p99", "cried_ms", Goal("≤", 1.2)),
        ("answer_under_broadcast.words_p99", "said_ms", None),
    ):
        samples = [getattr(under, of)[1] / getattr(calm, of)[1] for calm, under in played]
        report.figure(key, scene, "times", samples, goal)
    waited = [under.said_ms[1] for _, under in played]
    report.figure("answer_under_broadcast.words_wait", scene, "ms", waited, Goal("≤", NEVER_LONGER_MS))
    for calm_or_not in (0, 1):
        _observe(report, [pair[calm_or_not] for pair in played])
    return report


def _observe(report: Report, trials: list[Answered]) -> None:
    scene = trials[0].scene
    for name, of in (("press", "pressed_ms"), ("words", "said_ms"), ("call for help", "cried_ms")):
        for index, percentile in enumerate(("p50", "p99")):
            samples = [getattr(trial, of)[index] for trial in trials]
            report.observations.append(Observation("ours", scene, f"{name} to answer, {percentile}", "ms", samples))
    sent = [float(median([trial.letters for trial in trials]))]
    report.observations.append(Observation("ours", scene, "letters of the broadcast meanwhile", "messages", sent))


def _play(seconds: int, *, broadcast: bool) -> Answered:
    workdir = WORK / "answering"
    shutil.rmtree(workdir, ignore_errors=True)
    workdir.mkdir(parents=True)
    scene = Scene("answering", GROUPS, PRESSES_A_SECOND * seconds // GROUPS)
    presses = _presses(workdir, scene.chats(), seconds)
    warm = sum(press[0] == WARM_CHAT for press in presses)
    asyncio.run(_mail(workdir, LETTERS_A_SECOND * (seconds + 15) if broadcast else 0))
    rate = PRESSES_A_SECOND + WORDS_A_SECOND + CRIES_A_SECOND
    mailing = Mailing(0)
    with fake_api(Scenario(presses, warm, pause=3.0, rate=rate, latency=LATENCY_SECONDS, mailing=mailing)) as api:
        settings = enrolment.at(enrolment.environment(workdir), api.url)
        with client([sys.executable, "-m", "bot"], settings, workdir) as process:
            api.guard(process)
            if not api.wait(process, 60 + 5 * seconds):
                raise TrialError(f"answering: {api.figures()}\n{last_words(workdir)}")
            figures = api.figures()
    return Answered(
        scene=WITH if broadcast else WITHOUT,
        pressed_ms=figures["pressed_ms"],
        said_ms=figures["said_ms"],
        cried_ms=figures["cried_ms"],
        letters=figures["post"]["delivered"],
        provoked=figures["post"]["provoked"],
    )


def _presses(workdir: Path, chats: Groups, seconds: int) -> list[Press]:
    """The warm-up, and then presses in the groups with words and cries of single people among them, always alike."""
    pressed = ours.prepare(workdir, chats).presses
    warm = [press for press in pressed if press[0] == WARM_CHAT]
    said = [WORDS] * (WORDS_A_SECOND * seconds) + [CRY] * (CRIES_A_SECOND * seconds)
    asked = [(FIRST_ASKER + number, FIRST_ASKER + number, words) for number, words in enumerate(said)]
    counted = [press for press in pressed if press[0] != WARM_CHAT] + asked
    random.Random(0).shuffle(counted)
    return warm + counted


async def _mail(workdir: Path, letters: int) -> None:
    """Enrol whoever asks, and put a broadcast to others in line."""
    database = await enrolment.opened(workdir)
    now = datetime.now(ZONE)
    try:
        async with database.write() as tx:
            await enrolment.enrol(tx, 500, now, first=FIRST_ASKER)
            if letters:
                await preparing.post(tx, letters, now)
    finally:
        await database.close()
