"""What a helper does with a request, told over the wire (H11 to H14, H17, H20, E5, E12, E14)."""

import asyncio

import pytest
import sqlalchemy as sa

from domain.requests import HelpRequest, RequestStatus
from sandbox.play.heard import Heard
from services.requests import cards, closing, helping
from services.requests.helping import HasIt, Taken
from services.turn import Turn, post
from storage import access_log, outbox, request_events, request_words
from storage import requests as store
from storage.request_events import EventKind
from storage.request_words import WordsKind
from tests.flows.cries import cries
from tests.flows.quarter import BODY, CHEN, LI, MING, SUN, YU, ZHOU, Quarter

REPLY = "已收到，我今天打电话给您。"
MINE = [["👁 打开看", "💬 回复"], ["🗒 内部备注", "↪️ 转给…"], ["↩️ 退回", "✅ 办好了"]]


async def asked(quarter: Quarter, *also: str) -> HelpRequest:
    """A request of 小明's which 李委员 is asked about, and others besides."""
    request = await quarter.submit(MING)
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        for name in also:
            assert await cards.ask(turn, request, quarter.member(name))
        await post(tx, [turn])
    await quarter.ring()
    return request


async def card_of(quarter: Quarter, who: str) -> Heard:
    return await quarter.town.hears(who, "求助 26-001 · 医疗健康")


async def owned(quarter: Quarter) -> tuple[HelpRequest, Heard]:
    """李委员 has taken it; the card as it is then."""
    request = await asked(quarter)
    await quarter.town.toast(LI, "🙋 我来办", await card_of(quarter, LI))
    card = await quarter.town.hears(LI, "由您办理")
    quarter.town.forget_unheard()
    return request, card


async def says(quarter: Quarter, request: HelpRequest, text: str) -> None:
    """The asker adds something, as the asker's side does it."""
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        asker = quarter.member(MING)
        await request_words.add(tx, request.id, asker.id, WordsKind.FROM_ASKER, text, turn.now)
        await helping.heard_from_asker(turn, await quarter_request(turn, request))
        await post(tx, [turn])
    await quarter.ring()


async def sounded(quarter: Quarter, who: str, what: str = "task") -> list[bool]:
    """Of the cards (or words) that somebody got, in order: whether it came with sound."""
    async with quarter.town.database.read() as tx:
        rows = await tx.execute(
            sa.select(outbox.outbox.c.silent)
            .where(outbox.outbox.c.chat_id == quarter.town[who].id, outbox.outbox.c.live == what)
            .order_by(outbox.outbox.c.id)
        )
    return [not silent for silent in rows.scalars()]


async def quarter_request(turn: Turn, request: HelpRequest) -> HelpRequest:
    found = await store.get(turn.tx, request.id)
    assert found is not None
    return found


async def test_a_card_without_the_text_and_an_opening_that_is_written_down(quarter: Quarter) -> None:
    request = await asked(quarter)
    card = await card_of(quarter, LI)
    assert BODY not in card.text
    assert MING not in card.text
    assert card.buttons == [["👁 打开看", "🙋 我来办"]]
    assert await sounded(quarter, LI) == [True]
    assert "最下面" in (await quarter.town.toast(LI, "👁 打开看", card)).text
    words = await quarter.town.hears(LI, BODY)
    assert "求助人：小明" in words.text
    assert words.buttons == [["🙋 我来办"]]
    async with quarter.town.database.read() as tx:
        (entry,) = await access_log.of_request(tx, request.id)
        events = [(one.kind, one.actor_id) for one in await request_events.of(tx, request.id)]
    assert (entry.actor_id, entry.granted) == (quarter.member(LI).id, True)
    assert (EventKind.OPENED, quarter.member(LI).id) in events
    quarter.town.forget_unheard()


async def test_opened_again_the_words_stand_below_and_nowhere_else(quarter: Quarter) -> None:
    await asked(quarter)
    card = await card_of(quarter, LI)
    await quarter.town.toast(LI, "👁 打开看", card)
    first = await quarter.town.hears(LI, BODY)
    await quarter.town.toast(LI, "👁 打开看", card)
    second = await quarter.town.hears(LI, BODY)
    assert second.message_id > first.message_id
    assert "移到下面了" in (await quarter.town.hears(LI, "移到下面了")).text
    quarter.town.forget_unheard()


async def test_the_first_one_takes_it_and_all_other_cards_fall_quiet(quarter: Quarter) -> None:
    await asked(quarter, ZHOU, SUN)
    first, second, third = [await card_of(quarter, name) for name in (LI, ZHOU, SUN)]
    await quarter.town.toast(SUN, "👁 打开看", third)
    await quarter.town.hears(SUN, BODY)
    assert "由您来办" in (await quarter.town.toast(LI, "🙋 我来办", first)).text
    assert (await quarter.town.hears(LI, "由您办理")).buttons == MINE
    quiet = await quarter.town.hears(ZHOU, "已由组织委员 李委员接手")
    assert quiet.buttons == []
    assert quiet.edited
    assert "内容已收起" in (await quarter.town.hears(SUN, "内容已收起")).text
    assert "组织委员 李委员接手了您的求助 26-001" in (await quarter.town.hears(MING, "接手了")).text
    late = await quarter.town.toast_data(ZHOU, second, "🙋 我来办")
    assert "组织委员 李委员已经接手了" in late.text
    refused = await quarter.town.toast_data(ZHOU, second, "👁 打开看")
    assert refused.alert
    assert BODY not in refused.text
    quarter.town.forget_unheard()


async def test_two_at_once_and_one_has_it(quarter: Quarter) -> None:
    request = await asked(quarter, ZHOU)

    async def claim(name: str) -> helping.Take:
        async with quarter.town.database.write() as tx:
            return await helping.take(Turn(tx, quarter.town.clock.now()), quarter.member(name), request.id)

    outcomes = await asyncio.gather(claim(LI), claim(ZHOU))
    assert sorted(type(one).__name__ for one in outcomes) == ["HasIt", "Taken"]
    owner = (await quarter.request(request.id)).owner_id
    assert owner == quarter.member(LI if isinstance(outcomes[0], Taken) else ZHOU).id
    loser = next(one for one in outcomes if isinstance(one, HasIt))
    assert loser.owner == ("组织委员 李委员" if isinstance(outcomes[0], Taken) else "书记 老周")
    quarter.town.forget_unheard()


async def test_a_reply_is_looked_at_once_and_the_next_ones_go_at_once(quarter: Quarter) -> None:
    town = quarter.town
    request, card = await owned(quarter)
    assert "原样发给求助人" in (await town.tap(LI, "💬 回复", card)).text
    preview = await town.ask(LI, REPLY)
    assert preview.buttons[0] == ["📨 发送", "✏️ 改"]
    assert REPLY in preview.text
    await town.settle()
    assert not [one for one in quarter.heard(MING) if REPLY in one.text]
    assert "请写" in (await town.tap(LI, "✏️ 改", preview)).text
    preview = await town.ask(LI, REPLY)
    town[LI].presses("📨 发送", on=preview)
    answer = await town.hears(MING, REPLY)
    assert "组织委员 李委员 回复您（求助 26-001）" in answer.text
    assert (await quarter.request(request.id)).status is RequestStatus.IN_PROGRESS
    town.forget_unheard()
    await town.tap(LI, "💬 回复", card)
    town.forward(seconds=4)
    town[LI].says("材料我帮您问好了")
    assert "材料我帮您问好了" in (await town.hears(MING, "材料我帮您问好了")).text
    town.forget_unheard()


async def test_words_of_danger_in_a_reply_reach_the_asker_and_call_nobody(quarter: Quarter) -> None:
    """What a helper writes is about the other: it must arrive, and the helper hears what to do."""
    town = quarter.town
    _, card = await owned(quarter)
    await town.tap(LI, "💬 回复", card)
    town.forward(seconds=4)
    town[LI].says("您说不想活了，我现在就过来，别挂电话")
    await town.hears(LI, "请马上打电话给本人，打 120 或 110")
    preview = await town.hears(LI, "我现在就过来")
    town[LI].presses("📨 发送", on=preview)
    await town.hears(MING, "我现在就过来")
    assert not [one for one in quarter.heard(ZHOU) if "需要马上联系" in one.text]
    town.forget_unheard()
    await cries(town, LI)
    town.forget_unheard()


async def test_a_picture_is_a_reply_too(quarter: Quarter) -> None:
    town = quarter.town
    request, card = await owned(quarter)
    await town.tap(LI, "💬 回复", card)
    town[LI].sends_file("表格.pdf", b"%PDF", "填这张表")
    preview = await town.hears(LI, "将发给求助人")
    assert "您的文件" in preview.text
    assert "填这张表" in preview.text
    town[LI].presses("📨 发送", on=preview)
    answer = await town.hears(MING, "填这张表")
    assert answer.document is not None
    assert answer.buttons == [["💬 我来补充"]]
    town.forget_unheard()
    await town.tap(LI, "💬 回复", card)
    town[LI].sends_voice()
    assert "已发给求助人" in (await town.hears(LI, "已发给求助人")).text
    heard = [one for one in quarter.heard(MING) if one.message.attachment]
    assert len(heard) == 1
    async with town.database.read() as tx:
        said = [(one.file_kind, one.text) for one in await request_words.of(tx, request.id)]
    assert said == [("document", "填这张表"), ("voice", None)]
    town.forget_unheard()


async def test_a_reply_from_the_list(quarter: Quarter) -> None:
    _, card = await owned(quarter)
    question = await quarter.town.tap(LI, "💬 回复", card)
    listed = await quarter.town.tap(LI, "📋 常用回复", question)
    assert [label for row in listed.buttons for label in row if label.startswith("📄")]
    preview = await quarter.town.tap(LI, REPLY, listed)
    quarter.town[LI].presses("📨 发送", on=preview)
    assert REPLY in (await quarter.town.hears(MING, REPLY)).text
    quarter.town.forget_unheard()


async def test_a_policy_card_goes_with_its_source_and_its_date(quarter: Quarter) -> None:
    """H18."""
    _, card = await owned(quarter)
    listed = await quarter.town.tap(LI, "📋 常用回复", await quarter.town.tap(LI, "💬 回复", card))
    label = next(label for row in listed.buttons for label in row if label.startswith("📄"))
    preview = await quarter.town.tap(LI, label, listed)
    assert "来源：" in preview.text
    quarter.town[LI].presses("📨 发送", on=preview)
    answer = await quarter.town.hears(MING, "具体以当地为准")
    assert label.removeprefix("📄 ") in answer.text
    quarter.town.forget_unheard()


async def test_a_note_never_reaches_the_asker(quarter: Quarter) -> None:
    request, card = await owned(quarter)
    question = await quarter.town.tap(LI, "🗒 内部备注", card)
    assert "不会发给求助人" in question.text
    assert "没有发给求助人" in (await quarter.town.ask(LI, "他儿子也在社区，先问问")).text
    await quarter.ring()
    assert not [one for one in quarter.heard(MING) if "他儿子" in one.text]
    await quarter.town.toast(LI, "👁 打开看", card)
    words = await quarter.town.hears(LI, "他儿子也在社区")
    assert "李委员 的内部备注（求助人看不到）" in words.text
    assert (await quarter.request(request.id)).answered_at is None
    quarter.town.forget_unheard()


async def test_what_the_asker_adds_comes_to_the_owner_with_sound(quarter: Quarter) -> None:
    request, _ = await owned(quarter)
    await says(quarter, request, "今天出院了")
    words = await quarter.town.hears(LI, "今天出院了")
    assert await sounded(quarter, LI, "words") == [True]
    assert words.buttons == [["💬 回复", "🗒 内部备注"]]
    assert not [one for one in quarter.heard(ZHOU) if "出院" in one.text]


async def test_done_asks_the_asker_and_closes_nothing(quarter: Quarter) -> None:
    request, card = await owned(quarter)
    assert "请求助人确认" in (await quarter.town.toast(LI, "✅ 办好了", card)).text
    waits = await quarter.town.hears(LI, "等回音就行")
    assert waits.buttons == [["👁 打开看", "💬 回复"]]
    now = await quarter.request(request.id)
    assert (now.status, now.closed_at) == (RequestStatus.RESOLVED, None)
    quarter.town.forget_unheard()


async def test_withdrawn_words_vanish_from_every_chat(quarter: Quarter) -> None:
    request = await asked(quarter, ZHOU)
    for name in (LI, ZHOU):
        await quarter.town.toast(name, "👁 打开看", await card_of(quarter, name))
        await quarter.town.hears(name, BODY)
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        await store.change(tx, request.id, status=RequestStatus.WITHDRAWN)
        await store.erase(tx, request.id)
        await cards.refresh(turn, request)
        await post(tx, [turn])
    await quarter.ring()
    for name in (LI, ZHOU):
        heard = quarter.heard(name)
        assert {one.text for one in heard} == {
            "求助 26-001 求助人已撤回，不用再办了。谢谢您。",
            "求助 26-001 求助人已撤回，内容已删除。",
        }
        chat = quarter.town[name].chat
        assert not [one for one in chat.messages.values() if BODY in one.text]
    quarter.town.forget_unheard()


async def test_not_yet_brings_the_card_back_and_says_why(quarter: Quarter) -> None:
    request, card = await owned(quarter)
    await quarter.town.toast(LI, "✅ 办好了", card)
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        assert await closing.not_yet(turn, quarter.member(MING), request.id)
        await post(tx, [turn])
    await quarter.ring()
    back = await quarter.town.hears(LI, "求助人说还没有办好")
    assert back.buttons == MINE
    quarter.town.forget_unheard()


async def test_when_it_is_over_the_words_are_put_away(quarter: Quarter) -> None:
    request, card = await owned(quarter)
    await quarter.town.toast(LI, "👁 打开看", card)
    await quarter.town.hears(LI, BODY)
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        await store.change(tx, request.id, status=RequestStatus.CLOSED, closed_at=turn.now)
        await cards.refresh(turn, request)
        await post(tx, [turn])
    await quarter.ring()
    assert {one.text for one in quarter.heard(LI)} == {
        "✅ 求助 26-001 已办结，谢谢您。",
        "求助 26-001 已办结，内容已收起。",
    }
    quarter.town.forget_unheard()


async def test_words_of_the_owner_put_off_what_is_due(quarter: Quarter) -> None:
    """E14: somebody at work is not reminded of working."""
    request, card = await owned(quarter)
    first = (await quarter.request(request.id)).update_by
    quarter.town.forward(hours=3)
    await quarter.town.tap(LI, "🗒 内部备注", card)
    await quarter.town.ask(LI, "已联系医保窗口")
    await quarter.ring()
    quarter.town.forget_unheard()
    second = (await quarter.request(request.id)).update_by
    await quarter.town.tap(LI, "💬 回复", card)
    preview = await quarter.town.ask(LI, REPLY)
    await quarter.town.tap(LI, "📨 发送", preview)
    answered = await quarter.request(request.id)
    assert first is not None
    assert second is not None
    assert answered.update_by is not None
    assert first < second < answered.update_by
    assert answered.worked_at == answered.answered_at
    quarter.town.forget_unheard()


async def test_at_night_a_card_and_words_come_without_sound(quarter: Quarter) -> None:
    request, _ = await owned(quarter)
    quarter.town.forward(hours=13)
    await says(quarter, request, "睡不着，再说一句")
    assert await sounded(quarter, LI, "words") == [False]
    assert "睡不着" in (await quarter.town.hears(LI, "睡不着")).text
    quarter.town.forget_unheard()


async def test_to_do_lists_what_waits_and_brings_it_down(quarter: Quarter) -> None:
    town = quarter.town
    assert "现在没有等您办的求助" in (await town.ask(CHEN, "待办")).text
    assert "请您帮忙的求助，现在没有" in (await town.ask(YU, "待办")).text
    await owned(quarter)
    quarter.town.forward(hours=2)
    await quarter.submit(YU)
    await quarter.ring()
    quarter.town.forget_unheard()
    listed = await town.ask(LI, "待办")
    assert listed.buttons == [["📌 26-001 医疗健康（2 小时）"], ["🙋 26-002 医疗健康（1 分钟）"]]
    again = await town.tap(LI, "📌 26-001 医疗健康（2 小时）", listed)
    assert again.buttons == MINE
    town.forget_unheard()


async def test_it_survives_a_restart(quarter: Quarter) -> None:
    _, card = await owned(quarter)
    await quarter.town.tap(LI, "💬 回复", card)
    await quarter.town.restart()
    preview = await quarter.town.ask(LI, REPLY)
    assert preview.buttons[0] == ["📨 发送", "✏️ 改"]
    quarter.town.forget_unheard()


@pytest.mark.parametrize(
    ("unfit", "answer"),
    [("长" * 1001, "1000 个字以内"), ("这份机密文件您看看", "不能写在这里")],
    ids=["long", "secret"],
)
async def test_a_reply_that_cannot_be_sent(quarter: Quarter, unfit: str, answer: str) -> None:
    _, card = await owned(quarter)
    await quarter.town.tap(LI, "💬 回复", card)
    assert answer in (await quarter.town.ask(LI, unfit)).text
    await quarter.settle()
    told = [one.text for one in quarter.heard(ZHOU) if "保密" in one.text or "密" in one.text]
    assert bool(told) == ("机密" in unfit), "SEC-04: the secretary hears of a marker, whoever writes it"
    assert REPLY in (await quarter.town.ask(LI, REPLY)).text
    quarter.town.forget_unheard()
