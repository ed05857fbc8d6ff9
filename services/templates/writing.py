"""The dialogue that writes a wording: the words with their gaps, and how it will read (A6)."""

from domain import templates as rules
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_text
from domain.templates import Use
from services import dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.templates import keeping, using
from services.turn import Turn
from texts import refusals
from texts import templates as say

WORDS, PREVIEW = "words", "preview"


async def begin(turn: Turn, member: Member, use: Use) -> Message | None:
    """A new wording; None for who may not."""
    node = await keeping.home(turn, member, use)
    if node is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, {"use": str(use), "node": node.id})


async def change(turn: Turn, member: Member, template_id: int) -> Message | None:
    """Another wording in place of this one; None where it is none of theirs."""
    looked = await keeping.look(turn, member, template_id)
    if looked is None:
        return None
    one = looked.template
    draft: Draft = {"use": str(one.use), "node": one.node_id, "template": one.id}
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, draft)


async def _ask_words(_asker: Asker, draft: Draft) -> Question:
    usual = say.usual(_use(draft))
    return Question(say.ask_words(_use(draft)), [(say.label_usual(), usual)])


async def _read_words(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = rules.even(tidy_text(text))
    if not 0 < len(words) <= rules.LONGEST:
        return Problem(say.words_problem(rules.LONGEST))
    if unknown := rules.unknown(words):
        return Problem(say.unknown(unknown))
    if await secrecy.typed(asker, words):
        return Problem(say.marked())
    return Goto({**draft, "words": words}, PREVIEW)


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    sample = await using.sample(asker.turn, dialogues.number(draft, "node"), str(draft["words"]))
    return Question(say.preview(sample), say.options())


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    match say.choice(text):
        case "keep":
            return await _keep(asker, draft)
        case "again":
            return Goto(draft, WORDS)
        case _:
            return Problem(say.press_a_button())


async def _keep(asker: Asker, draft: Draft) -> Done:
    template_id = draft.get("template")
    kept = await keeping.keep(
        asker.turn,
        await dialogues.member(asker),
        _use(draft),
        str(draft["words"]),
        template_id if isinstance(template_id, int) else None,
    )
    return Done(refusals.plain(refusals.not_allowed()) if kept is None else say.kept(_use(draft)))


def _use(draft: Draft) -> Use:
    return Use(str(draft["use"]))


SCRIPT = Script("template", (Step(WORDS, _ask_words, _read_words), Step(PREVIEW, _ask_preview, _read_preview)))
