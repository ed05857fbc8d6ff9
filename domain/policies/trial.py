"""What a file or a change turned out to be, before anything is published."""

from dataclasses import dataclass
from enum import StrEnum

from domain.concerns import Topic
from domain.policies.faults import Problem


class FileProblem(StrEnum):
    """Why a file cannot be read at all."""

    WRONG_KIND = "file_wrong_kind"
    TOO_BIG = "file_too_big"
    EMPTY = "file_empty"
    NOT_TEXT = "file_not_text"


@dataclass(frozen=True, slots=True)
class BadLine:
    """One thing to mend. `problem` is None where the line cannot be read at all, `twice` the key that stands twice."""

    line: int
    problem: Problem | None = None
    twice: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A sentence that would go somewhere else; no topic is a human who sorts it."""

    text: str
    before: Topic | None
    after: Topic | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Of `total` sentences, how many are understood rightly with the old words and with the new."""

    total: int
    right_before: int
    right_after: int
    moved: tuple[Moved, ...]

    @property
    def is_worse(self) -> bool:
        return self.right_after < self.right_before
