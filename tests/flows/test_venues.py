"""Places to meet: a group reads their names, who comes is told where they are (M31)."""

from datetime import datetime

from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
ADDRESS = "幸福小区3栋2单元501室"
HOME = "小雨家"


async def a_home(town: Town) -> None:
    """陈姐 asks 小雨, who agrees and gives the address."""
    kind = await town.tap(CHEN, "➕ 加一处场地", await town.ask(CHEN, "场地"))
    await town.tap(CHEN, "家庭党校", kind)
    asked = await town.ask(CHEN, YU)
    assert "已经问了小雨" in asked.text
    question = await town[YU].hears()
    assert "您愿意吗" in question.text
    name = await town.tap(YU, "愿意", question)
    assert "请不要写门牌" in name.text
    again = await town.ask(YU, "小雨家501室")
    assert "不要写门牌号" in again.text
    area = await town.tap(YU, HOME, again)
    assert "写到小区就行" in area.text
    assert "不要写门牌号" in (await town.ask(YU, "幸福小区3栋")).text
    assert "加密保存" in (await town.ask(YU, "幸福小区北区")).text
    assert "谢谢您" in (await town.ask(YU, ADDRESS)).text
    assert "小雨同意了" in (await town[CHEN].hears()).text


async def test_an_address_is_for_who_comes_and_never_for_a_group(town: Town) -> None:
    await a_home(town)
    question = await town.tap(CHEN, "党小组会", await town.ask(CHEN, "新会议"))
    question = await town.ask(CHEN, "十一月党小组会", "周五下午三点")
    assert question.buttons[0] == [HOME]
    preview = await town.ask(CHEN, f"在{ADDRESS}")
    assert f"📍 {HOME}" in preview.text
    await town.tap(CHEN, "📣 发布", preview)
    await town[CHEN].hears()
    board = await town.group.hears()
    assert f"📍 {HOME}" in board.text
    await town.toast(MING, "👌 会来", board)
    card = await town.hears(MING, ADDRESS)
    assert "请不要转到群里" in card.text
    await town.toast(ZHOU, "🤔 待定", board)
    await town.toast(ZHOU, "🙋 请假", board)
    await town.settle()
    heard = [one.text for one in town[ZHOU].chat.messages.values()]
    assert not [text for text in heard if ADDRESS in text]
    await town.toast(MING, "🙋 请假", card)
    away = await town.hears(MING, "您已请假")
    assert ADDRESS not in away.text
    await town.toast(MING, "👌 会来", away)
    assert ADDRESS in (await town.hears(MING, "您说会来")).text
    town.forget_unheard()
    ended = await town.tap(YU, "不再用：小雨家", await town.ask(YU, "/hosts"))
    assert "地址已经删掉" in ended.text
    assert "请给这次会另定地点" in (await town.hears(CHEN, "不方便用了")).text
    assert ADDRESS not in (await town.hears(MING, "您说会来")).text
    town.forget_unheard()
    town.at(FRIDAY_THREE)
    panel = await town.ask(CHEN, "会议")
    assert ADDRESS not in panel.text
    assert not [one for one in town.group.chat.messages.values() if ADDRESS in one.text]
    town.forget_unheard()


async def test_a_home_is_its_hosts_to_open_and_to_close(town: Town) -> None:
    """No telephone: asked at the door. A telephone: nobody else's tap counts, and no is an answer like another."""
    kind = await town.tap(CHEN, "➕ 加一处场地", await town.ask(CHEN, "场地"))
    await town.tap(CHEN, "党员中心户", kind)
    assert "没找到这个姓名" in (await town.ask(CHEN, "谁谁谁")).text
    asked = await town.ask(CHEN, WANG)
    assert "请先当面问过本人" in asked.text
    assert "要本人同意才能登记" in (await town.ask(CHEN, "应该行吧")).text
    await town.ask(CHEN, "当面问过，本人同意", "王奶奶家", "北区", ADDRESS)
    assert ADDRESS in (await town.ask(CHEN, "场地")).text
    hosts = await town.ask(MING, "家庭党校 北区")
    assert "王奶奶家" in hosts.text
    assert ADDRESS not in hosts.text
    kind = await town.tap(CHEN, "➕ 加一处场地", await town.ask(CHEN, "场地"))
    await town.tap(CHEN, "家庭党校", kind)
    await town.ask(CHEN, YU)
    question = await town[YU].hears()
    menu = await town.ask(MING, "菜单")
    for row in question.button_rows:
        data = row[0]["callback_data"]
        assert (await town[MING].toast(town[MING].presses_data(data, on=menu))).text
    assert "没关系" in (await town.tap(YU, "不太方便", question)).text
    assert "不太方便" in (await town[CHEN].hears()).text
    own = await town.tap(MING, "🏠 我家也可以", await town.ask(MING, "/hosts"))
    name = await town.tap(MING, "家庭党校", own)
    await town.tap(MING, "小明家", name)
    assert "谢谢您" in (await town.ask(MING, "幸福小区北区", ADDRESS)).text
    await town.plan(when="周五下午三点", title="学习会")
    home = await town.ask(MING, "/hosts")
    assert "小明家" in home.text
    ended = await town.tap(MING, "不再用：小明家", home)
    assert "原定在这里的会" not in ended.text or "学习会" in ended.text
    assert "小明家" not in (await town.ask(CHEN, "场地")).text
    assert "只有负责这件事的同志" in (await town.ask(MING, "场地")).text
    town.forget_unheard()
