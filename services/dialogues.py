"""Conversations of several steps: one small mechanism for all of them.

A dialogue is a tuple of steps. A step asks with a message, optionally with options; pressing an option is the same as
typing it, so a step only ever reads text. What was said so far is a draft in the database: a restart loses nothing,
/取消 ends it at any step, and a day later it is forgotten.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeAlias

from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Button, Json, Message, Press
from services import people, simple_mode
from services.turn import Turn
from storage import dialogues as store
from storage import meetings
from storage.dialogues import Dialogue
from texts import dialogues as say
from texts import simple_mode as say_simple

LIVES = timedelta(hours=24)
ACTION = "d"
_OURS = frozenset({"_options", "_numbered"})

Draft: TypeAlias = dict[str, Json]
Option: TypeAlias = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """What a step asks. Options are labels that say themselves, or (label, what pressing it says).

    `per_row` of them stand side by side.
    `cancel` is the label of the way out where the step has a better word for it. Where the options are `numbered`,
    answering 1 is the same as pressing the first (U6).
    """

    message: Message
    options: Collection[Option] = ()
    per_row: int = 2
    cancel: str | None = None
    numbered: bool = False

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(label, what pressing it says) of each option."""
        return [(one, one) if isinstance(one, str) else one for one in self.options]


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
class Became:
    """The dialogue is over; its last question turns into the living message of this topic, which has been shown."""

    topic: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose dialogue it is."""

    turn: Turn
    telegram_id: int


Ask: TypeAlias = Callable[[Asker, Draft], Awaitable[Question]]
Read: TypeAlias = Callable[[Asker, Draft, str], Awaitable[Goto | Done | Became | Problem]]


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    ask: Ask
    read: Read


@dataclass(frozen=True, slots=True)
class Script:
    """A dialogue as code: its steps by name, the first one first.

    `to_another` is true where somebody writes to or about a person they help: words of danger are then about the
    other, and must arrive.
    """

    name: str
    steps: tuple[Step, ...]
    to_another: bool = False

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)


Scripts: TypeAlias = Mapping[str, Script]


async def begin(
    turn: Turn, telegram_id: int, script: Script, draft: Draft | None = None, step: str | None = None
) -> Message:
    """Start a dialogue, at its first step or another; one that was open is dropped. Returns the question.

    Serials start from the time in milliseconds, so that a button of a dialogue long over never fits a new one.
    """
    serial = int(turn.now.timestamp() * 1000)
    return await _ask(Asker(turn, telegram_id), script, step or script.steps[0].name, draft or {}, serial)


async def opened(turn: Turn, telegram_id: int) -> Dialogue | None:
    """The dialogue that waits for an answer, if any."""
    return await _open(turn, telegram_id)


async def writes_to_another(turn: Turn, telegram_id: int, scripts: Scripts) -> bool:
    """Whether what this person types now goes to or is about somebody they help."""
    open_one = await _open(turn, telegram_id)
    return open_one is not None and scripts[open_one.name].to_another


async def amend(turn: Turn, telegram_id: int, script: Script, draft: Draft, step: str) -> Message:
    """Something else than an answer came in while a question was open: go on with this draft. Returns the question."""
    before = await _open(turn, telegram_id)
    serial = before.serial + 1 if before is not None else int(turn.now.timestamp() * 1000)
    return await _ask(Asker(turn, telegram_id), script, step, draft, serial)


async def resume(turn: Turn, telegram_id: int, scripts: Scripts) -> Message | None:
    """The open question again, with fresh buttons; None where none is open."""
    opened = await _open(turn, telegram_id)
    if opened is None:
        return None
    script = scripts[opened.name]
    return await _ask(Asker(turn, telegram_id), script, opened.step, dict(opened.draft), opened.serial + 1)


async def hear(turn: Turn, telegram_id: int, text: str, scripts: Scripts) -> Message | Became | None:
    """Take an answer; returns the next question, or a kind problem with the same question open.

    None where no dialogue is open. A step that ends the dialogue says its own last word.
    """
    opened = await _open(turn, telegram_id)
    if opened is None:
        return None
    return await _take(Asker(turn, telegram_id), scripts[opened.name], opened, _chosen(opened, text))


async def press(turn: Turn, telegram_id: int, serial: int, option: int, scripts: Scripts) -> Message | Became | None:
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


async def member(asker: Asker) -> Member:
    """Whose dialogue it is; raises LookupError where they have left the roster meanwhile."""
    found = await people.known(asker.turn, asker.telegram_id)
    if found is None:
        raise LookupError("somebody has left the roster in the middle of a dialogue")
    return found


async def meeting(asker: Asker, draft: Draft) -> Meeting:
    """The meeting that the draft is about; raises LookupError where there is none of that number."""
    found = await meetings.get(asker.turn.tx, number(draft, "meeting"))
    if found is None:
        raise LookupError("the draft's meeting is not there")
    return found


def number(draft: Draft, name: str) -> int:
    """What the draft holds under this name, an id mostly. Raises TypeError where it is no number."""
    value = draft[name]
    if not isinstance(value, int):
        raise TypeError(f"the draft's {name} is no number")
    return value


async def _open(turn: Turn, telegram_id: int) -> Dialogue | None:
    opened = await store.open_with(turn.tx, telegram_id)
    return opened if opened is not None and opened.expires_at > turn.now else None


def _chosen(opened: Dialogue, text: str) -> str:
    """What an answer says: an option by its words or, where they are numbered, by its number; else what was typed."""
    said, typed = opened.draft.get("_options"), _bare(text)
    if not isinstance(said, list) or not typed:
        return text
    if opened.draft.get("_numbered") and typed in {str(number + 1) for number in range(len(said))}:
        return str(said[int(typed) - 1])
    return next((str(option) for option in said if _bare(str(option)) == typed), text)


def _bare(words: str) -> str:
    """Without the picture on a button, marks and blanks: nobody types those."""
    return "".join(character for character in words if character.isalnum())


async def _take(asker: Asker, script: Script, opened: Dialogue, text: str) -> Message | Became:
    draft = {name: value for name, value in opened.draft.items() if name not in _OURS}
    match await script.step(opened.step).read(asker, draft, text):
        case Problem(html):
            question = await script.step(opened.step).ask(asker, draft)
            kindly = replace(question, message=Message(html))
            return await _put(asker, script, opened.step, draft, opened.serial + 1, kindly)
        case Done(last):
            await store.end(asker.turn.tx, asker.telegram_id)
            return last
        case Became() as became:
            await store.end(asker.turn.tx, asker.telegram_id)
            return became
        case Goto(further, name):
            return await _ask(asker, script, name, further, opened.serial + 1)


async def _ask(asker: Asker, script: Script, name: str, draft: Draft, serial: int) -> Message:
    return await _put(asker, script, name, draft, serial, await script.step(name).ask(asker, draft))


async def _made_simple(asker: Asker, question: Question) -> Question:
    """For who keeps it simple: one button a row, each with its number (U6).

    Options that hold digits are left without: a typed 5 would be the fifth option, or the day or hour that was meant.
    """
    if not question.options or not await simple_mode.is_on(asker.turn, asker.telegram_id):
        return question
    digits = any(character.isdecimal() for label, said in question.choices for character in label + said)
    if question.numbered or digits:
        return replace(question, per_row=1)
    options = [(say_simple.numbered(index, label), said) for index, (label, said) in enumerate(question.choices, 1)]
    message = replace(question.message, html=f"{question.message.html}\n\n{say_simple.or_a_number()}")
    return replace(question, message=message, options=options, per_row=1, numbered=True)


async def _put(asker: Asker, script: Script, name: str, draft: Draft, serial: int, question: Question) -> Message:
    question = await _made_simple(asker, question)
    kept: Draft = {**draft, "_options": [said for _, said in question.choices], "_numbered": question.numbered}
    await store.keep(
        asker.turn.tx, Dialogue(asker.telegram_id, script.name, name, serial, kept, asker.turn.now + LIVES)
    )
    buttons = [
        Button(label, Press(ACTION, (serial, index), asker.telegram_id))
        for index, (label, _) in enumerate(question.choices)
    ]
    rows = [tuple(buttons[at : at + question.per_row]) for at in range(0, len(buttons), question.per_row)]
    rows.append((Button(question.cancel or say.cancel_label(), Press(ACTION, (serial, -1), asker.telegram_id)),))
    return replace(question.message, rows=tuple(rows))
