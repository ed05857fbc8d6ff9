"""What the asker can do with a request until it ends, and after (H20 to H23, H26, H29, E10, E11)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from domain.requests import Outcome, RequestStatus
from storage import request_events, request_words
from storage import requests as store
from storage.schema import metadata
from tests.flows.asked import SURE, done, labels, over, send, taken
from tests.flows.quarter import CHEN, LI, MING, ZHOU, Quarter


async def test_press_for_it_once_a_day(quarter: Quarter) -> None:
    """E11: 催一下 brings the helper's card down with sound; the second time of a day it says so."""
    card = await send(quarter)
    await quarter.settle()
    quarter.heard(LI)
    assert "催了组织委员 李委员" in (await quarter.town.toast(MING, "催一下", card)).text
    await quarter.settle()
    assert "求助 26-001" in quarter.heard(LI)[-1].text
    card = quarter.heard(MING)[-1]
    assert "催一下" not in labels(card)
    old = await quarter.town.toast_data(MING, card, "请上级看看")
    assert "书记 老周" in old.text
    await quarter.settle()
    assert "求助 26-001" in quarter.heard(ZHOU)[-1].text
    await quarter.wait(hours=24)
    assert "催一下" in labels(quarter.heard(MING)[-1])
    await over(quarter)


async def test_nobody_is_pressed_at_night(quarter: Quarter) -> None:
    card = await send(quarter)
    await quarter.settle()
    await over(quarter)
    quarter.town.forward(hours=12)
    assert "现在是休息时间" in (await quarter.town.toast(MING, "催一下", card)).text
    await quarter.settle()
    assert quarter.heard(LI) == []
    await over(quarter)


async def test_who_has_seen_it(quarter: Quarter) -> None:
    """H29: openings by name and time; who was refused is not on it."""
    town = quarter.town
    card = await send(quarter)
    assert "还没有人打开看过" in (await town.tap(MING, "谁看过", card)).text
    task = await town.hears(LI, "求助 26-001")
    town.forward(seconds=4)
    await town.toast(LI, "👁 打开看", task)
    await quarter.settle()
    quarter.heard(LI)
    await over(quarter)
    seen = await town.tap(MING, "返回", card)
    seen = await town.tap(MING, "谁看过", seen)
    assert "组织委员 李委员" in seen.text
    assert "11月23日（周一）10:0" in seen.text
    back = await town.tap(MING, "返回", seen)
    assert "求助 26-001" in back.text
    assert back.message_id == card.message_id
    await over(quarter)


async def test_it_may_leave_the_branch_and_may_not_again(quarter: Quarter) -> None:
    """E10: changed at any time."""
    town = quarter.town
    card = await send(quarter)
    more = await town.tap(MING, "更多…", card)
    assert "现在只在支部里办" in more.text
    assert "记下了：支部里办不了" in (await town.toast(MING, "可以转到社区、街道", more)).text
    await quarter.settle()
    card = quarter.heard(MING)[-1]
    assert "已交给" in card.text
    async with town.database.read() as tx:
        (request,) = await store.of_asker(tx, quarter.member(MING).id)
    assert request.may_leave
    more = await town.tap(MING, "更多…", card)
    await town.toast(MING, "只在支部里办", more)
    await quarter.settle()
    assert not (await quarter.request(request.id)).may_leave
    await over(quarter)


async def test_withdrawing_leaves_a_number_and_nothing_else(quarter: Quarter) -> None:
    """H23: asked once, then words, files and the asker are gone at once; the helper's card says so."""
    town = quarter.town
    task, card = await taken(quarter)
    town.forward(seconds=4)
    await town.toast(LI, "👁 打开看", task)
    await quarter.settle()
    quarter.heard(LI)
    more = await town.tap(MING, "更多…", card)
    sure = await town.tap(MING, "撤回并删除", more)
    assert "马上全部删掉" in sure.text
    assert "求助 26-001" in (await town.tap(MING, "先留着", sure)).text
    sure = await town.tap(MING, "撤回并删除", await town.tap(MING, "更多…", card))
    over = await town.tap(MING, "撤回并删除", sure)
    assert "已撤回" in over.text
    await quarter.settle()
    assert all("已撤回" in one.text for one in quarter.heard(LI))
    assert quarter.heard(MING) == []
    request = await quarter.request(1)
    assert (request.asker_id, request.status, request.outcome) == (None, RequestStatus.WITHDRAWN, Outcome.WITHDRAWN)
    async with town.database.read() as tx:
        assert await store.body(tx, 1) is None
        assert await request_words.of(tx, 1) == []
        assert quarter.member(MING).id not in {
            person for event in await request_events.of(tx, 1) for person in (event.actor_id, event.other_id)
        }
        log = metadata.tables["access_log"]
        assert (await tx.scalars(sa.select(log.c.member_id).where(log.c.request_id == 1))).all() == [None]
        for name in ("outbox", "cards"):
            table = metadata.tables[name]
            topics = (await tx.scalars(sa.select(table.c.topic).where(table.c.topic == "request:1"))).all()
            assert topics == []
    assert "还没有求助过" in (await town.ask(MING, "我的求助")).text


async def test_the_asker_ends_it(quarter: Quarter) -> None:
    """H20, H22: done is a question; the answer closes it, and one question follows."""
    town = quarter.town
    card = await done(quarter)
    assert card.buttons == [["解决了", "还没有"], ["更多…"]]
    cards = [one.text for one in town[MING].chat.messages.values() if "求助 26-001" in one.text and one.edit_date]
    assert cards == ["求助 26-001 的进展，请看下面那一条。"]
    assert "已办结" in (await town.toast(MING, "解决了", card)).text
    await quarter.settle()
    card = quarter.heard(MING)[-1]
    assert "这次帮上您了吗" in card.text
    assert card.buttons[:2] == [["解决了我的问题", "解决了一部分"], ["没有解决", "跳过"]]
    assert "谢谢您" in (await town.toast(MING, "解决了一部分", card)).text
    await quarter.settle()
    card = quarter.heard(MING)[-1]
    assert card.buttons == [["重新打开", "更多…"]]
    assert (await quarter.request(1)).rating == 2
    assert (await quarter.request(1)).outcome is Outcome.CONFIRMED
    await over(quarter)


async def test_not_yet_goes_on_with_the_same_helper(quarter: Quarter) -> None:
    town = quarter.town
    card = await done(quarter)
    await town.toast(MING, "还没有", card)
    await quarter.settle()
    assert "由您办理 · 办理中" in quarter.heard(LI)[-1].text
    assert "现在由 组织委员 李委员 办理" in quarter.heard(MING)[-1].text


async def test_what_was_opened_again_is_watched_again(quarter: Quarter) -> None:
    """E9: in a round of its own, so that an owner who falls silent once more is reminded once more."""
    town = quarter.town
    card = await done(quarter)
    await town.toast(MING, "解决了", card)
    await over(quarter)
    await quarter.wait(hours=240)
    town[MING].says("我的求助")
    await town.toast(MING, "重新打开", await town.hears(MING, "已经办结"))
    await quarter.settle()
    request = await quarter.request(1)
    assert (request.status, request.round) == (RequestStatus.IN_PROGRESS, 2)
    assert request.owner_id == quarter.member(LI).id
    assert request.respond_by > town.clock.now()
    await over(quarter)


async def test_silence_is_asked_once_and_then_closes(quarter: Quarter) -> None:
    """H20, H22: a week, one reminder, no question; one tap opens it again with the same owner."""
    town = quarter.town
    await done(quarter)
    await quarter.wait(days=4)
    reminders = [one for one in quarter.heard(MING) if not one.edited]
    assert len(reminders) == 1
    assert "先记作办结" in reminders[0].text
    await quarter.wait(days=1)
    assert quarter.heard(MING) == []
    await quarter.wait(days=2, hours=1)
    card = quarter.heard(MING)[-1]
    assert "一直没有您的回音，先记作办结" in card.text
    assert card.buttons == [["重新打开", "更多…"]]
    assert (await quarter.request(1)).outcome is Outcome.SILENT
    quarter.heard(LI)
    await town.toast(MING, "重新打开", card)
    await quarter.settle()
    assert (await quarter.request(1)).status is RequestStatus.IN_PROGRESS
    assert "由您办理" in quarter.heard(LI)[-1].text
    await over(quarter)


async def test_reopening_when_the_helper_has_gone_climbs_anew(quarter: Quarter) -> None:
    """H21."""
    town = quarter.town
    card = await done(quarter)
    await town.toast(MING, "解决了", card)
    await quarter.settle()
    await over(quarter)
    await quarter.away(LI, days=20)
    town[MING].says("我的求助")
    card = await town.hears(MING, "已经办结")
    await town.toast(MING, "重新打开", card)
    await quarter.settle()
    request = await quarter.request(1)
    assert (request.status, request.owner_id, request.round) == (RequestStatus.NEW, None, 2)
    await over(quarter)


async def test_after_thirty_days_it_stays_closed(quarter: Quarter) -> None:
    town = quarter.town
    card = await done(quarter)
    await town.toast(MING, "解决了", card)
    await quarter.settle()
    card = quarter.heard(MING)[-1]
    quarter.town.forward(days=31)
    assert "现在不能这样办了" in (await town.toast(MING, "重新打开", card)).text
    await over(quarter)


@pytest.mark.parametrize("thanks", ["谢谢", "好的，麻烦您了！", "👍"])
async def test_thanks_move_nothing(quarter: Quarter, thanks: str) -> None:
    """H26."""
    town = quarter.town
    card = await done(quarter)
    before = await quarter.request(1)
    assert "🙂" in (await town.ask(MING, thanks)).text
    assert await quarter.request(1) == before
    await town.toast(MING, "解决了", card)
    await quarter.settle()
    await over(quarter)
    closed = await quarter.request(1)
    assert "🙂" in (await town.ask(MING, thanks)).text
    assert await quarter.request(1) == closed
    assert closed.closed_at is not None
    assert quarter.heard(LI) == []


async def test_thanks_to_a_reply_reach_the_helper_and_restart_no_clock(quarter: Quarter) -> None:
    """H26, H14."""
    town = quarter.town
    task, _ = await taken(quarter)
    await town.tap(LI, "💬 回复", task)
    preview = await town.ask(LI, "明天下午到您家，行吗")
    await town.tap(LI, labels(preview)[0], preview)
    await quarter.settle()
    reply = next(one for one in quarter.heard(MING) if "明天下午" in one.text)
    assert reply.message.service == {}
    before = await quarter.request(1)
    assert "已转告组织委员 李委员" in (await town.ask(MING, "好的")).text
    await quarter.settle()
    assert "好的" in quarter.heard(LI)[-1].text
    assert await quarter.request(1) == before
    await over(quarter)


async def test_more_words_go_to_the_helper(quarter: Quarter) -> None:
    """H14, H21: asked which one they belong to; words for what is said to be done mean 还没有."""
    town = quarter.town
    await done(quarter)
    choice = await town.ask(MING, "报销单又被退回来了")
    assert labels(choice) == ["补充到 26-001", "是另一件事", "取消"]
    assert "转给了组织委员 李委员" in (await town.ask(MING, "1")).text
    await quarter.settle()
    assert any("报销单又被退回来了" in one.text for one in quarter.heard(LI))
    assert (await quarter.request(1)).status is RequestStatus.IN_PROGRESS
    await over(quarter)
    choice = await town.ask(MING, "低保怎么申请")
    draft = await town.tap(MING, "是另一件事", choice)
    assert "生活困难" in draft.text


async def test_words_for_a_closed_one_open_it_again(quarter: Quarter) -> None:
    town = quarter.town
    _, card = await taken(quarter)
    question = await town.tap(MING, "补充", card)
    assert "补充到求助 26-001" in question.text
    assert "转给了" in (await town.ask(MING, "下周三要复查")).text
    await quarter.settle()
    await over(quarter)
    question = await town.tap(MING, "补充", card)
    async with town.database.write() as tx:
        await store.change(tx, 1, status=RequestStatus.CLOSED, closed_at=town.clock.now() - timedelta(days=2))
    assert "已重新打开" in (await town.ask(MING, "复查结果不好")).text
    await quarter.settle()
    assert (await quarter.request(1)).status is RequestStatus.IN_PROGRESS
    await over(quarter)


@pytest.mark.parametrize(("words", "is_asked"), [(SURE, True), ("老母亲去世了，医保报销和住院费怎么结算", False)])
async def test_no_question_after_a_death(quarter: Quarter, words: str, is_asked: bool) -> None:
    """H22."""
    town = quarter.town
    await send(quarter, words=words)
    await quarter.settle()
    task = quarter.heard(LI)[-1]
    await town.toast(LI, "🙋 我来办", task)
    await quarter.settle()
    task = quarter.heard(LI)[-1]
    await town.toast(LI, labels(task)[-1], task)
    await quarter.settle()
    card = quarter.heard(MING)[-1]
    await town.toast(MING, "解决了", card)
    await quarter.settle()
    assert ("这次帮上您了吗" in quarter.heard(MING)[-1].text) is is_asked
    await over(quarter)


async def test_words_are_forgotten_half_a_year_after_the_end(quarter: Quarter) -> None:
    """PRV-08."""
    town = quarter.town
    card = await done(quarter)
    await town.toast(MING, "解决了", card)
    await quarter.settle()
    await quarter.wait(days=179)
    async with town.database.read() as tx:
        assert await store.body(tx, 1) == SURE
    await quarter.wait(days=2)
    async with town.database.read() as tx:
        assert await store.body(tx, 1) is None
    assert (await quarter.request(1)).asker_id == quarter.member(MING).id
    await over(quarter)


async def test_only_the_asker(quarter: Quarter) -> None:
    """Signed buttons of somebody else's card do nothing."""
    card = await send(quarter)
    data = {str(one["text"]): str(one["callback_data"]) for row in card.button_rows for one in row}
    menu = await quarter.town.ask(CHEN, "菜单")
    for label in ("催一下", "谁看过", "更多…"):
        quarter.town.forward(seconds=4)
        toast = await quarter.town[CHEN].toast(quarter.town[CHEN].presses_data(data[label], on=menu))
        assert toast.text
    await quarter.settle()
    assert SURE not in "".join(one.text for one in quarter.heard(CHEN))
    await over(quarter)
