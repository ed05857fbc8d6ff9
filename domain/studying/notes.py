"""A note on a piece: for oneself, unless its author says otherwise (S17)."""

from enum import StrEnum
from typing import Final

LONGEST_NOTE: Final = 500


class Shared(StrEnum):
    """With whom a note is shared: the branch's publicity member, or the group by name."""

    BRANCH = "branch"
    GROUP = "group"
