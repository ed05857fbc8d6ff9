"""Every call a bot made, for those who count."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sandbox.world.actors import Json
from sandbox.world.refusals import Refusal

KEPT: Final = 100_000


@dataclass(frozen=True)
class Call:
    """One Bot API call and how it ended."""

    method: str
    params: Json
    at: datetime
    result: Any = None
    refusal: Refusal | None = None

    @property
    def ok(self) -> bool:
        """Whether the server did it."""
        return self.refusal is None

    @property
    def chat_id(self) -> int | None:
        """The chat it was about, if any."""
        number = self.params.get("chat_id")
        try:
            return int(number)  # type: ignore[arg-type]  # a bot may ask for anything; what is no number is none
        except (TypeError, ValueError):
            return None


class Journal(list[Call]):
    """The calls in their order. The older half goes when it grows too long for memory."""

    def note(self, call: Call) -> None:
        """Remember one call."""
        self.append(call)
        if len(self) > KEPT:
            del self[: KEPT // 2]
