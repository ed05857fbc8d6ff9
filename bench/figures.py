"""From trials to figures: every ratio is taken inside a round, and the median of the rounds is the figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from bench.scenes import Scene
from bench.trial import Trial, play

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Round = dict[str, Trial]
"""One trial of each client, played one right after the other, so that a slow minute slows them all."""


@dataclass(frozen=True)
class Goal:
    """What a figure has to be: at most, or at least."""

    sign: str
    limit: float

    def met(self, value: float) -> bool:
        """Tell whether `value` will do."""
        return value <= self.limit if self.sign == "≤" else value >= self.limit

    def __str__(self) -> str:
        return f"{self.sign} {self.limit:g}"


@dataclass(frozen=True)
class Figure:
    """One line of the result."""

    key: str
    scene: str
    value: float
    unit: str
    goal: str | None
    met: bool | None
    """None where there is no goal."""
    samples: list[float]
    """One per round, in the order of the rounds."""


@dataclass(frozen=True)
class Observation:
    """What one client did, in absolute terms: it drifts by a factor of two between runs, and is never a figure."""

    client: str
    scene: str
    name: str
    unit: str
    samples: list[float]

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return median(self.samples)


@dataclass
class Report:
    """What a bench hands back."""

    figures: list[Figure] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    trials: list["DataclassInstance"] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        """Append another bench's results."""
        self.figures += other.figures
        self.observations += other.observations
        self.trials += other.trials

    def figure(self, key: str, scene: str, unit: str, samples: Sequence[float], goal: Goal | None = None) -> None:
        """Add a figure: the median of its samples, held against its goal."""
        value = median(samples)
        met = goal.met(value) if goal else None
        self.figures.append(Figure(key, scene, value, unit, str(goal) if goal else None, met, list(samples)))

    def observe(self, rounds: list[Round], name: str, unit: str, of: Callable[[Trial], float]) -> None:
        """Add an absolute measure of every client."""
        for client in rounds[0]:
            trials = [trials[client] for trials in rounds]
            self.observations.append(Observation(client, trials[0].scene, name, unit, [of(trial) for trial in trials]))


def play_rounds(clients: Sequence[str], scene: Scene, count: int, say: Callable[[str], None]) -> list[Round]:
    """Play A B C, A B C, ... and tell how far it is. A trial that fails ends the run: a lost press is no noise."""
    rounds = []
    for number in range(1, count + 1):
        trials = {}
        for client in clients:
            say(f"{scene.name}: round {number} of {count}, {client}")
            trials[client] = play(client, scene)
        rounds.append(trials)
    return rounds


def ratios(rounds: list[Round], over: str, under: str, of: Callable[[Trial], float]) -> list[float] | None:
    """Divide one client's measure by another's, round by round; None when one of them did not run."""
    if not {over, under} <= rounds[0].keys():
        return None
    return [of(trials[over]) / of(trials[under]) for trials in rounds]
