"""Every dialogue of the bot, walked step by step: nonsense, /取消 and a restart at each of them.

The walk takes whatever leads to a step it has not seen: each option, then answers that people give. Everything is
undone behind it, so no step depends on what another one stored.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

import pytest

from domain.messages import Message
from domain.privacy import Scope
from services import dialogues, privacy
from services.dialogues import Became, Draft, Script
from services.scripts import SCRIPTS
from services.turn import Turn
from storage import dialogues as store
from storage import people
from storage.database import alone
from tests.services.conftest import Somebody

ME: Final = 7001
NONSENSE: Final = ("🤷‍♂️", "%%%", "。", "asdf qwer" * 40)
ANSWERS: Final = (
    *("好", "小明", "王奶奶", "周五下午三点", "下周五", "2026-12-04", "15:00", "12月4日 15:00", "3", "10", "2", "没有"),
    *("党群服务中心", "8 0 1", "https://www.12371.cn", "每周五", "支部党员大会", "2027年", "发布", "跳过", "小雨"),
)


class _Undone(Exception):
    """What was tried is not to be."""


@dataclass
class Walk:
    """One script, and the steps seen so far; `unkind` is where nonsense was met with silence."""

    turn: Turn
    script: Script
    seen: set[str] = field(default_factory=set)
    unkind: list[str] = field(default_factory=list)
    ended: int = 0

    async def begin(self, draft: Draft, step: str | None) -> None:
        async def beginning() -> None:
            await dialogues.begin(self.turn, ME, self.script, draft, step)
            await self.look_around()

        await self._apart(beginning)

    async def look_around(self) -> None:
        """At one step: try everything, then go on to where nobody has been."""
        opened = await store.open_with(self.turn.tx, ME)
        assert opened is not None
        if opened.step in self.seen:
            return
        self.seen.add(opened.step)
        await self._apart(self._start_again)
        await self._apart(self._cancel)
        for words in NONSENSE:
            await self._apart(lambda words=words: self._nonsense(opened.step, words))  # type: ignore[misc]
        options = opened.draft.get("_options")
        assert isinstance(options, list)
        for words in (*map(str, options), *ANSWERS):
            if self.ended and len(self.seen) == len(self.script.steps):
                return
            await self._apart(lambda words=words: self._answer(words))  # type: ignore[misc]

    async def _start_again(self) -> None:
        again = await dialogues.resume(self.turn, ME, SCRIPTS)
        assert again is not None
        assert again.html

    async def _cancel(self) -> None:
        assert await dialogues.cancel(self.turn, ME)
        assert await dialogues.hear(self.turn, ME, "好", SCRIPTS) is None

    async def _nonsense(self, step: str, words: str) -> None:
        said = await dialogues.hear(self.turn, ME, words, SCRIPTS)
        if not isinstance(said, Became) and (said is None or len(said.html) < len("请再说")):
            self.unkind.append(f"{step}: {words[:9]}")

    async def _answer(self, words: str) -> None:
        said = await dialogues.hear(self.turn, ME, words, SCRIPTS)
        if await store.open_with(self.turn.tx, ME) is None:
            assert isinstance(said, Message | Became)
            self.ended += 1
        else:
            await self.look_around()

    async def _apart(self, work: Callable[[], Awaitable[None]]) -> None:
        async def undone() -> None:
            await work()
            raise _Undone

        letters = list(self.turn.letters)
        error = await alone(self.turn.tx, undone())
        self.turn.letters = letters
        if not isinstance(error, _Undone) and error is not None:
            raise error


@pytest.fixture
async def zhou(branch: Turn, somebody: Somebody) -> Turn:
    """老周, the secretary, has an account of ours and has agreed to everything."""
    for number, name in enumerate(("老周", "小明", "陈姐"), ME):
        one = await somebody(name)
        await people.unbind(branch.tx, one.id)
        await people.bind(branch.tx, one.id, number)
        for scope in Scope:
            await privacy.give(branch, one.id, scope)
    return branch


async def test_every_step(zhou: Turn) -> None:
    wrong: list[str] = []
    for name, script in SCRIPTS.items():
        walk = Walk(zhou, script)
        try:
            await walk.begin({}, None)
        except Exception as error:
            wrong.append(f"{name} at {sorted(walk.seen)}: {error!r}")
            continue
        wrong += [f"{name}: {one}" for one in walk.unkind]
        if missed := {step.name for step in script.steps} - walk.seen:
            wrong.append(f"{name} never reached {sorted(missed)}")
        if not walk.ended:
            wrong.append(f"{name} never ended")
    assert wrong == [], "\n".join(wrong)
