"""Failures on order: what the network and Telegram do to a bot on a bad day."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.world.refusals import Refusal, bad_gateway, too_many_requests


@dataclass
class _Fault:
    refusal: Refusal
    left: int
    chat_id: int | None
    method: str | None

    def strikes(self, method: str, chat_id: int | None) -> bool:
        return self.left > 0 and self.method in {None, method} and self.chat_id in {None, chat_id}


@dataclass
class Faults:
    """Switches for the Bot API as a whole. `on_change` is told whenever one moves."""

    on_change: Callable[[], None]
    _away: bool = False
    _ordered: list[_Fault] = field(default_factory=list)
    _answers_to_lose: int = 0

    @property
    def away(self) -> bool:
        """Whether every call is answered with 502."""
        return self._away

    @away.setter
    def away(self, away: bool) -> None:
        self._away = away
        self.on_change()

    def too_many_requests(
        self, times: int = 1, retry_after: int = 1, *, chat_id: int | None = None, method: str | None = None
    ) -> None:
        """Answer the next calls with 429; only those to one chat, or of one method, if given."""
        self.refuse(too_many_requests(retry_after), times, chat_id=chat_id, method=method)

    def refuse(
        self, refusal: Refusal, times: int = 1, *, chat_id: int | None = None, method: str | None = None
    ) -> None:
        """Answer the next calls with this refusal."""
        self._ordered.append(_Fault(refusal, times, chat_id, method.lower() if method else None))
        self.on_change()

    def lose_answers(self, times: int = 1) -> None:
        """Carry out the next sending calls, but answer 502: the bot cannot know that they worked."""
        self._answers_to_lose += times
        self.on_change()

    @property
    def pending(self) -> int:
        """How many ordered failures have not struck yet."""
        return sum(fault.left for fault in self._ordered) + self._answers_to_lose

    def strike(self, method: str, chat_id: int | None) -> None:
        """Raise what was ordered for this call, if anything."""
        if self._away:
            raise bad_gateway()
        for fault in self._ordered:
            if fault.strikes(method, chat_id) and method != "getupdates":
                fault.left -= 1
                self._ordered = [each for each in self._ordered if each.left > 0]
                raise fault.refusal

    def lose_answer(self, method: str) -> None:
        """Raise after a call was carried out, if its answer is to be lost."""
        if self._answers_to_lose and method.startswith(("send", "edit")):
            self._answers_to_lose -= 1
            raise bad_gateway()
