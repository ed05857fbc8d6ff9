"""Adding the party groups and hub households of a branch (A1, ORG-13)."""

from typing import Final

from domain.access import Action
from domain.members import Member
from domain.messages import Message
from domain.nodes import GROUP_KINDS
from domain.outline import Wrong, read_groups
from services import access, dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.posts import seeing
from services.turn import Turn
from storage import nodes
from texts import branch_setup as say
from texts import refusals
from texts.dialogues import classified


async def begin(turn: Turn, member: Member) -> Message | None:
    """More groups for one's branch; None for who may add none."""
    branch = await seeing.branch_of(turn, member)
    if branch is None or not await access.may(turn, member, Action.MANAGE_NODE, branch.id):
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, GROUPS, {"branch": branch.id})


async def _ask_names(asker: Asker, draft: Draft) -> Question:
    passing = [say.skip()] if "skip" in draft else []
    return Question(say.which_groups(await _there(asker, draft)), passing)


async def _read_names(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if "skip" in draft and text.strip() == say.skip():
        return Done(say.skipped(dialogues.number(draft, "skip")))
    read = read_groups(text, await _there(asker, draft))
    if isinstance(read, Wrong):
        return Problem(say.groups_unclear(read))
    if await secrecy.typed(asker, text):
        return Problem(classified())
    return Goto({**draft, "names": "\n".join(group.name for group in read)}, "confirm")


async def _ask_confirm(asker: Asker, draft: Draft) -> Question:
    read = read_groups(str(draft["names"]), ())
    groups = () if isinstance(read, Wrong) else read
    return Question(say.confirm_groups(groups), [say.do_add()], per_row=1)


async def _read_confirm(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    """Somebody else may have added one of them meanwhile."""
    if text.strip() != say.do_add():
        return Problem(say.please_add())
    turn, branch_id = asker.turn, dialogues.number(draft, "branch")
    if not await access.may(turn, await dialogues.member(asker), Action.MANAGE_NODE, branch_id):
        return Done(refusals.plain(refusals.not_allowed()))
    read = read_groups(str(draft["names"]), await _there(asker, draft))
    if isinstance(read, Wrong):
        return Done(say.groups_meanwhile(read))
    for group in read:
        await nodes.add(turn.tx, branch_id, group.kind, group.name, turn.now)
    return Done(say.groups_added(read, draft.get("skip")))


async def _there(asker: Asker, draft: Draft) -> list[str]:
    tree = await nodes.tree(asker.turn.tx)
    within = tree.same_branch(dialogues.number(draft, "branch"))
    return [tree[node_id].name for node_id in sorted(within) if tree[node_id].kind in GROUP_KINDS]


GROUPS: Final = Script(
    "branch_groups", (Step("names", _ask_names, _read_names), Step("confirm", _ask_confirm, _read_confirm))
)
