"""The tree is changed, and what was stays known."""

from domain.members import NameProblem
from domain.nodes import NodeKind
from services import organisation
from services.turn import Turn
from storage import access_log, nodes
from tests.services.conftest import Somebody


async def test_a_subtree_moves_and_the_move_is_kept(branch: Turn, somebody: Somebody) -> None:
    group = (await somebody("小明")).node_id
    other = await nodes.add(branch.tx, None, NodeKind.BRANCH, "第二党支部", branch.now)
    before = (await nodes.tree(branch.tx))[group].parent_id
    assert isinstance(await organisation.move_node(branch, None, group, other.id), organisation.Moved)
    tree = await nodes.tree(branch.tx)
    assert tree.branch_of((await somebody("小明")).node_id) == other
    assert await nodes.moves(branch.tx, group) == [(before, other.id, branch.now)]


async def test_a_circle_is_refused(branch: Turn, somebody: Somebody) -> None:
    group = (await somebody("小明")).node_id
    tree = await nodes.tree(branch.tx)
    top = tree.path(group)[0]
    assert await organisation.move_node(branch, None, top.id, group) == organisation.WouldCycle()
    assert await organisation.move_node(branch, None, group, 999) == organisation.UnknownNode()


async def test_nobody_moves_what_is_not_theirs(branch: Turn, somebody: Somebody) -> None:
    zhou, group = await somebody("老周"), (await somebody("小明")).node_id
    other = await nodes.add(branch.tx, None, NodeKind.BRANCH, "第二党支部", branch.now)
    assert await organisation.move_node(branch, zhou, group, other.id) == organisation.NotAllowed()
    assert await organisation.move_node(branch, zhou, group, None) == organisation.NotAllowed()
    assert [entry.node_id for entry in await access_log.refusals(branch.tx)] == [other.id]


async def test_the_secretary_renames_a_group(branch: Turn, somebody: Somebody) -> None:
    zhou, ming = await somebody("老周"), await somebody("小明")
    outcome = await organisation.rename(branch, zhou, ming.node_id, " 第五党小组\u202e ")
    assert isinstance(outcome, organisation.Renamed)
    assert outcome.node.name == "第五党小组"
    assert await organisation.rename(branch, zhou, ming.node_id, "  ") == NameProblem.EMPTY
    assert await organisation.rename(branch, ming, ming.node_id, "好组") == organisation.NotAllowed()
