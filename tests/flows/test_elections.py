"""选举结果: a paper ballot is written down, with both ways to count who is elected (ELE-01 to 05)."""

from storage import elections
from tests.flows.test_resolutions import general_meeting
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town

FORM = "🗳 选举结果"


async def test_a_paper_ballot_is_written_down(town: Town) -> None:
    page = await general_meeting(town, CHEN, MING, ZHOU)
    form = await town.tap(ZHOU, FORM, page)
    asked = await town.tap(ZHOU, "支部委员会委员", form)
    assert asked.buttons[0] == ["应到4 实到3"]
    assert "实到不能比应到多" in (await town.ask(ZHOU, "3 4")).text
    asked = await town.ask(ZHOU, "应到4 实到4")
    assert asked.buttons[0] == ["发4 收4 废0"]
    assert "这次投票无效" in (await town.ask(ZHOU, "发3 收4 废0")).text
    await town.restart()
    asked = await town.ask(ZHOU, "发4 收4 废1")
    assert "一行一位" in asked.text
    assert "比有效票还多" in (await town.ask(ZHOU, "陈姐 4")).text
    preview = await town.ask(ZHOU, "陈姐 3\n小明 2票")
    assert "5×4＝20 ≥ 16，够五分之四" in preview.text
    preview = await town.ask(ZHOU, WANG)
    assert "要跟候选人的写法一样" in preview.text
    assert preview.buttons[0] == ["当选：陈姐"]
    kept = await town.tap(ZHOU, "当选：陈姐", preview)
    assert "报上级党组织备案" in kept.text
    async with town.database.read() as tx:
        found = await elections.of_meeting(tx, 1)
    assert [(one.office, one.elected, one.ballots.valid) for one in found] == [("支部委员会委员", ("陈姐",), 3)]
    refused = await town.toast(YU, "🗑 删掉重记", kept)
    assert refused.text
    assert "可以重新记" in (await town.tap(ZHOU, "🗑 删掉重记", kept)).text


async def test_where_the_two_ways_differ_the_branch_confirms(town: Town) -> None:
    await general_meeting(town, CHEN, MING, ZHOU)
    which = await town.ask(ZHOU, "选举结果")
    form = await town.tap(ZHOU, which.buttons[0][0], which)
    assert "选的是什么" in form.text
    preview = await town.ask(ZHOU, "支部书记", "4 3", "发3 收3 废0", "陈姐 2")
    assert "两种算法不一样，待支部确认" in preview.text
    assert "不够五分之四" in preview.text
    assert [row[0] for row in preview.buttons] == [
        "按实到算，当选：陈姐",
        "没有人当选",
        "先不定，待支部确认",
        "取消",
    ]
    kept = await town.tap(ZHOU, "先不定，待支部确认", preview)
    assert "当选：待支部确认" in kept.text
    assert "报上级党组织批准" in kept.text
