"""What a branch counts as a reason to offer a talk (TALK-01): its list, and changing it."""

from dataclasses import dataclass, replace

from domain.access import Action
from domain.care import TalkTrigger
from domain.members import Member
from services import access
from services.turn import Turn
from storage import care_talks as store
from storage import nodes


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of one branch: all but those it has taken off."""

    branch_id: int
    branch: str
    off: frozenset[TalkTrigger]


async def listed(turn: Turn, keeper: Member) -> Listed | None:
    """For who may change it; None for anybody else."""
    branch = (await nodes.tree(turn.tx)).branch_of(keeper.node_id)
    if branch is None or not await access.may(turn, keeper, Action.MANAGE_CARE, branch.id):
        return None
    return Listed(branch.id, branch.name, await store.off_at(turn.tx, branch.id))


async def switch(turn: Turn, keeper: Member, trigger: TalkTrigger) -> Listed | None:
    """Take it off, or put it on again."""
    found = await listed(turn, keeper)
    if found is None:
        return None
    await store.switch(turn.tx, found.branch_id, trigger, on=trigger in found.off)
    return replace(found, off=found.off ^ {trigger})
