"""A world written down and read again."""

from pathlib import Path

import pytest

from sandbox import Sandbox, World
from sandbox.memory.keeper import Keeper, LostMemory
from sandbox.memory.snapshot import as_data
from sandbox.play import Stage
from sandbox.world import membership
from tests.sandbox.conftest import Api, Noon


def remembered(folder: Path, noon: Noon) -> World:
    world = World(noon)
    assert Keeper(world, folder).recall()
    return world


async def test_everything_comes_back(tmp_path: Path, api: Api, world: World, stage: Stage, noon: Noon) -> None:
    group = next(iter(world.groups.values()))
    ming = stage.person("小明")
    ming.starts()
    ming.sends_file("花名册.csv", b"bytes")
    keys = {"inline_keyboard": [[{"text": "去", "callback_data": "a"}]]}
    await api.call("sendMessage", chat_id=group.id, text="<b>开会</b>", parse_mode="HTML", reply_markup=keys)
    await api.call("setMyCommands", commands=[{"command": "today", "description": "今天"}])
    forum = world.add_group("大群", [world.people[1001]], forum=True)
    membership.create_topic(world, forum, "学习", world.people[1001])
    membership.migrate(world, group)
    world.clock.forward(3600)
    Keeper(world, tmp_path).write()

    again = remembered(tmp_path, noon)
    before, after = as_data(world), as_data(again)
    for name in ("offset", "people", "files", "webhooks"):
        assert after[name] == before[name]
    for old, new in zip(before["chats"], after["chats"], strict=True):
        assert old | {"last": 0} == new | {"last": 0}
    assert again.files.by_id("XBfile000001").data == b"bytes"
    assert [each.update for each in again.queues[1].waiting] == [each.update for each in world.queues[1].waiting]


async def test_no_number_is_given_twice(tmp_path: Path, world: World, stage: Stage, noon: Noon) -> None:
    Keeper(world, tmp_path).write()
    lost = stage.person("小明").starts()
    again = remembered(tmp_path, noon)
    said = Stage(again).person("小明").starts()
    group_message = Stage(again).person("小明").says("/setup", to=Stage(again).group("第三党小组"))
    assert said.id > lost.id
    assert group_message.id > 1
    assert again.queues[1].last_id > world.queues[1].last_id


async def test_changes_are_written_by_themselves(tmp_path: Path, noon: Noon) -> None:
    async with Sandbox(noon) as box:
        keeper = Keeper(box.world, tmp_path)
        box.world.add_person("小明")
        box.world.close()
        await keeper.run()
    assert [person.first_name for person in remembered(tmp_path, noon).people.values()] == ["小明"]


def test_a_broken_memory_says_what_to_do(tmp_path: Path) -> None:
    assert not Keeper(World(), tmp_path).recall()
    (tmp_path / "world.json").write_text("{", "utf-8")
    with pytest.raises(LostMemory, match="--fresh"):
        Keeper(World(), tmp_path).recall()
