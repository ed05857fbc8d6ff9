"""代求助: a leader speaks for a member without Telegram (O5)."""

from domain.members import MemberStatus, Role
from domain.privacy import Scope
from services import privacy
from services.requests import entering, voices
from services.turn import Turn
from storage import people, request_events, requests
from storage.request_events import EventKind
from tests.flows.asked import LOST
from tests.flows.quarter import CHEN, LI, MING, WANG, YU, ZHOU, Quarter

WORDS = "医院说住院要先交押金，自费部分付不起"


async def entered(quarter: Quarter) -> str:
    """陈姐 has entered a request for 王奶奶; its number."""
    town = quarter.town
    question = await town.ask(CHEN, "代求助")
    assert "替哪位没有手机的同志说" in question.text
    what = await town.tap(CHEN, WANG, question)
    assert "王奶奶遇到了什么事" in what.text
    preview = await town.ask(CHEN, WORDS)
    if "算哪一类" in preview.text:
        preview = await town.tap(CHEN, "医疗健康", preview)
    assert WORDS in preview.text
    assert "愿意由您代录" in preview.text
    town[CHEN].presses("📨 本人同意，发送", on=preview)
    await quarter.ring()
    async with town.database.read() as tx:
        (request,) = await requests.of_asker(tx, quarter.member(WANG).id)
        events = await request_events.of(tx, request.id)
        assert await privacy.has(Turn(tx, town.clock.now()), quarter.member(WANG).id, Scope.HELP)
    assert (events[0].kind, events[0].actor_id) == (EventKind.SUBMITTED, quarter.member(CHEN).id)
    return request.number


async def test_the_leader_enters_it_and_hears_the_answer(quarter: Quarter) -> None:
    town = quarter.town
    number = await entered(quarter)
    status = await town.hears(CHEN, f"求助 {number}")
    assert "您代 王奶奶 录入" in status.text
    card = await town.hears(LI, f"求助 {number}")
    await town.toast(LI, "👁 打开看", card)
    assert "求助人：王奶奶（陈姐代录）" in (await town.hears(LI, WORDS)).text
    await town.toast(LI, "🙋 我来办", card)
    assert "接手了您的求助" in (await town.hears(CHEN, "接手了")).text
    town.forget_unheard()
    mine = await town.ask(LI, "待办")
    mine = await town.tap(LI, mine.buttons[0][0], mine)
    await town.tap(LI, "💬 回复", mine)
    preview = await town.ask(LI, "押金可以先缓一缓")
    town[LI].presses("📨 发送", on=preview)
    answer = await town.hears(CHEN, "押金可以先缓一缓")
    await town.tap(CHEN, "💬 我来补充", answer)
    await town.ask(CHEN, "王奶奶说谢谢，她女儿明天去办")
    assert "她女儿明天去办" in (await town.hears(LI, "她女儿明天去办")).text
    town.forget_unheard()


async def test_what_nobody_can_sort_is_shown_to_go_to_the_dispatcher(quarter: Quarter) -> None:
    town = quarter.town
    await town.tap(CHEN, WANG, await town.ask(CHEN, "代求助"))
    preview = await town.ask(CHEN, LOST)
    assert "拿不准是哪一类" in preview.text
    assert "交给 书记 老周" in preview.text
    town.forget_unheard()


async def test_a_long_list_of_names_is_cut_and_the_others_are_typed(quarter: Quarter) -> None:
    town = quarter.town
    async with town.database.write() as tx:
        for number in range(entering.OFFERED + 70):
            await people.add(tx, town.group_id, f"同志{number}", MemberStatus.FULL_MEMBER, town.clock.now())
    question = await town.ask(CHEN, "代求助")
    assert "请直接写姓名" in question.text
    assert "同志109" not in str(question.buttons)
    assert "同志109遇到了什么事" in (await town.ask(CHEN, "同志109")).text
    town.forget_unheard()


async def test_the_leader_may_withdraw_it(quarter: Quarter) -> None:
    number = await entered(quarter)
    status = await quarter.town.hears(CHEN, f"求助 {number}")
    label = next(label for row in status.buttons for label in row if "更多" in label or "其他" in label)
    more = await quarter.town.tap(CHEN, label, status)
    sure = await quarter.town.tap(CHEN, more.buttons[0][0], more)
    await quarter.town.tap(CHEN, sure.buttons[0][0], sure)
    await quarter.ring()
    assert "求助人已撤回" in (await quarter.town.hears(LI, "求助人已撤回")).text
    quarter.town.forget_unheard()


async def test_who_leads_no_longer_speaks_no_longer(quarter: Quarter) -> None:
    """O5: answers go to whoever leads the person now; a button that was kept does nothing."""
    town = quarter.town
    await entered(quarter)
    status = await town.hears(CHEN, "求助 26-001")
    async with town.database.write() as tx:
        await people.relieve(tx, quarter.member(CHEN).id, town.group_id, Role.GROUP_LEADER, town.clock.now())
    town.forget_unheard()
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        request = await requests.get(tx, 1)
        assert request is not None
        voice = await voices.spokesman(turn, request)
        assert voice is not None
        assert voice.name == ZHOU
        assert not await voices.speaks_for(turn, quarter.member(CHEN), request)
    label = next(label for row in status.buttons for label in row if "更多" in label)
    assert "过期" in (await town.toast(CHEN, label, status)).text
    town.forget_unheard()


async def test_nobody_to_speak_for(quarter: Quarter) -> None:
    assert "没有需要代录的同志" in (await quarter.town.ask(YU, "代求助")).text
    question = await quarter.town.ask(CHEN, "代求助")
    assert question.buttons[0] == [WANG]
    assert "请从下面选一位" in (await quarter.town.ask(CHEN, MING)).text
    quarter.town.forget_unheard()
