"""Making a poll of opinion: a question, what can be chosen, until when. An election is refused, and why is said."""

import secrets
from datetime import timedelta
from typing import Final

from domain.access import Action
from domain.features import Feature
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.nodes import BRANCH_KINDS, GROUP_KINDS
from domain.polls import LONGEST_QUESTION, may_end, read_options
from domain.votes import is_ballot
from services import access, deadlines, dialogues, features, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.polls.answering import show
from services.turn import Turn
from storage import nodes
from storage import polls as store
from texts import polls as say
from texts import refusals
from texts.dialogues import classified, press_a_button

_SUGGESTED: Final = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
SALT_BYTES: Final = 32


async def begin(turn: Turn, leader: Member) -> Message:
    """The first question, or that it is for others to ask."""
    places = await _places(turn, leader)
    if not places:
        return refusals.plain(refusals.not_allowed())
    if len(places) == 1:
        return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"node": places[0][0]}, "question")
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT)


async def may_ask(turn: Turn, member: Member) -> bool:
    return bool(await _places(turn, member))


async def _places(turn: Turn, leader: Member) -> list[tuple[int, str]]:
    """(node id, name) of the branches and groups whose members they may ask."""
    tree = await nodes.tree(turn.tx)
    own = await access.nodes_for(turn, leader, Action.BROADCAST)
    fitting = [one for one in own if tree[one].kind in BRANCH_KINDS | GROUP_KINDS]
    return [(one, tree[one].name) for one in fitting if await features.on_at(turn, Feature.POLLS, one)]


async def _ask_node(asker: Asker, _draft: Draft) -> Question:
    places = await _places(asker.turn, await dialogues.member(asker))
    return Question(say.ask_node(), [name for _, name in places], per_row=1)


async def _read_node(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    for node_id, name in await _places(asker.turn, await dialogues.member(asker)):
        if name == text.strip():
            return Goto({**draft, "node": node_id}, "question")
    return Problem(press_a_button())


async def _ask_question(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_question())


async def _read_question(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    words = tidy_line(text)
    if not words or len(words) > LONGEST_QUESTION:
        return Problem(say.question_wrong(LONGEST_QUESTION))
    if await secrecy.typed(asker, text):
        return Problem(classified())
    return Done(say.not_here()) if is_ballot(words) else Goto({**draft, "question": words}, "options")


async def _ask_options(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_options(), say.usual_options(), per_row=1)


async def _read_options(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    options = read_options(text)
    if options is None:
        return Problem(say.options_wrong())
    if await secrecy.typed(asker, text):
        return Problem(classified())
    return Done(say.not_here()) if is_ballot(text) else Goto({**draft, "options": list(options)}, "until")


async def _ask_until(asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_until(), deadlines.options(asker.turn.now, _SUGGESTED), per_row=1)


async def _read_until(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    closes_at = deadlines.read(text, asker.turn.now)
    if closes_at is None or not may_end(closes_at, asker.turn.now):
        return Problem(say.until_wrong())
    return Goto({**draft, "until": closes_at.isoformat()}, "preview")


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    words = say.preview(str(draft["question"]), _options(draft), deadlines.kept(draft), asker.turn.now)
    return Question(words, (say.send(), say.again()))


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == say.again():
        return Goto({"node": draft["node"]}, "question")
    if text.strip() != say.send():
        return Problem(press_a_button())
    return Done(await _open(asker.turn, await dialogues.member(asker), draft))


async def _open(turn: Turn, leader: Member, draft: Draft) -> Message:
    """Asked again who does it: the post may have gone while the dialogue was open."""
    node_id = dialogues.number(draft, "node")
    if not await access.may(turn, leader, Action.BROADCAST, node_id):
        return refusals.plain(refusals.not_allowed())
    if not may_end(deadlines.kept(draft), turn.now):
        return say.too_late()
    salt = secrets.token_hex(SALT_BYTES)
    question, options, until = str(draft["question"]), _options(draft), deadlines.kept(draft)
    poll_id = await store.add(turn.tx, node_id, question, options, leader.id, until, salt, turn.now)
    poll = await store.get(turn.tx, poll_id)
    if poll is None:
        raise LookupError("a poll that was just written down is gone")
    return say.opened(poll, turn.now, in_group=await show(turn, poll))


def _options(draft: Draft) -> tuple[str, ...]:
    options = draft["options"]
    return tuple(str(one) for one in options) if isinstance(options, list) else ()


SCRIPT: Final = Script(
    "poll",
    (
        Step("node", _ask_node, _read_node),
        Step("question", _ask_question, _read_question),
        Step("options", _ask_options, _read_options),
        Step("until", _ask_until, _read_until),
        Step("preview", _ask_preview, _read_preview),
    ),
)
