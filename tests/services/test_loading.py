"""A branch from a file."""

import tomllib
from typing import Any

import pytest

from domain.members import Role
from services import loading
from services.turn import Turn
from storage import nodes, people
from tests.services.conftest import BRANCH, Somebody


async def test_the_demonstration_branch_is_loaded_once(branch: Turn, somebody: Somebody) -> None:
    data = tomllib.loads(BRANCH.read_text("utf-8"))
    assert await loading.load(branch.tx, data, branch.now) == loading.Loaded(0, 0, 0)
    tree = await nodes.tree(branch.tx)
    chen = await somebody("陈姐")
    assert [node.name for node in tree.path(chen.node_id)] == [
        "和平街道党工委",
        "幸福社区大党委",
        "幸福社区第一党支部",
        "第三党小组",
    ]
    assert (await somebody("王奶奶")).telegram_id is None
    zhou = await somebody("老周")
    (office,) = await people.offices_of(branch.tx, zhou.id)
    assert (office.role, tree[office.node_id].name) == (Role.BRANCH_SECRETARY, "幸福社区第一党支部")
    chat = await nodes.chat(branch.tx, -4000000001)
    assert chat is not None
    assert chat.node_id == chen.node_id


async def test_loading_gives_no_consent(branch: Turn, somebody: Somebody) -> None:
    assert await people.consents_of(branch.tx, (await somebody("陈姐")).id) == []


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"people": []}, "people"),
        ({"nodes": [{"name": "甲", "kind": "委员会"}]}, "kind"),
        ({"nodes": [{"kind": "党支部"}]}, "name"),
        ({"nodes": {"name": "甲"}}, "nodes"),
        ({"nodes": [{"name": "甲", "kind": "党支部", "身份证": "1"}]}, "身份证"),
        ({"members": [{"name": "小明", "at": "甲"}]}, "甲"),
        ({"members": [{"name": "小明"}]}, "at"),
        (
            {"nodes": [{"name": "甲", "kind": "党支部"}], "members": [{"name": "小明", "at": "甲", "roles": "书记"}]},
            "roles",
        ),
        (
            {"nodes": [{"name": "甲", "kind": "党支部"}], "members": [{"name": "小明", "at": "甲", "status": "群众"}]},
            "status",
        ),
        (
            {
                "nodes": [{"name": "甲", "kind": "党支部"}],
                "members": [{"name": "小明", "at": "甲", "telegram_id": "1"}],
            },
            "telegram_id",
        ),
        ({"nodes": [{"name": "甲", "kind": "党支部"}], "chats": [{"chat_id": 5, "at": "甲"}]}, "chat_id"),
        ({"nodes": [{"name": "甲", "kind": "党支部"}] * 2}, "甲"),
    ],
)
async def test_what_is_not_understood_is_named(turn: Turn, broken: dict[str, Any], named: str) -> None:
    with pytest.raises(loading.LoadProblem, match=named) as problem:
        await loading.load(turn.tx, broken, turn.now)
    assert str(problem.value).endswith("。")


async def test_one_name_in_two_places_wants_the_path(turn: Turn) -> None:
    group = {"name": "第一党小组", "kind": "党小组"}
    data: dict[str, Any] = {
        "nodes": [
            {"name": "甲", "kind": "党支部", "children": [group]},
            {"name": "乙", "kind": "党支部", "children": [group]},
        ],
        "members": [{"name": "小明", "at": "第一党小组"}],
    }
    with pytest.raises(loading.LoadProblem, match="甲/第一党小组"):
        await loading.load(turn.tx, data, turn.now)
    data["members"][0]["at"] = "乙/第一党小组"
    assert await loading.load(turn.tx, data, turn.now) == loading.Loaded(4, 1, 0)
