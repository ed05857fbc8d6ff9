"""The dialogues that enter a teacher: somebody offers, or a branch writes down whom it knows."""

from domain.access import Action
from domain.members import Member, is_here
from domain.messages import Message
from domain.names import NameProblem, clean_name, tidy_line
from domain.teachers import LONGEST_SPECIALITY
from services import access, dialogues, libraries, people, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.teachers.telling import tell
from services.turn import Turn
from storage import nodes
from storage import people as members
from storage import teachers as store
from texts import refusals
from texts import teachers as say
from texts.dialogues import press_a_button


async def offer(turn: Turn, member: Member) -> Message:
    """我愿意讲: asks what about."""
    return await dialogues.begin(turn, member.telegram_id or 0, OFFERING)


async def add(turn: Turn, member: Member) -> Message | None:
    """Enter somebody; None for who keeps no pool."""
    if await libraries.may_keep_somewhere(turn, member) is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, ADDING)


async def _ask_own(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_own_speciality())


async def _read_own(asker: Asker, _draft: Draft, text: str) -> Done | Problem:
    speciality = await _speciality(asker, text)
    if isinstance(speciality, Problem):
        return speciality
    turn, member = asker.turn, await people.known(asker.turn, asker.telegram_id)
    if member is None:
        return Done(refusals.not_on_roster())
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id) or tree[member.node_id]
    await store.put(turn.tx, branch.id, member.name, speciality, member.id, member.id, turn.now)
    return Done(say.offered(speciality))


async def _ask_name(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_name())


async def _read_name(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    name = clean_name(text)
    if isinstance(name, NameProblem):
        return Problem(say.name_wrong())
    if await secrecy.typed(asker, name):
        return Problem(say.classified())
    further: Draft = {**draft, "name": name}
    known = await _known(asker, further)
    if len(known) > 1:
        return Goto(further, "which")
    return Goto({**further, "member": known[0].id if known else None}, "speciality")


async def _ask_which(asker: Asker, draft: Draft) -> Question:
    labels = [label for label, _ in await _namesakes(asker, draft)]
    return Question(say.ask_which(), labels, per_row=1)


async def _read_which(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    for label, member_id in await _namesakes(asker, draft):
        if label == text.strip():
            return Goto({**draft, "member": member_id}, "speciality")
    return Problem(press_a_button())


async def _namesakes(asker: Asker, draft: Draft) -> list[tuple[str, int | None]]:
    """(`小明（第三党小组）`, member id), and somebody from outside."""
    tree = await nodes.tree(asker.turn.tx)
    known = [(say.of_group(one, tree[one.node_id].name), one.id) for one in await _known(asker, draft)]
    return [*known, (say.from_outside(), None)]


async def _known(asker: Asker, draft: Draft) -> list[Member]:
    """The members of this name in the keeper's branch."""
    keeper = await people.known(asker.turn, asker.telegram_id)
    if keeper is None:
        return []
    tree = await nodes.tree(asker.turn.tx)
    around = tree.branch_of(keeper.node_id) or tree[keeper.node_id]
    everybody = await members.in_nodes(asker.turn.tx, tree.same_branch(around.id))
    return [one for one in everybody if one.name == draft["name"] and is_here(one)]


async def _ask_speciality(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_speciality(str(draft["name"])))


async def _read_speciality(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    speciality = await _speciality(asker, text)
    if isinstance(speciality, Problem):
        return speciality
    turn, keeper = asker.turn, await people.known(asker.turn, asker.telegram_id)
    node_id = await libraries.kept_at(turn, keeper) if keeper is not None else None
    if keeper is None or node_id is None or not await access.may(turn, keeper, Action.MANAGE_STUDY, node_id):
        return Done(refusals.plain(refusals.not_allowed()))
    member_id = draft.get("member")
    known = await members.get(turn.tx, member_id) if isinstance(member_id, int) else None
    name = str(draft["name"])
    entered = await store.put(
        turn.tx, node_id, name, speciality, known.id if known is not None else None, keeper.id, turn.now
    )
    if known is not None and known.id != keeper.id:
        await tell(turn, known, say.entered_for_you(keeper, speciality, entered))
    return Done(say.entered(name, speciality))


async def _speciality(asker: Asker, text: str) -> str | Problem:
    speciality = tidy_line(text)
    if not speciality or len(speciality) > LONGEST_SPECIALITY:
        return Problem(say.line_wrong(LONGEST_SPECIALITY))
    return Problem(say.classified()) if await secrecy.typed(asker, speciality) else speciality


OFFERING = Script("teacher_offer", (Step("speciality", _ask_own, _read_own),))
ADDING = Script(
    "teacher",
    (
        Step("name", _ask_name, _read_name),
        Step("which", _ask_which, _read_which),
        Step("speciality", _ask_speciality, _read_speciality),
    ),
)
