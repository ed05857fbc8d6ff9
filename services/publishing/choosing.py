"""Changing one thing in the chat: a word of the branch's own, or the quiet hours."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from domain.concerns import Topic
from domain.policies import DEFAULT, Policy, fault_of_word, read, read_hours, written
from domain.policies.reading import TOPICS
from services import policies
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.publishing.proposing import ANYWAY, CONFIRM, branch_of_asker, drafted
from texts import policies as say
from texts import publishing as say_publishing
from texts import refusals


async def _ask_word(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.which_word())


async def _read_word(_asker: Asker, _draft: Draft, text: str) -> Goto | Problem:
    word = text.strip()
    fault = fault_of_word(word)
    return Goto({"word": word}, "topic") if fault is None else Problem(say_publishing.fault(fault, word))


async def _ask_topic(_asker: Asker, draft: Draft) -> Question:
    return Question(say.which_topic(str(draft["word"])), [(say.short(topic), str(topic)) for topic in Topic])


async def _read_topic(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    topic = TOPICS.get(text.strip())
    if topic is None:
        return Problem(say.please_choose())
    word = str(draft["word"])
    return await _go_on(asker, lambda policy: replace(policy, words={**policy.words, word: topic}))


async def _ask_quiet(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.which_quiet(), say.usual_quiet(), per_row=1)


async def _read_quiet(asker: Asker, _draft: Draft, text: str) -> Goto | Done | Problem:
    hours = read_hours(text)
    if hours is None:
        return Problem(say.please_write_hours())
    return await _go_on(asker, lambda policy: replace(policy, quiet=hours))


async def _go_on(asker: Asker, change: Callable[[Policy], Policy]) -> Goto | Done | Problem:
    """From what was said to the preview; a document that would not be read back is not proposed."""
    branch = await branch_of_asker(asker)
    if branch is None:
        return Done(say_publishing.no_longer_allowed())
    in_force = await policies.in_force(asker.turn, branch.id)
    policy = read(written(change(in_force.policy)), DEFAULT)
    if not isinstance(policy, Policy):
        return Problem(say_publishing.fault(policy[0].fault, policy[0].value))
    draft = await drafted(asker.turn, branch, policy)
    return Goto(draft, "confirm") if draft is not None else Done(refusals.plain(say_publishing.unchanged()))


WORD: Final = Script(
    "branch_word", (Step("word", _ask_word, _read_word), Step("topic", _ask_topic, _read_topic), CONFIRM, ANYWAY)
)
QUIET: Final = Script("quiet_hours", (Step("hours", _ask_quiet, _read_quiet), CONFIRM, ANYWAY))
