"""How long nobody is congratulated after the death of close kin (K9)."""

from datetime import date, timedelta
from typing import Final

MOURNING: Final = timedelta(days=100)  # 百日; a convention, not a rule of the Party


def mourns_until(reported_on: date) -> date:
    """The first day on which a congratulation may be said again."""
    return reported_on + MOURNING
