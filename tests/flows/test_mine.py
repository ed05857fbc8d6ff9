"""我的: one page of what is known of oneself, with the ways to put it right (O13)."""

from datetime import datetime

from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, YU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


async def test_one_page_and_every_button_leads_somewhere(town: Town) -> None:
    board, _ = await town.plan()
    await town.toast(YU, "🙋 请假", board)
    town.at(FRIDAY_THREE)
    await town.ask(MING, "签到")
    panel = await town.panel()
    town[CHEN].presses("🏁 结束会议", on=panel)
    town[CHEN].presses("结束会议", on=await town.hears(CHEN, "现在结束这次会议吗"))
    await town.settle()
    town.forget_unheard()
    page = await town.ask(MING, "我的")
    assert "小明，正式党员\n幸福社区第一党支部，第三党小组" in page.text
    assert "标签：还没有" in page.text
    assert "开会 1 次，到了 1 次。" in page.text
    assert "学习 1 学时（一般 32）" in page.text
    assert "到了 0 次，请假 1 次。" in (await town.ask(YU, "我的")).text
    assert "标签：预备" in (await town.ask(YU, "/my")).text
    assert max(len(row) for row in page.buttons) == 2
    for label in [label for row in page.buttons for label in row]:
        answer = await town.tap(MING, label, await town.ask(MING, "我的"))
        assert "没看懂" not in answer.text
        await town.ask(MING, "取消")
        await town.settle()
        town.forget_unheard()
