"""Who presses what: the scenes as data, the same for every client."""

import random
from dataclasses import dataclass

from bench.ledger import Press, Scenario

WARM_CHAT = -1_001_000_000_000
Groups = list[tuple[int, list[int]]]


@dataclass(frozen=True)
class Scene:
    """A number of groups whose members all press 签到 once; a group of its own warms the client up."""

    name: str
    groups: int
    members: int
    warm: int = 200
    rate: float | None = None

    def chats(self) -> Groups:
        """Group chats with their users, the warm-up's first. Nobody is in two groups."""
        sizes = [self.warm] + [self.members] * self.groups
        people = iter(range(5_000_000_000, 5_000_000_000 + sum(sizes)))
        return [(WARM_CHAT - number, [next(people) for _ in range(size)]) for number, size in enumerate(sizes)]

    def scenario(self, presses: list[Press]) -> Scenario:
        """Shuffle the groups into each other, always the same way."""
        warm = [press for press in presses if press[0] == WARM_CHAT]
        counted = [press for press in presses if press[0] != WARM_CHAT]
        random.Random(0).shuffle(counted)
        return Scenario(presses=warm + counted, warm=len(warm), rate=self.rate)


def invented(chats: Groups) -> list[Press]:
    """Presses for the clients that do not look at them; the data is as long as our bot's."""
    return [(chat, user, f"meet:sign:0001:{user % 10**8:08d}") for chat, users in chats for user in users]
