"""What people say around a request: a call, a greeting, the name of a button. None of it becomes a request."""

import pytest
import sqlalchemy as sa

from storage.dialogues import dialogues
from tests.flows.asked import SURE, done, labels, over, send, taken
from tests.flows.cries import called, cries
from tests.flows.quarter import CHEN, LI, MING, SUN, WANG, YU, ZHOU, Quarter
from tests.flows.town import Town


@pytest.mark.parametrize("said", ["在吗", "早上好", "我想问一下", "返回"])
async def test_who_only_calls_is_answered(town: Town, said: str) -> None:
    heard = await town.ask(MING, said)
    assert "我在，您说" in heard.text
    assert "替别人说" in labels(heard)
    async with town.database.read() as tx:
        assert await tx.scalar(sa.select(sa.func.count()).select_from(dialogues)) == 0


async def test_calls_do_not_join_a_draft(town: Town) -> None:
    await town.ask(MING, SURE)
    assert "要转出去，请点「发送」" in (await town.ask(MING, "在吗")).text


async def test_the_name_of_a_button_brings_the_card(quarter: Quarter) -> None:
    await send(quarter)
    await over(quarter)
    quarter.town[MING].says("催一下")
    card = await quarter.town.hears(MING, "已交给")
    assert "催一下" in labels(card)
    await over(quarter)
    assert "还没有求助过" in (await quarter.town.ask(YU, "催一下")).text


async def test_new_words_after_the_end_are_asked_about(quarter: Quarter) -> None:
    """H21: they may open again what was closed not long ago."""
    card = await done(quarter)
    await quarter.town.toast(MING, "解决了", card)
    await over(quarter)
    choice = await quarter.town.ask(MING, "医院又让补交一份材料")
    assert labels(choice)[0] == "补充到 26-001"
    assert "已重新打开" in (await quarter.town.tap(MING, "补充到 26-001", choice)).text
    assert "补交一份材料" in (await quarter.town.hears(LI, "补交一份材料")).text
    await over(quarter)


async def test_a_token_never_becomes_a_request(quarter: Quarter) -> None:
    """H30: sent alone it shows the answer; as a request it would tell the secretary who wrote."""
    town = quarter.town
    box = await town.tap(YU, "✍️ 写建议", await town.ask(YU, "建议"))
    assert "写下您的建议" in box.text
    sent = await town.tap(YU, "交给书记", await town.ask(YU, "会议能不能早点结束"))
    token = next(line for line in sent.text.splitlines() if line.count("-") == 3)
    assert "会议能不能早点结束" in (await town.ask(YU, token)).text
    assert "没有找到这个令牌" in (await town.ask(YU, "ABCD-EFGH-JKMN-PQRS")).text


async def test_who_entered_a_request_finds_it(quarter: Quarter) -> None:
    """O5: and hears no news of what they do themselves."""
    town = quarter.town
    await town.tap(CHEN, WANG, await town.ask(CHEN, "代求助"))
    preview = await town.ask(CHEN, "家里水管漏水，想请人修一下")
    assert "交给 党小组长 陈姐" in preview.text
    town[CHEN].presses("📨 本人同意，发送", on=preview)
    await quarter.ring()
    task = await town.hears(CHEN, "请在")
    await over(quarter)
    await town.toast(CHEN, "🙋 我来办", task)
    await quarter.settle()
    assert not [one for one in quarter.heard(CHEN) if "接手了您的求助" in one.text]
    town[CHEN].says("我的求助")
    assert "您代 王奶奶 录入" in (await town.hears(CHEN, "现在由")).text
    await over(quarter)


async def test_i_am_fine_answers_the_question_of_the_morning_after(town: Town) -> None:
    await cries(town)
    await called(town, CHEN)
    await called(town, ZHOU)
    assert "12356" in (await town.ask(MING, "我还好")).text
    assert "12356" not in (await town.ask(YU, "我还好")).text
    town.forget_unheard()


async def test_the_list_spares_members_what_posts_do(town: Town) -> None:
    members = (await town.ask(MING, "怎么用")).text
    leaders = (await town.ask(ZHOU, "怎么用")).text
    assert "花名册" not in members
    assert "花名册（/roster）" in leaders
    assert "· 求助（/help）：有难处就直接说" in members


async def test_a_document_from_a_member_is_no_roster(town: Town) -> None:
    """H15."""
    town[YU].sends_file("诊断证明.pdf", b"%PDF-1.4")
    assert "花名册" not in (await town[YU].hears()).text


async def test_good_and_thanks_are_no_part_of_a_request(town: Town) -> None:
    way_in = await town.ask(MING, "求助")
    asked = await town.tap(MING, "生活", way_in)
    assert "请直接写给我" in asked.text
    assert "请写几个字" in (await town.ask(MING, "好的")).text
    draft = await town.ask(MING, SURE)
    changed = await town.tap(MING, "改一下", draft)
    assert "改类别" in labels(changed)
    assert "✅ 发送" in labels(await town.ask(MING, "谢谢"))


async def test_the_asker_hears_the_truth_at_the_end_of_the_ladder(quarter: Quarter) -> None:
    """No card says that somebody is still being looked for where nobody is left to be asked."""
    town = quarter.town
    await send(quarter)
    for _ in range(8):
        await quarter.wait(days=1)
    await over(quarter)
    town[MING].says("进展")
    assert "能请的同志都请过了" in (await town.hears(MING, "还没有人接手")).text
    await over(quarter)


async def test_who_stands_above_is_named_as_such(quarter: Quarter) -> None:
    await quarter.submit(may_leave=True)
    for _ in range(8):
        await quarter.wait(days=1)
    assert any("社区书记 吴主任" in one.text for one in quarter.heard(SUN))
    await over(quarter)


async def test_what_was_asked_stays_within_reach_when_help_is_off(quarter: Quarter) -> None:
    """PRV-07: also then it can be taken back."""
    town = quarter.town
    await send(quarter)
    await over(quarter)
    await town.tap(ZHOU, "关：求助", await town.ask(ZHOU, "功能"))
    town.forget_unheard()
    town[MING].says("我的求助")
    card = await town.hears(MING, "已提交")
    await over(quarter)
    assert "撤回并删除" in labels(await town.tap(MING, "更多…", card))
    assert "没有开通" in (await town.ask(YU, "我的求助")).text
    town.forget_unheard()


async def test_words_of_danger_are_never_sent_on_unseen(quarter: Quarter) -> None:
    """Also where a later reply goes at once: the question may be forgotten, and the words meant for us."""
    town = quarter.town
    task, _ = await taken(quarter)
    await town.tap(LI, "💬 回复", task)
    await town.tap(LI, "📨 发送", await town.ask(LI, "我明天上午来看您"))
    await over(quarter)
    await town.tap(LI, "💬 回复", task)
    town[LI].says("我也不想活了")
    preview = await town.hears(LI, "请您再看一眼")
    assert "我现在很难受" in labels(await town.hears(LI, "要是您自己难受"))
    assert not [one for one in quarter.heard(MING) if "不想活" in one.text]
    await town.tap(LI, "取消", preview)
    await over(quarter)
