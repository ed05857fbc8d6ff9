"""The dialogue that writes a question: words, options, the right one, why, which week."""

from datetime import date, timedelta

from domain import quizzes as rules
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_text
from domain.quizzes import LONGEST_EXPLANATION, LONGEST_QUESTION, Quiz, week_of
from services import dialogues, libraries, people, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import nodes
from storage import quizzes as store
from texts import quizzes as say
from texts import refusals
from texts.dialogues import classified

WEEKS_AHEAD = 3


async def write(turn: Turn, member: Member) -> Message | None:
    """Begin a question; None for who may write none."""
    if await libraries.may_keep_somewhere(turn, member) is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT)


async def _ask_question(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_question())


async def _read_question(asker: Asker, _draft: Draft, text: str) -> Goto | Problem:
    words = tidy_text(text)
    if not words or len(words) > LONGEST_QUESTION:
        return Problem(say.question_wrong())
    return await _unless_marked(asker, text, Goto({"question": words}, "options"))


async def _ask_options(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_options())


async def _read_options(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    options = rules.read_options(text)
    if options is None:
        return Problem(say.options_wrong())
    return await _unless_marked(asker, text, Goto({**draft, "options": list(options)}, "right"))


async def _ask_right(_asker: Asker, draft: Draft) -> Question:
    labels = [rules.lettered(at, option) for at, option in enumerate(_options(draft))]
    return Question(say.ask_right(), labels, per_row=1)


async def _read_right(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    chosen = rules.read_choice(text, _options(draft))
    return Problem(say.right_wrong()) if chosen is None else Goto({**draft, "right": chosen}, "explanation")


async def _ask_explanation(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_explanation())


async def _read_explanation(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = tidy_text(text)
    if not words or len(words) > LONGEST_EXPLANATION:
        return Problem(say.explanation_wrong())
    return await _unless_marked(asker, text, Goto({**draft, "explanation": words}, "week"))


async def _ask_week(asker: Asker, _draft: Draft) -> Question:
    labels = [say.week_label(monday, asker.turn.now) for monday in _weeks(asker.turn)]
    return Question(say.ask_week(), labels, per_row=1)


async def _read_week(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    for monday in _weeks(asker.turn):
        if say.week_label(monday, asker.turn.now) == text.strip():
            return Goto({**draft, "week": monday.isoformat()}, "preview")
    return Problem(say.week_wrong())


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    _, node_id = await _writer(asker)
    node = (await nodes.tree(asker.turn.tx))[node_id].name if node_id is not None else ""
    labels = (say.keep(), say.again())
    words = say.preview(_drafted(draft, node_id or 0), node, asker.turn.now)
    return Question(words, labels)


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == say.again():
        return Goto({}, "question")
    if text.strip() != say.keep():
        return Problem(say.week_wrong())
    writer, node_id = await _writer(asker)
    if writer is None or node_id is None:
        return Done(refusals.plain(refusals.not_allowed()))
    await store.put(asker.turn.tx, _drafted(draft, node_id), writer.id, asker.turn.now)
    return Done(say.kept())


async def _writer(asker: Asker) -> tuple[Member | None, int | None]:
    member = await people.known(asker.turn, asker.telegram_id)
    return member, None if member is None else await libraries.kept_at(asker.turn, member)


async def _unless_marked(asker: Asker, text: str, onward: Goto) -> Goto | Problem:
    return Problem(classified()) if await secrecy.typed(asker, text) else onward


def _weeks(turn: Turn) -> list[date]:
    monday = week_of(turn.now.date())
    return [monday + timedelta(weeks=ahead) for ahead in range(WEEKS_AHEAD)]


def _options(draft: Draft) -> list[str]:
    options = draft["options"]
    return [str(one) for one in options] if isinstance(options, list) else []


def _drafted(draft: Draft, node_id: int) -> Quiz:
    return Quiz(
        id=0,
        node_id=node_id,
        week=date.fromisoformat(str(draft["week"])),
        question=str(draft["question"]),
        options=tuple(_options(draft)),
        right=dialogues.number(draft, "right"),
        explanation=str(draft["explanation"]),
    )


SCRIPT = Script(
    "quiz",
    (
        Step("question", _ask_question, _read_question),
        Step("options", _ask_options, _read_options),
        Step("right", _ask_right, _read_right),
        Step("explanation", _ask_explanation, _read_explanation),
        Step("week", _ask_week, _read_week),
        Step("preview", _ask_preview, _read_preview),
    ),
)
