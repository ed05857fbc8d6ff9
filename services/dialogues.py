"""Conversations of several steps: one small mechanism for all of them.

A dialogue is a tuple of steps. A step asks with a message, optionally with options; pressing an option is the same as
typing it, so a step only ever reads text. What was said so far is a draft in the database: a restart loses nothing,
/取消 ends it at any step, and a day later it is forgotten.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeAlias

from domain.messages import Button, Json, Message, Press
from services.turn import Turn
from storage import dialogues as store
from storage.dialogues import Dialogue
from texts import dialogues as say

LIVES = timedelta(hours=24)
ACTION = "d"

Draft: TypeAlias = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Question:
    """What a step asks. `options` are (label, what pressing it says); `per_row` of them stand side by side.

    `cancel` is the label of the way out where the step has a better word for it.
    """

    message: Message
    options: Sequence[tuple[str, str]] = ()
    per_row: int = 2
    cancel: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """The answer could not be used; `html` says kindly what is expected. The same question stays open."""

    html: str


@dataclass(frozen=True, slots=True)
class Goto:
    """The draft so far, and the step to go on with."""

    draft: Draft
    step: str


@dataclass(frozen=True, slots=True)
class Done:
    """The dialogue is over; `message` is its last word."""

    message: Message


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose dialogue it is."""

    turn: Turn
    telegram_id: int


Ask: TypeAlias = Callable[[Asker, Draft], Awaitable[Question]]
Read: TypeAlias = Callable[[Asker, Draft, str], Awaitable[Goto | Done | Problem]]


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    ask: Ask
    read: Read


@dataclass(frozen=True, slots=True)
class Script:
    """A dialogue as code: its steps by name, the first one first."""

    name: str
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)


Scripts: TypeAlias = Mapping[str, Script]


async def begin(turn: Turn, telegram_id: int, script: Script, draft: Draft | None = None) -> Message:
    """Start a dialogue; one that was open is dropped. Returns the first question.

    Serials start from the time in milliseconds, so that a button of a dialogue long over never fits a new one.
    """
    serial = int(turn.now.timestamp() * 1000)
    return await _ask(Asker(turn, telegram_id), script, script.steps[0].name, draft or {}, serial)


async def resume(turn: Turn, telegram_id: int, scripts: Scripts) -> Message | None:
    """The open question again, with fresh buttons; None where none is open."""
    opened = await _open(turn, telegram_id)
    if opened is None:
        return None
    script = scripts[opened.name]
    return await _ask(Asker(turn, telegram_id), script, opened.step, dict(opened.draft), opened.serial + 1)


async def hear(turn: Turn, telegram_id: int, text: str, scripts: Scripts) -> Message | None:
    """Take an answer; returns the next question, or a kind problem with the same question open.

    None where no dialogue is open. A step that ends the dialogue says its own last word.
    """
    opened = await _open(turn, telegram_id)
    if opened is None:
        return None
    return await _take(Asker(turn, telegram_id), scripts[opened.name], opened, text)


async def press(turn: Turn, telegram_id: int, serial: int, option: int, scripts: Scripts) -> Message | None:
    """Take a pressed option; None where the button belongs to a question that is over."""
    opened = await _open(turn, telegram_id)
    if opened is None or opened.serial != serial:
        return None
    said = opened.draft.get("_options")
    if not isinstance(said, list) or not 0 <= option < len(said):
        return None
    return await _take(Asker(turn, telegram_id), scripts[opened.name], opened, str(said[option]))


async def cancel(turn: Turn, telegram_id: int) -> bool:
    """End whatever is open; True where something was."""
    opened = await _open(turn, telegram_id)
    await store.end(turn.tx, telegram_id)
    return opened is not None


async def _open(turn: Turn, telegram_id: int) -> Dialogue | None:
    opened = await store.open_with(turn.tx, telegram_id)
    return opened if opened is not None and opened.expires_at > turn.now else None


async def _take(asker: Asker, script: Script, opened: Dialogue, text: str) -> Message:
    draft = {name: value for name, value in opened.draft.items() if name != "_options"}
    match await script.step(opened.step).read(asker, draft, text):
        case Problem(html):
            question = await script.step(opened.step).ask(asker, draft)
            kindly = replace(question, message=Message(html))
            return await _put(asker, script, opened.step, draft, opened.serial + 1, kindly)
        case Done(last):
            await store.end(asker.turn.tx, asker.telegram_id)
            return last
        case Goto(further, name):
            return await _ask(asker, script, name, further, opened.serial + 1)


async def _ask(asker: Asker, script: Script, name: str, draft: Draft, serial: int) -> Message:
    return await _put(asker, script, name, draft, serial, await script.step(name).ask(asker, draft))


async def _put(asker: Asker, script: Script, name: str, draft: Draft, serial: int, question: Question) -> Message:
    kept: Draft = {**draft, "_options": [said for _, said in question.options]}
    await store.keep(
        asker.turn.tx, Dialogue(asker.telegram_id, script.name, name, serial, kept, asker.turn.now + LIVES)
    )
    buttons = [
        Button(label, Press(ACTION, (serial, index), asker.telegram_id))
        for index, (label, _) in enumerate(question.options)
    ]
    rows = [tuple(buttons[at : at + question.per_row]) for at in range(0, len(buttons), question.per_row)]
    rows.append((Button(question.cancel or say.cancel_label(), Press(ACTION, (serial, -1), asker.telegram_id)),))
    return replace(question.message, rows=tuple(rows))
