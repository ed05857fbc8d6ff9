"""Binding chats beyond what a conversation shows."""

from domain.features import Feature
from domain.nodes import NodeKind
from services import chats, dialogues, features, setup, switches
from services.scripts import SCRIPTS
from services.turn import Turn
from storage import nodes
from storage.nodes import Chat
from tests.services.conftest import Somebody


async def test_a_group_that_has_a_chat_can_move_to_another(branch: Turn, somebody: Somebody) -> None:
    """The leader is asked first, because the old chat loses its place."""
    chen = await somebody("陈姐")
    outcome = await setup.bind_chat(branch, chen, -9, None, "新的学习群")
    assert isinstance(outcome, setup.Which)
    done = await dialogues.hear(branch, 1001, "第三党小组", SCRIPTS)
    assert done is not None
    assert await nodes.chat(branch.tx, -4000000001) is None
    moved = await nodes.chat(branch.tx, -9)
    assert moved is not None
    assert moved.node_id == chen.node_id


async def test_the_second_word_of_a_migration_finds_nothing_to_move(branch: Turn, somebody: Somebody) -> None:
    old, new = -4000000001, -1002000000001
    await chats.migrate(branch, old, new)
    await chats.migrate(branch, old, new)
    chat = await nodes.chat(branch.tx, new)
    assert chat is not None
    assert chat.node_id == (await somebody("陈姐")).node_id


async def test_a_new_group_set_up_before_the_migration_is_heard_of(branch: Turn) -> None:
    other = await nodes.add(branch.tx, None, NodeKind.BRANCH, "第二党支部", branch.now)
    await nodes.bind(branch.tx, Chat(-1002000000001, other.id, None, "第三党小组"), branch.now)
    await chats.migrate(branch, -4000000001, -1002000000001)
    assert await nodes.chat(branch.tx, -4000000001) is None
    chat = await nodes.chat(branch.tx, -1002000000001)
    assert chat is not None
    assert chat.node_id == other.id


async def test_what_is_off_above_cannot_be_switched_on_below(branch: Turn, somebody: Somebody) -> None:
    zhou = await somebody("老周")
    tree = await nodes.tree(branch.tx)
    own = tree.branch_of(zhou.node_id)
    assert own is not None
    await nodes.switch_features_off(branch.tx, tree.path(own.id)[0].id, frozenset({Feature.CALENDAR}))
    assert await switches.switch(branch, zhou, own.id, Feature.CALENDAR) == switches.StaysOff(Feature.CALENDAR)
    panel = await switches.panel(branch, zhou)
    assert isinstance(panel, switches.Panel)
    (calendar,) = [each for each in panel.switches if each.feature is Feature.CALENDAR]
    assert (calendar.on, calendar.above) == (False, "和平街道党工委")
    assert not await features.on_at(branch, Feature.CALENDAR, (await somebody("小明")).node_id)
    assert await switches.panel(branch, await somebody("小明")) == switches.NotAllowed()
