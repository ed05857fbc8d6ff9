"""Asking for help: from plain words to a card that says who has it (H2 to H7, PRV-03, E10)."""

from datetime import datetime

from domain.members import Role
from domain.requests import Audience
from storage import requests as store
from storage import standins
from tests.conftest import SHANGHAI
from tests.flows.asked import LOST, ONE_POST, SURE, UNSURE, labels, over, send, taken
from tests.flows.quarter import CHEN, LI, MING, YU, ZHOU, Quarter


async def requests_of(quarter: Quarter, who: str = MING) -> int:
    async with quarter.town.database.read() as tx:
        return len(await store.of_asker(tx, quarter.member(who).id))


async def test_from_words_to_the_card(quarter: Quarter) -> None:
    """Preview with reasons, consent, one card that the preview turns into (H3, H5, H6, H7)."""
    town = quarter.town
    draft = await town.ask(MING, SURE)
    assert "我理解是：医疗健康（因为提到「住院」「医药费」" in draft.text
    assert "交给 组织委员 李委员，11月24日（周二）10:00 前回应您" in draft.text
    assert draft.buttons == [["✅ 发送", "改一下"], ["换个人看"], ["取消"]]
    consent = await town.tap(MING, "✅ 发送", draft)
    assert "谁看过您查得到" in consent.text
    leave = await town.tap(MING, "同意，继续", consent)
    assert "可以转到社区、街道吗" in leave.text
    assert await requests_of(quarter) == 0
    card = await town.tap(MING, "只在支部里办", leave)
    assert card.message_id == draft.message_id
    assert "求助 26-001 · 医疗健康" in card.text
    assert card.marked("bold")[1] == "已提交"
    assert "已交给 组织委员 李委员" in card.text
    assert "最晚 11月24日（周二）10:00 前回应您" in card.text
    assert "想撤回：点「更多…」" in card.text
    assert card.buttons == [["补充", "催一下"], ["请上级看看", "谁看过"], ["更多…"]]
    task = await town.hears(LI, "求助 26-001")
    assert SURE not in task.text
    await over(quarter)


async def test_the_draft_survives_a_restart_and_the_second_tap(quarter: Quarter) -> None:
    """Double tap on 发送 makes one request; asked the second time, there is no consent to give."""
    town = quarter.town
    await send(quarter)
    await quarter.settle()
    await over(quarter)
    await town.ask(MING, "低保怎么申请")
    other = await town.ask(MING, "2")
    await town.restart()
    leave = await town.ask(MING, "1")
    assert "低保" not in leave.text
    assert "这一步已经过去了" in (await town.toast_data(MING, other, "✅ 发送")).text
    first = town[MING].presses("只在支部里办", on=leave)
    second = town[MING].presses("只在支部里办", on=leave)
    await town[MING].toast(first)
    assert "这一步已经过去了" in (await town[MING].toast(second)).text
    await quarter.settle()
    assert await requests_of(quarter) == 2
    await over(quarter)


async def test_the_status_is_one_message_that_changes(quarter: Quarter) -> None:
    """H6."""
    task, card = await taken(quarter)
    assert card.edited
    assert card.marked("bold")[1] == "已接手"
    assert "现在由 组织委员 李委员 办理" in card.text
    assert "由您办理" in task.text
    await over(quarter)


async def test_help_alone_is_eight_big_buttons(quarter: Quarter) -> None:
    """H2."""
    town = quarter.town
    screen = await town.ask(MING, "求助")
    assert screen.buttons == [
        ["生活", "学习"],
        ["工作", "思想"],
        ["维权", "替别人说"],
        ["🆘 我现在很难受", "📞 打电话找人"],
    ]
    asked = await town.tap(MING, "生活", screen)
    assert "生活方面的事，请直接写给我" in asked.text
    assert labels(asked) == ["医疗健康", "生活困难", "养老托幼", "住房物业", "邻里环境", "取消"]
    asked = await town.tap(MING, "住房物业", asked)
    draft = await town.ask(MING, "楼上漏水，屋顶都湿了")
    assert "这是住房物业方面的事" in draft.text
    assert "党小组长 陈姐" in draft.text
    await town.tap(MING, "取消", draft)
    assert await requests_of(quarter) == 0


async def test_an_area_narrows_the_topics(quarter: Quarter) -> None:
    town = quarter.town
    screen = await town.ask(MING, "求助")
    await town.tap(MING, "工作", screen)
    draft = await town.ask(MING, "单位拖欠工资，想申请劳动仲裁")
    assert "我理解是：就业创业" in draft.text


async def test_two_topics_of_one_post_need_no_question(quarter: Quarter) -> None:
    """H3, H9: what must be sure is who gets it."""
    draft = await quarter.town.ask(MING, ONE_POST)
    assert "我理解是：医疗健康 · 生活困难（因为提到「住院」「自费」）。" in draft.text
    assert "交给 组织委员 李委员，11月24日（周二）10:00 前回应您。" in draft.text


async def test_unsure_asks_with_the_best_three(quarter: Quarter) -> None:
    """H3, U6: by button or by number."""
    town = quarter.town
    choice = await town.ask(MING, UNSURE)
    assert labels(choice)[:2] == ["医疗健康", "养老托幼"]
    assert labels(choice)[3:] == ["转人工", "取消"]
    assert "1　医疗健康" in choice.text
    draft = await town.ask(MING, "2")
    assert "这是养老托幼方面的事" in draft.text
    changed = await town.tap(MING, "改类别", await town.tap(MING, "改一下", draft))
    assert labels(changed)[-2:] == ["返回", "取消"]
    draft = await town.tap(MING, "转人工", changed)
    assert "不分类别" in draft.text
    assert "交给 书记 老周" in draft.text


async def test_lost_goes_to_a_human_and_says_so(quarter: Quarter) -> None:
    draft = await quarter.town.ask(MING, LOST)
    assert "没看明白是哪一类，就不乱猜了" in draft.text
    assert "交给 书记 老周" in draft.text


async def test_what_is_written_on_belongs_to_it(quarter: Quarter) -> None:
    """Three short messages are one request; a text can be written anew."""
    town = quarter.town
    await town.ask(MING, "老伴住院了")
    draft = await town.ask(MING, "医保报销要哪些材料")
    assert "医疗健康" in draft.text
    assert "要转出去，请点「发送」" in (await town.ask(MING, "好的")).text
    draft = await town.ask(MING, "改一下")
    question = await town.tap(MING, "重写内容", draft)
    assert "重新写一遍" in question.text
    draft = await town.ask(MING, "低保怎么申请")
    assert "生活困难" in draft.text
    town.forward(seconds=9)
    assert "同意我保存" in (await town.ask(MING, "发送")).text
    assert "请点「同意，继续」" in (await town.ask(MING, "这是什么意思")).text
    assert "可以转到社区、街道吗" in (await town.ask(MING, "同意")).text
    town.forward(seconds=9)
    card = await town.ask(MING, "1")
    assert "求助 26-001" in card.text
    await town.restart()
    assert "求助 26-001" in (await town.tap(MING, "更多…", card)).text
    await over(quarter)


async def test_whoever_does_not_agree_leaves_nothing(quarter: Quarter) -> None:
    """PRV-03."""
    town = quarter.town
    consent = await town.tap(MING, "✅ 发送", await town.ask(MING, SURE))
    heard = await town.tap(MING, "不同意", consent)
    assert "什么都没有保存" in heard.text
    assert "党小组长 陈姐" in heard.text
    assert await requests_of(quarter) == 0


async def test_the_asker_chooses_who_sees_it(quarter: Quarter) -> None:
    """H4, H10: the first reader, somebody left out with all who stand below, and no name."""
    town = quarter.town
    draft = await town.ask(MING, SURE)
    who = await town.tap(MING, "换个人看", draft)
    draft = await town.tap(MING, "先给组长看", who)
    assert "交给 党小组长 陈姐" in draft.text
    who = await town.tap(MING, "换个人看", draft)
    draft = await town.tap(MING, "不显示我的名字", who)
    assert "不显示您的名字" in draft.text
    names = await town.tap(MING, "不让某人看到", await town.tap(MING, "换个人看", draft))
    names = await town.tap(MING, "党小组长 陈姐", names)
    assert "🚫 党小组长 陈姐" in labels(names)
    draft = await town.tap(MING, "返回", names)
    assert "交给 组织委员 李委员" in draft.text
    assert "不让 陈姐 看到" in draft.text
    consent = await town.tap(MING, "✅ 发送", draft)
    await town.tap(MING, "只在支部里办", await town.tap(MING, "同意，继续", consent))
    async with town.database.read() as tx:
        (request,) = await store.of_asker(tx, quarter.member(MING).id)
        assert await store.excluded(tx, request.id) == {quarter.member(CHEN).id}
    assert request.audience is Audience.GROUP_LEADER
    assert request.hide_name
    await over(quarter)


async def test_who_only_stands_in_can_be_left_out_too(quarter: Quarter) -> None:
    """H10: whoever may be asked about it, with a post or without."""
    town = quarter.town
    async with town.database.write() as tx:
        by, now = quarter.member(ZHOU).id, town.clock.now()
        await standins.name_backup(tx, town.branch_id, Role.ORGANIZATION_MEMBER, quarter.member(YU).id, by, now)
    who = await town.tap(MING, "换个人看", await town.ask(MING, SURE))
    names = await town.tap(MING, "不让某人看到", who)
    names = await town.tap(MING, YU, names)
    assert f"不让 {YU} 看到" in (await town.tap(MING, "返回", names)).text
    await over(quarter)


async def test_a_complaint_about_the_secretary_passes_by_the_branch_below(quarter: Quarter) -> None:
    """H10, E16: who is named is pointed out; left out, nobody at or below that post is asked."""
    town = quarter.town
    draft = await town.ask(MING, "老周处理房屋漏水的事不公道，物业也不管")
    if "转人工" in labels(draft):
        draft = await town.tap(MING, labels(draft)[0], draft)
    assert "您提到了老周" in draft.text
    draft = await town.tap(MING, "不让老周看到", draft)
    assert "不让老周看到" not in labels(draft)
    assert "老周，" not in draft.text.split("不让")[0]
    consent = await town.tap(MING, "✅ 发送", draft)
    leave = await town.tap(MING, "同意，继续", consent)
    if "只在支部里办" in labels(leave):
        await town.tap(MING, "只在支部里办", leave)
    await quarter.settle()
    assert quarter.heard(ZHOU) == []
    await over(quarter)


async def test_at_night_it_says_when_it_is_passed_on(quarter: Quarter) -> None:
    town = quarter.town
    town.at(datetime(2026, 11, 23, 22, 30, tzinfo=SHANGHAI))
    draft = await town.ask(MING, SURE)
    assert "现在是休息时间，我 11月24日（周二）08:00 转过去" in draft.text
    consent = await town.tap(MING, "✅ 发送", draft)
    card = await town.tap(MING, "只在支部里办", await town.tap(MING, "同意，继续", consent))
    assert "将交给 组织委员 李委员" in card.text
    assert "我 11月24日（周二）08:00 转过去" in card.text
    assert quarter.heard(LI) == []
    town.at(datetime(2026, 11, 24, 8, 0, 1, tzinfo=SHANGHAI))
    await quarter.ring()
    assert "求助 26-001" in quarter.heard(LI)[-1].text
    assert "已交给 组织委员 李委员" in quarter.heard(MING)[-1].text
