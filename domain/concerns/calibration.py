"""From scores to a confidence that can be relied on: of the answers given with .80, at least eight in ten are right."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp


class CalibrationProblem(ValueError):
    """The table is not one."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A table from the lead of the best score over the second to how often such an answer is right, at the least.

    It was measured on texts the counts had not seen, and holds the lower bound of what was measured: being asked once
    too often is better than being sent to the wrong person. Both rows rise, and between the points the way is straight.
    What the best leaves over is shared among the others by a softmax of this temperature.
    """

    temperature: float
    leads: tuple[float, ...]
    right: tuple[float, ...]

    def __post_init__(self) -> None:
        rising = all(list(row) == sorted(row) and row[0] >= 0 for row in (self.leads, self.right) if row)
        if self.temperature <= 0 or len(self.leads) != len(self.right) or len(self.leads) < 2 or not rising:
            raise CalibrationProblem("校准表写得不对，请用 python -m bench.routing.train 重新生成。")

    def probabilities(self, scores: Sequence[float]) -> list[float]:
        """One for each score, in their order; none is above that of the best, and the sum is at most one."""
        second, best = sorted(scores)[-2:]
        top = self._right(best - second)
        first = scores.index(best)
        others = softmax([score for at, score in enumerate(scores) if at != first], self.temperature)
        rest = [min(top, share * (1 - top)) for share in others]
        return [*rest[:first], top, *rest[first:]]

    def _right(self, lead: float) -> float:
        if lead <= self.leads[0]:
            return self.right[0]
        if lead >= self.leads[-1]:
            return self.right[-1]
        above = bisect_right(self.leads, lead)
        low, high = self.leads[above - 1], self.leads[above]
        share = (lead - low) / (high - low)
        return self.right[above - 1] + share * (self.right[above] - self.right[above - 1])


def softmax(scores: Sequence[float], temperature: float) -> list[float]:
    """Scores as shares of one."""
    highest = max(scores)
    powers = [exp((score - highest) / temperature) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def read(text: str) -> Calibration:
    """Parse the file, a JSON object with `temperature`, `leads` and `right`."""
    try:
        table = json.loads(text)
        return Calibration(float(table["temperature"]), tuple(table["leads"]), tuple(table["right"]))
    except (KeyError, TypeError, ValueError) as error:
        raise CalibrationProblem("校准表写得不对，请用 python -m bench.routing.train 重新生成。") from error


def written(calibration: Calibration) -> str:
    """The text that `read` reads."""
    table = {"temperature": calibration.temperature, "leads": calibration.leads, "right": calibration.right}
    return json.dumps(table, indent=1) + "\n"
