"""The trusted person and the on-duty contacts: named, asked, and free to end it (SAFE-03, C12)."""

from datetime import timedelta

from domain.members import MemberStatus
from storage import contacts, standins
from storage import people as roster
from tests.flows.cries import called, cries
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town
from tests.flows.troubles import count


async def names(town: Town, who: str, whom: str) -> str:
    """Somebody names a trusted person; returns what is said to that."""
    question = await town.tap(who, "请一位信任的人", await town.ask(who, "信任的人"))
    assert "写名字" in question.text
    return (await town.ask(who, whom)).text


async def test_named_asked_and_called(town: Town) -> None:
    assert "我去问小雨" in await names(town, MING, YU)
    asked = await town[YU].hears()
    assert asked.buttons == [["愿意帮小明", "我不方便"]]
    assert "夜里也一样" in asked.text
    assert "等本人点头" in (await town.ask(MING, "信任的人")).text
    assert "小雨" not in (await cries(town, MING)).text
    town.forget_unheard()
    assert "谢谢您" in (await town.tap(YU, "愿意帮小明", asked)).text
    assert "小雨愿意做您信任的人" in (await town[MING].hears()).text
    town.forward(hours=2)
    assert "小雨、老周、陈姐" in (await cries(town, MING)).text
    await called(town, YU)
    town.forget_unheard()


async def test_not_willing_is_no_matter(town: Town) -> None:
    await names(town, MING, YU)
    asked = await town[YU].hears()
    assert "不方便也没关系" in (await town.tap(YU, "我不方便", asked)).text
    assert "小雨这阵子不方便" in (await town[MING].hears()).text
    assert "已经结束" in (await town.toast_data(YU, asked, "愿意帮小明")).text
    assert "还没有请谁" in (await town.ask(MING, "信任的人")).text


async def test_either_side_ends_it(town: Town) -> None:
    for ends, other, label in ((MING, YU, "不再请小雨"), (YU, MING, "不再为小明担任")):
        await names(town, MING, YU)
        await town.tap(YU, "愿意帮小明", await town[YU].hears())
        await town[MING].hears()
        page = await town.ask(ends, "信任的人")
        assert "这项约定结束了" in (await town.tap(ends, label, page)).text
        assert f"{ends}结束了" in (await town[other].hears()).text
    assert "小雨" not in (await cries(town, MING)).text
    town.forget_unheard()


async def test_a_new_one_replaces_the_old_one_once_they_agree(town: Town) -> None:
    await names(town, MING, YU)
    await town.tap(YU, "愿意帮小明", await town[YU].hears())
    await town[MING].hears()
    await town.tap(MING, "换一位", await town.ask(MING, "信任的人"))
    await town.ask(MING, CHEN)
    asked = await town[CHEN].hears()
    assert "小雨、老周、陈姐" in (await cries(town, MING)).text
    await town.settle()
    town.forget_unheard()
    await town.tap(CHEN, "愿意帮小明", asked)
    assert "小明结束了" in (await town[YU].hears()).text
    town.forget_unheard()
    town.forward(hours=2)
    assert "陈姐、老周马上" in (await cries(town, MING)).text
    town.forget_unheard()


async def test_who_cannot_be_named(town: Town) -> None:
    """The roster is never shown; who has no telephone cannot be told."""
    assert "没有找到" in await names(town, MING, "没有这个人")
    assert "还没有用小伴" in (await town.ask(MING, WANG)).text
    assert "另一位同志" in (await town.ask(MING, MING)).text
    assert "我去问小雨" in (await town.ask(MING, YU)).text
    town.forget_unheard()


async def test_two_of_one_name(town: Town) -> None:
    async with town.database.write() as tx:
        twin = await roster.add(tx, town.branch_id, YU, MemberStatus.FULL_MEMBER, town.clock.now())
    question = await town.tap(MING, "请一位信任的人", await town.ask(MING, "信任的人"))
    question = await town.ask(MING, YU)
    assert [row[0] for row in question.buttons[:2]] == ["小雨（第三党小组）", "小雨（幸福社区第一党支部）"]
    assert twin.telegram_id is None
    assert "我去问小雨" in (await town.tap(MING, "小雨（第三党小组）", question)).text
    assert "小明信得过您" in (await town[YU].hears()).text


async def test_only_the_member_sees_who_was_called(town: Town) -> None:
    await cries(town, MING)
    await town.tap(CHEN, "我来联系", await called(town, CHEN))
    await town.settle()
    town.forget_unheard()
    page = await town.ask(MING, "信任的人")
    assert "11月23日（周一）10:00：老周、陈姐；陈姐来联系的" in page.text
    assert "老周" not in (await town.ask(YU, "信任的人")).text


async def test_who_leaves_the_bot_is_counted_on_no_longer(town: Town) -> None:
    await names(town, MING, YU)
    await town.tap(YU, "愿意帮小明", await town[YU].hears())
    await town[MING].hears()
    leaving = await town.tap(YU, "退出小伴", await town.ask(YU, "隐私"))
    await town.tap(YU, "确定退出", leaving)
    assert "还没有请谁" in (await town.ask(MING, "信任的人")).text
    assert await count(town.database, "safety_contacts", ended_at=None) == 0


async def test_the_secretary_sets_who_is_on_duty(town: Town) -> None:
    page = await town.ask(ZHOU, "值班")
    assert "先叫书记和党小组长" in page.text
    await town.tap(ZHOU, "安排值班", page)
    assert "还没有用小伴" in (await town.ask(ZHOU, WANG)).text
    assert "后备" in (await town.ask(ZHOU, YU)).text
    assert "请另写一位" in (await town.ask(ZHOU, YU)).text
    assert "值班联系人：小雨，后备：陈姐" in (await town.ask(ZHOU, CHEN)).text
    for who in (YU, CHEN):
        assert "老周请您做支部的值班联系人" in (await town[who].hears()).text
    assert "小雨、陈姐马上" in (await cries(town, MING)).text
    await called(town, YU)
    town.forget_unheard()
    shown = await town.ask(MING, "值班")
    assert "· 小雨" in shown.text
    assert shown.buttons == []
    await town.tap(ZHOU, "安排值班", await town.ask(ZHOU, "值班"))
    assert "先叫书记和党小组长" in (await town.ask(ZHOU, "不专门安排")).text
    assert await count(town.database, "duty_contacts") == 0


async def test_a_backup_is_no_must(town: Town) -> None:
    question = await town.tap(ZHOU, "安排值班", await town.ask(ZHOU, "值班"))
    question = await town.ask(ZHOU, YU)
    assert "值班联系人：小雨" in (await town.tap(ZHOU, "不设后备", question)).text
    town.forget_unheard()
    assert "小雨、老周马上" in (await cries(town, MING)).text
    town.forget_unheard()


async def test_a_member_does_not_set_it(town: Town) -> None:
    page = await town.ask(ZHOU, "值班")
    await town.ask(MING, "值班")
    data = next(one["callback_data"] for row in page.button_rows for one in row if one["text"] == "安排值班")
    assert "不是您的按钮" in (await town[MING].toast(town[MING].presses_data(data, on=page))).text


async def test_who_is_away_is_called_after_who_is_there(town: Town) -> None:
    async with town.database.write() as tx:
        now = town.clock.now()
        await contacts.set_duty(tx, town.branch_id, [town.members[YU].id], town.members[ZHOU].id, now)
        await standins.be_away(tx, town.members[YU].id, now, now + timedelta(days=3), town.members[YU].id)
    assert "老周、陈姐马上" in (await cries(town, MING)).text
    town.forget_unheard()
