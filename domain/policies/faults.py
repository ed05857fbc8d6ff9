"""What can be wrong with a policy that somebody wrote, place by place."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from domain.concerns import DangerLevel
from domain.concerns.danger import judge
from domain.forbidden_words import forbidden_in

Path: TypeAlias = tuple[str, ...]

SHORTEST_WORD: Final = 2
LONGEST_WORD: Final = 12


class Fault(StrEnum):
    """What is wrong at one place of a document."""

    NOT_A_MAPPING = "not_a_mapping"
    NOT_A_LIST = "not_a_list"
    NOT_A_VALUE = "not_a_value"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_TOPIC = "unknown_topic"
    UNKNOWN_URGENCY = "unknown_urgency"
    UNKNOWN_ROLE = "unknown_role"
    WRONG_SPAN = "wrong_span"
    WRONG_HOURS = "wrong_hours"
    WRONG_YES_NO = "wrong_yes_no"
    WRONG_DATE = "wrong_date"
    TOO_QUIET = "too_quiet"
    ENDS_BEFORE = "ends_before"
    WRONG_WORD = "wrong_word"
    FORBIDDEN_WORD = "forbidden_word"
    DANGER_WORD = "danger_word"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it stands, and the text at fault."""

    path: Path
    fault: Fault
    value: str = ""


def fault_of_word(word: str) -> Fault | None:
    """Why a branch may not give this word a topic: two characters to twelve, no belief (C8), no danger (C9)."""
    if word != word.strip() or not SHORTEST_WORD <= len(word) <= LONGEST_WORD or not word.isprintable():
        return Fault.WRONG_WORD
    if forbidden_in(word) is not None:
        return Fault.FORBIDDEN_WORD
    return None if judge(word).level is DangerLevel.NONE else Fault.DANGER_WORD
