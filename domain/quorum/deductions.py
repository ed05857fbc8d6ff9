"""Who may be left out of 应到, and when (QRM-10, QRM-11)."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final


class ExclusionClass(IntEnum):
    """Who may be left out of 应到 (QRM-11, explanation of 中组部). Class 6 is a local variant and off by default."""

    INCAPABLE_OF_WILL = 1
    ABROAD_SELF_FUNDED = 2
    SERVING_SENTENCE = 3
    BEDRIDDEN = 4
    AFFILIATION_SHOULD_HAVE_MOVED = 5
    RETURNED_HOME_RETIREE = 6


NATIONAL_CLASSES: Final = frozenset(ExclusionClass) - {ExclusionClass.RETURNED_HOME_RETIREE}


@dataclass(frozen=True, slots=True)
class Deduction:
    """One member left out of 应到. Both dates are needed: superior's agreement and the general meeting's adoption."""

    member_id: int
    exclusion_class: ExclusionClass
    superior_agreed_on: date | None
    adopted_on: date | None

    def holds_on(self, day: date, allowed: frozenset[ExclusionClass] = NATIONAL_CLASSES) -> bool:
        """Whether it counts on that day (QRM-10)."""
        return (
            self.exclusion_class in allowed
            and self.superior_agreed_on is not None
            and self.adopted_on is not None
            and max(self.superior_agreed_on, self.adopted_on) <= day
        )
