"""How soon somebody has to look. There is no truth to learn it from, so it is a list of phrases and no more."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.concerns.lexicon import longest_matches, reach
from domain.concerns.topics import Urgency

_ORDER = (Urgency.ORDINARY, Urgency.PRESSING, Urgency.URGENT)


class PhrasesProblem(ValueError):
    """The file is not written as it should be; the message names the line."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by what they say. A negated one is a phrase of its own: 不着急 is longer than 着急, and wins."""

    meaning: Mapping[str, Urgency]
    reach: Mapping[str, int]

    def urgency(self, text: str) -> Urgency:
        """The most pressing phrase of a tidied text."""
        said = (self.meaning[phrase] for phrase in longest_matches(text, self.meaning, self.reach))
        return max(said, key=_ORDER.index, default=Urgency.ORDINARY)


def read(text: str) -> Phrases:
    """Parse the file: `[紧急]`, then phrases separated by blanks; `#` remarks."""
    meaning: dict[str, Urgency] = {}
    section: Urgency | None = None
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            section = _section(stripped.strip("[]"), number)
        elif stripped and not stripped.startswith("#"):
            if section is None:
                raise PhrasesProblem(f"第 {number} 行：说法要写在一个轻重下面。")
            meaning |= dict.fromkeys(stripped.split(), section)
    return Phrases(meaning, reach(meaning))


def _section(name: str, number: int) -> Urgency:
    try:
        return Urgency(name)
    except ValueError:
        raise PhrasesProblem(f"第 {number} 行：没有「{name}」这一级。") from None
