"""How much a run plays: everything, or the short version."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.scenes import Scene


@dataclass(frozen=True)
class Plan:
    """The size of a run. The short one has smaller scenes, so its ratios are not those of the long one."""

    clients: frozenset[str]
    quick: bool
    say: Callable[[str], None]

    @property
    def rounds(self) -> int:
        """An odd number: the median is then a round that happened."""
        return 1 if self.quick else 5

    @property
    def one_board(self) -> Scene:
        """A whole branch at the opening of its general meeting."""
        return Scene("one board", groups=1, members=300 if self.quick else 1000)

    @property
    def many_boards(self) -> Scene:
        """All study groups of a university at seven in the evening."""
        return Scene("50 groups", groups=50, members=12 if self.quick else 120)

    @property
    def steady(self) -> Scene:
        """50 presses a second, evenly spaced, over 50 groups, for ten seconds."""
        return Scene("50 a second", groups=50, members=3 if self.quick else 10, rate=50)

    @property
    def waiting_press(self) -> Scene:
        """One press that waits while the process starts; then the storm on one board."""
        return Scene("cold start", groups=1, members=self.one_board.members, warm=1)

    def who(self, *clients: str) -> list[str]:
        """Keep those of `clients` that this run was asked for."""
        return [client for client in clients if client in self.clients]
