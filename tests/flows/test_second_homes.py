"""双报到: asked by the member, received by the place, which sees what is done there; guests count in nothing (O9)."""

from datetime import datetime

from storage import attendees, meetings, mobility_affiliations, people
from tests.conftest import SHANGHAI
from tests.flows.quarter import CHEN, LI, MING, ZHENG, ZHOU, Quarter
from tests.flows.test_transfers import PEARL, second_branch
from tests.flows.town import Town


async def received(quarter: Quarter, who: str = MING) -> None:
    """郑主任 takes somebody along."""
    town = quarter.town
    page = await town.ask(who, "双报到")
    assert "没有在别处报到" in page.text
    await town.tap(who, "🧳 我要外出", await town.ask(who, "流动"))
    await town.ask(who, "广东东莞", PEARL, "微信", "一个月前")
    written = await town.ask(who, "就这样")
    assert "也在用小伴" in written.text
    assert "告诉了他们" in (await town.tap(who, "🤝 请那边的支部接收我", written)).text
    assert "正在等他们答复" in (await town.tap(who, f"🤝 到{PEARL}报到", page)).text
    asked = await town.hears(ZHENG, "想到明珠社区党支部报到")
    assert "列席，不表决" in asked.text
    assert "负责这件事的同志" in (await town.toast_data(ZHOU, asked, "🤝 接收")).text
    assert "接收了" in (await town.tap(ZHENG, "🤝 接收", asked)).text
    assert "欢迎您来报到" in (await town.hears(who, "欢迎您来报到")).text
    assert "不用再报一次" in (await town.tap(who, f"🤝 到{PEARL}报到", page)).text
    assert "已经有答复" in (await town.toast_data(ZHENG, asked, "暂不接收")).text


async def _moved(town: Town, when: str) -> None:
    """郑主任 moves the only meeting."""
    _forget(town)
    managed = await town.ask(ZHENG, "会议")
    menu = await town.tap(ZHENG, "⋯ 这次会还可以…", await town.tap(ZHENG, managed.buttons[0][0], managed))
    await town.tap(ZHENG, "改时间", await town.tap(ZHENG, "🕒 改期、换地方", menu))
    town[ZHENG].presses("✅ 就这样改", on=await town.ask(ZHENG, when))
    await town.hears(ZHENG, "改好了")
    _forget(town)


def _forget(town: Town) -> None:
    town.stage.unheard = [one for one in town.stage.unheard if not town.stage.is_in(one, town[ZHENG].chat)]


async def test_a_guest_sits_in_and_counts_in_nothing(quarter: Quarter) -> None:
    """The place's meeting comes as one card; 会来, 我到了; neither 应到 nor the home branch knows of it."""
    town, ming = quarter.town, quarter.member(MING)
    there = await second_branch(quarter)
    async with town.database.write() as tx:
        zheng = quarter.member(ZHENG)
        await people.change(tx, zheng.id, node_id=there, status=zheng.status)
    await received(quarter)
    question = await town.ask(ZHENG, "新会议")
    question = await town.tap(ZHENG, "主题党日", question)
    question = await town.ask(ZHENG, "清洁家园", "周五下午三点")
    question = await town.tap(ZHENG, question.buttons[0][0], question)
    await town.tap(ZHENG, "📣 发布", question)
    card = await town.hears(MING, "请您列席")
    assert card.buttons == [["👌 会来", "这次不去"], ["✅ 我到了"]]
    assert "还没开始" in (await town.toast(MING, "✅ 我到了", card)).text
    assert "11月27日（周五）15:00 见" in (await town.toast(MING, "👌 会来", card)).text
    assert "您说会来" in (await town.hears(MING, "请您列席")).text
    async with town.database.read() as tx:
        [guest] = await mobility_affiliations.guests_of(tx, 1)
        assert await meetings.expected_ids(tx, 1) == {zheng.id}
        assert await attendees.one(tx, 1, ming.id) is None
    assert guest.comes
    await _moved(town, "周五下午四点")
    assert "11月27日（周五）16:00" in (await town.hears(MING, "请您列席")).text
    await _moved(town, "周五下午三点")
    town.forget_unheard()
    town.at(datetime(2026, 11, 27, 14, 55, tzinfo=SHANGHAI))
    assert "签到" in (await town.toast_data(MING, card, "✅ 我到了")).text
    assert "您到了，已经记下" in (await town.hears(MING, "您到了")).text
    data = await town.ask(MING, "双报到")
    assert "11月23日（周一）报到" in data.text
    page = await town.tap(ZHENG, "📋 来报到的同志", await town.ask(ZHENG, "双报到"))
    assert "小明（幸福社区第一党支部）：11月23日（周一）报到，来过 1 次" in page.text
    for who in (ZHOU, CHEN, LI):  # the home branch: not a word of what is done elsewhere
        assert not [one for one in quarter.heard(who) if "清洁家园" in one.text]
    assert "不再在明珠社区党支部报到" in (await town.tap(MING, f"不在{PEARL}报到了", data)).text
    assert "没有在这里报到" in (await town.toast_data(MING, data, f"不在{PEARL}报到了")).text
    page = await town.tap(ZHENG, "📋 来报到的同志", await town.ask(ZHENG, "双报到"))
    assert "小明" not in page.text
    town.forget_unheard()
