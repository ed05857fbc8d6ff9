"""A branch whose whole organisational life has been said through the chat, with words one would know again anywhere."""

from datetime import datetime
from typing import Final

from domain.members import MemberStatus
from sandbox.play.heard import Heard
from storage import people
from tests.conftest import SHANGHAI
from tests.flows.quarter import CHEN, LI, MING, WANG, YU, ZHENG, ZHOU, Quarter
from tests.flows.test_backfilling import entered
from tests.flows.test_configuration import send as send_file
from tests.flows.test_family import offers as stands_in_for
from tests.flows.test_polls import ASK
from tests.flows.test_resolutions import decide
from tests.flows.test_signing import press as press_it
from tests.flows.test_skills import offers
from tests.flows.test_transfers import PEARL, second_branch, send
from tests.flows.town import Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
GENERAL: Final = 2  # the ids of the meetings: 补录 is the first, the joint one the third
ADDRESS, HOME = "枣花巷里第三个红漆门", "小雨家"
STAY, HOST, CONTACT = "浙江义乌小商品城旁", "义乌江东流动支部", "晚上托表姐捎个话"
SKILL, SKILL_ASK = "会修老式缝纫机", "缝纫机踩不动想请看看"
TAG_WHY, NOT_YET = "街道名册第九页写着", "户口本还压在原单位"
CONFIG, POLL_DRAFT = "会计说先别动这一行", "长椅漆成绿的好不好"
BACKFILL, MOVED = "那晚停电只有纸签名", "礼堂中午要办喜酒"
ITEM, MATERIAL = "商量锅炉房换新阀门", "阀门报价抄在黑皮本上"
LEAVE, MARK, DISPUTE, ANSWER = "岳父的腿要去换药", "接外孙晚了一刻钟", "我站在后排没来得及按", "问过门口的志愿者了"
RESOLUTION, TASK, CLOSING = "买两桶桐油刷长椅", "去五金店问桐油价钱", "桐油三十八块一桶"
POINT, OPINION, AMENDED, WHY_AMENDED = "老李讲了长椅的来历", "有人说颜色太深了", "讲了长椅是谁捐的", "捐的人听漏了一个"
SENTINELS: Final = (
    *(ADDRESS, STAY, HOST, CONTACT, SKILL, SKILL_ASK, TAG_WHY, NOT_YET, CONFIG, POLL_DRAFT, BACKFILL, MOVED, ITEM),
    *(MATERIAL, LEAVE, MARK, DISPUTE, ANSWER, RESOLUTION, TASK, CLOSING, POINT, OPINION, AMENDED, WHY_AMENDED),
)


async def organised(quarter: Quarter) -> int:
    """All of it, as far as a closed general meeting with minutes; returns the id of the other branch.

    What still waits for somebody: a place of Pearl's at a joint meeting, a transfer, a second home, one proxy, times.
    """
    town = quarter.town
    pearl = await second_branch(quarter)
    async with town.database.write() as tx:
        await people.change(tx, quarter.member(ZHENG).id, node_id=pearl, status=MemberStatus.FULL_MEMBER)
    for one in (_home, _away, _skill, _tag, _transfer, _family, _papers):
        await one(quarter)
        await calm(town)
    board = await _general_meeting(town)
    await _joint(town, pearl)
    await _held(town, board)
    await _written(town)
    await quarter.ring()
    town.forget_unheard()
    return pearl


async def calm(town: Town) -> None:
    """What was said up to now is of no more interest."""
    await town.settle()
    town.forget_unheard()


async def press(town: Town, who: str, action: str, *args: int) -> Heard:
    """What is said to a press, past all that was said before it."""
    await calm(town)
    return await press_it(town, who, action, *args)


async def _home(quarter: Quarter) -> None:
    town = quarter.town
    kind = await town.tap(CHEN, "➕ 加一处场地", await town.ask(CHEN, "场地"))
    await town.tap(CHEN, "家庭党校", kind)
    await town.ask(CHEN, YU)
    name = await town.tap(YU, "愿意", await town.hears(YU, "您愿意吗"))
    await town.tap(YU, HOME, name)
    assert "谢谢您" in (await town.ask(YU, "幸福小区北区", ADDRESS)).text


async def _away(quarter: Quarter) -> None:
    town = quarter.town
    await town.tap(MING, "🧳 我要外出", await town.ask(MING, "流动"))
    sure = await town.ask(MING, STAY, HOST, CONTACT, "一个月前")
    await town.tap(MING, "就这样", sure)
    assert HOST in (await press(town, CHEN, "mbo", quarter.member(MING).id)).text


async def _skill(quarter: Quarter) -> None:
    town = quarter.town
    await offers(town, MING, "水电", SKILL, "4 次", "全支部的同志")
    await town.tap(YU, "请 小明 帮忙", await town.ask(YU, "找特长 水电"))
    assert "替您问小明了" in (await town.ask(YU, SKILL_ASK)).text


async def _tag(quarter: Quarter) -> None:
    """困难, given by 李委员, contested and kept with a reason; one of her own of 小雨's."""
    town, ming = quarter.town, quarter.member(MING)
    await town.tap(LI, "加：困难", await press(town, LI, "tgp", ming.id))
    await town.tap(MING, "这条不对", await town.hears(MING, "加了一条标签"))
    await town.tap(LI, "没有错，留着", await town.hears(LI, "这条标签不对"))
    assert "已经转告" in (await town.ask(LI, TAG_WHY)).text


async def _transfer(quarter: Quarter) -> None:
    """小雨, first not received, then asked for again; 小明 would like to report there too."""
    town = quarter.town
    for declined in (True, False):
        await send(quarter, YU)
        card = await town.hears(ZHENG, "转到您的支部")
        if declined:
            await town.tap(ZHENG, "暂不接收", card)
            assert "已经告诉原支部" in (await town.ask(ZHENG, NOT_YET)).text
            await calm(town)
    await town.tap(MING, f"🤝 到{PEARL}报到", await town.ask(MING, "双报到"))


async def _family(quarter: Quarter) -> None:
    """小雨 stands in for 王奶奶, and would for 小明."""
    town = quarter.town
    await stands_in_for(town, YU, WANG)
    await town.tap(CHEN, "本人同意", await town.hears(CHEN, "小雨想替王奶奶办事"))
    await town.hears(YU, "王奶奶同意了")
    await stands_in_for(town, YU, MING)


async def _papers(quarter: Quarter) -> None:
    """A meeting entered afterwards, a file of values, a poll that nobody sent, some times to choose from."""
    town = quarter.town
    await town.tap(CHEN, "📝 补录", await entered(town, BACKFILL))
    await calm(town)
    preview = await send_file(town, ZHOU, f"# {CONFIG}\n补学: 21\n")
    await town.tap(ZHOU, "✅ 启用", preview)
    await town.tap(CHEN, "党小组会", await town.ask(CHEN, "约时间"))
    place = await town.ask(CHEN, "值班党员学习会", "周四上午九点\n周五下午三点")
    await town.tap(CHEN, "📨 发给大家", await town.tap(CHEN, place.buttons[0][0], place))
    await calm(town)
    await town.tap(CHEN, ASK, await town.ask(CHEN, "问意见"))
    await town.ask(CHEN, POLL_DRAFT)


async def _general_meeting(town: Town) -> Heard:
    """At 小雨's home, with an agenda and material, moved by an hour; 小明 is on leave and has said why."""
    board, _ = await town.plan(ZHOU, "支部党员大会", "十一月党员大会")
    assert HOME in board.text
    await press(town, ZHOU, "aga", GENERAL)
    await town.ask(ZHOU, ITEM)
    await press(town, ZHOU, "agm", GENERAL)
    await town.ask(ZHOU, MATERIAL)
    await press(town, ZHOU, "ago", GENERAL)
    await calm(town)
    await town.toast(MING, "🙋 请假", board)
    receipt = await town.hears(MING, "已为您请假")
    await calm(town)
    await town.tap(MING, "同意，我来写", await town.tap(MING, "写原因", receipt))
    await town.ask(MING, LEAVE)
    await town.toast(YU, "👌 会来", board)
    await town.tap(ZHOU, "改时间", await press(town, ZHOU, "rsm", GENERAL))
    preview = await town.ask(ZHOU, "周五下午四点")
    await town.tap(ZHOU, "写一句原因", preview)
    await town.tap(ZHOU, "✅ 就这样改", await town.ask(ZHOU, MOVED))
    await calm(town)
    return board


async def _joint(town: Town, pearl: int) -> None:
    """陈姐 asks Pearl to a theme day."""
    await town.plan(kind="主题党日", title="清洁家园", when="下周五下午三点")
    await press(town, CHEN, "jo", GENERAL + 1)
    assert PEARL in (await town.ask(CHEN, PEARL)).text
    await calm(town)


async def _held(town: Town, board: Heard) -> None:
    """Signed in, one late and contesting it, a resolution and a task that is done."""
    town.at(FRIDAY_THREE.replace(hour=16))
    for who in (CHEN, YU, ZHOU):
        await town.toast(who, "✅ 签到", board)
    await press(town, ZHOU, "mk", GENERAL)
    await town.ask(ZHOU, YU, "迟到", MARK)
    await town.tap(YU, "我有异议", await town.hears(YU, "给您记了「迟到」"))
    await town.ask(YU, DISPUTE)
    page = await press(town, ZHOU, "reo", GENERAL)
    await decide(town, page, RESOLUTION, "2 0 0")
    await town.tap(ZHOU, "📌 分一件任务", await press(town, ZHOU, "reo", GENERAL))
    await town.tap(ZHOU, "就这样分", await town.ask(ZHOU, TASK, CHEN, "12月4日"))
    await press(town, CHEN, "tad", 1)
    await town.ask(CHEN, CLOSING)
    await calm(town)


async def _written(town: Town) -> None:
    """Closed, the dispute decided, the minutes written and amended; 王奶奶 no longer counts in 应到."""
    await press(town, ZHOU, "cc", GENERAL)
    await town.settle()
    await press(town, ZHOU, "dic", 1, 0)
    await town.ask(ZHOU, ANSWER)
    await press(town, ZHOU, "miw", GENERAL)
    await town.ask(ZHOU, ZHOU, ZHOU, "没有", POINT, OPINION, "存好")
    await press(town, ZHOU, "mia", GENERAL)
    await town.ask(ZHOU, "意见和建议", AMENDED, WHY_AMENDED)
    await town.tap(ZHOU, "➕ 加一位", await town.ask(ZHOU, "不计入应到"))
    await town.ask(ZHOU, WANG, "4", "2026-11-10", "2026-11-20")
    await town.ask(ZHOU, "没错，登记")
    await town.settle()
    town.forget_unheard()
