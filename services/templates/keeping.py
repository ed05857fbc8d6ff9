"""The wordings of a branch or group, for who may change them (A6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain import templates as rules
from domain.access import Action
from domain.members import Member
from domain.nodes import Node
from domain.templates import Use
from services import access, boards
from services.templates import using
from services.turn import Turn
from storage import meetings, nodes
from storage import templates as store
from storage.templates import Template

_MAY = {Use.INVITATION: Action.MANAGE_MEETING, Use.NOTICE: Action.BROADCAST}


@dataclass(frozen=True, slots=True)
class Kept:
    """All wordings where somebody may change them; `new` are the uses of which they may add one."""

    node: Node
    templates: Sequence[Template]
    new: Sequence[Use]


@dataclass(frozen=True, slots=True)
class Looked:
    """One wording, and how it will read."""

    template: Template
    sample: str


async def home(turn: Turn, member: Member, use: Use) -> Node | None:
    """Where somebody's wordings belong: the highest node they lead. None for who leads nothing."""
    tree = await nodes.tree(turn.tx)
    own = await access.nodes_for(turn, member, _MAY[use])
    return tree[min(own, key=lambda node_id: len(tree.path(node_id)))] if own else None


async def all_of(turn: Turn, member: Member) -> Kept | None:
    """None for who leads nothing."""
    homes = {use: node for use in Use if (node := await home(turn, member, use)) is not None}
    if not homes:
        return None
    some = [one for use, node in homes.items() for one in await store.at_nodes(turn.tx, [node.id], use)]
    has_invitation = any(one.use is Use.INVITATION for one in some)
    new = [use for use in homes if (not has_invitation if use is Use.INVITATION else len(some) < rules.MOST)]
    return Kept(next(iter(homes.values())), some, new)


async def look(turn: Turn, member: Member, template_id: int) -> Looked | None:
    """None where it is none of theirs, or gone."""
    one = await store.get(turn.tx, template_id)
    if one is None or not await access.may(turn, member, _MAY[one.use], one.node_id):
        return None
    return Looked(one, await using.sample(turn, one.node_id, one.words))


async def keep(turn: Turn, member: Member, use: Use, words: str, template_id: int | None) -> Looked | None:
    """A new wording, or another one in place of an old. Boards that show it are drawn anew."""
    if template_id is None:
        node = await home(turn, member, use)
        if node is None or not await access.may(turn, member, _MAY[use], node.id):
            return None
        template_id = await store.add(turn.tx, node.id, use, words, member.id, turn.now)
    elif await look(turn, member, template_id) is None:
        return None
    else:
        await store.change(turn.tx, template_id, words, member.id, turn.now)
    kept = await look(turn, member, template_id)
    if kept is not None:
        await _redraw(turn, kept.template)
    return kept


async def drop(turn: Turn, member: Member, template_id: int) -> bool:
    """False where it is none of theirs, or gone."""
    looked = await look(turn, member, template_id)
    if looked is None:
        return False
    await store.drop(turn.tx, template_id)
    await _redraw(turn, looked.template)
    return True


async def _redraw(turn: Turn, template: Template) -> None:
    if template.use is Use.INVITATION:
        reach = (await nodes.tree(turn.tx)).subtree(template.node_id)
        await boards.refresh(turn, await meetings.in_nodes(turn.tx, reach, turn.now, still_open=True))
