"""Opening a survey: a title, until when, a look at what everybody will see, and it goes out once."""

from datetime import timedelta
from typing import Final

from domain.access import Action
from domain.features import Feature
from domain.members import Member, is_here
from domain.messages import Message
from domain.names import tidy_line
from domain.nodes import BRANCH_KINDS, Node
from domain.reminders import ReminderKind
from domain.surveys import LONGEST_TITLE, Survey, may_end
from services import access, deadlines, dialogues, features, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.reminding import promising
from services.reminding.promising import Wanted
from services.turn import Turn
from storage import nodes, people
from storage import surveys as store
from texts import refusals
from texts import surveys as say
from texts.dialogues import classified, press_a_button

_SUGGESTED: Final = (timedelta(days=7), timedelta(days=14), timedelta(days=30))


async def begin(turn: Turn, leader: Member) -> Message:
    """The first question, or why there is none."""
    branch = await branch_of(turn, leader)
    if branch is None or not await access.may(turn, leader, Action.MANAGE_CARE, branch.id):
        return refusals.plain(refusals.not_allowed())
    if await store.open_at(turn.tx, branch.id) is not None:
        return say.one_is_open()
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT)


async def branch_of(turn: Turn, member: Member) -> Node | None:
    """The branch somebody belongs to, while it makes surveys and they have not gone."""
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    if branch is None or branch.kind not in BRANCH_KINDS or not is_here(member):
        return None
    return branch if await features.on_at(turn, Feature.SURVEYS, branch.id) else None


async def leads(turn: Turn, member: Member, node_id: int) -> bool:
    """Whether the branch's surveys are theirs to open; asking is no attempt."""
    return node_id in await access.nodes_for(turn, member, Action.MANAGE_CARE)


async def invite(turn: Turn, survey: Survey) -> None:
    """Each of the branch who has an account hears of it once, through the gate; whoever is silent is left in peace."""
    tree = await nodes.tree(turn.tx)
    members = await people.in_nodes(turn.tx, tree.same_branch(survey.node_id))
    wanted = [
        Wanted(one, "invite", turn.now, survey.closes_at)
        for one in members
        if one.telegram_id is not None and is_here(one)
    ]
    await promising.promise(turn, ReminderKind.SURVEY, survey.id, wanted)


async def _ask_title(asker: Asker, _draft: Draft) -> Question:
    suggested = say.usual_title(asker.turn.now)
    return Question(say.ask_title(), [suggested], per_row=1)


async def _read_title(asker: Asker, _draft: Draft, text: str) -> Goto | Problem:
    title = tidy_line(text)
    if not title or len(title) > LONGEST_TITLE:
        return Problem(say.title_wrong(LONGEST_TITLE))
    if await secrecy.typed(asker, text):
        return Problem(classified())
    return Goto({"title": title}, "until")


async def _ask_until(asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_until(), deadlines.options(asker.turn.now, _SUGGESTED), per_row=1)


async def _read_until(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    now = asker.turn.now
    closes_at = deadlines.read(text, now)
    if closes_at is None or not may_end(closes_at, now):
        return Problem(say.until_wrong())
    return Goto({**draft, "until": closes_at.isoformat()}, "preview")


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    words = say.preview(str(draft["title"]), deadlines.kept(draft), asker.turn.now)
    labels = (say.open_it(), say.again())
    return Question(words, labels)


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == say.again():
        return Goto({}, "title")
    if text.strip() != say.open_it():
        return Problem(press_a_button())
    return Done(await _open(asker.turn, await dialogues.member(asker), draft))


async def _open(turn: Turn, leader: Member, draft: Draft) -> Message:
    """Asked again who does it: the post may have gone while the dialogue was open."""
    branch = await branch_of(turn, leader)
    if branch is None or not await access.may(turn, leader, Action.MANAGE_CARE, branch.id):
        return refusals.plain(refusals.not_allowed())
    if await store.open_at(turn.tx, branch.id) is not None:
        return say.one_is_open()
    if not may_end(deadlines.kept(draft), turn.now):
        return say.too_late_to_open()
    survey_id = await store.add(turn.tx, branch.id, str(draft["title"]), leader.id, deadlines.kept(draft), turn.now)
    survey = await store.get(turn.tx, survey_id)
    if survey is None:
        raise LookupError("a survey that was just written down is gone")
    await invite(turn, survey)
    return say.opened(survey, turn.now)


SCRIPT = Script(
    "survey",
    (
        Step("title", _ask_title, _read_title),
        Step("until", _ask_until, _read_until),
        Step("preview", _ask_preview, _read_preview),
    ),
)
