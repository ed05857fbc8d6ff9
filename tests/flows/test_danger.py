"""Danger: an answer in the private chat, and people called without a word of it until one comes (C10 to C14, SAFE)."""

import asyncio

import pytest

from domain.members import Role
from sandbox.world.refusals import Refusal
from services.danger import calling
from services.turn import Turn, post
from storage import people as roster
from tests.flows.cries import CRY, after, called, cries, is_answer, trusts
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town
from tests.flows.troubles import count


async def test_the_answer_and_who_is_called(town: Town) -> None:
    """SAFE-01 to SAFE-04: nobody is on duty, so it is the secretary and the group leader."""
    answer = await cries(town)
    assert answer.text.startswith("有生命危险，请马上打 120 或 110")
    assert "老周、陈姐" in answer.text
    assert answer.buttons == [["🏠 家里有人动手", "🚑 身体急病"], ["我现在安全", "误会了"]]
    for who in (CHEN, ZHOU):
        assert (await called(town, who)).buttons == [["我来联系"]]
    assert town.stage.unread() == []


async def test_the_trusted_person_is_called_first(town: Town) -> None:
    """SAFE-03."""
    await trusts(town, MING, YU)
    assert "小雨、老周、陈姐" in (await cries(town)).text
    await called(town, YU)
    town.forget_unheard()


async def test_who_answers_is_named_to_the_others_and_to_the_person(town: Town) -> None:
    await cries(town)
    alert, other = await called(town, CHEN), await called(town, ZHOU)
    assert "请现在就打给小明" in (await town.tap(CHEN, "我来联系", alert)).text
    assert "陈姐看到了，马上联系您" in (await town[MING].hears()).text
    assert "陈姐正在联系小明" in (await town[ZHOU].hears()).text
    assert "陈姐正在联系小明" in (await town.toast(ZHOU, "我来联系", other)).text
    assert "您已经在联系小明" in (await town.toast(CHEN, "我来联系", alert)).text
    await after(town, minutes=20)
    assert town.stage.unread() == []


async def test_it_rings_again_after_five_and_fifteen_minutes(town: Town) -> None:
    """SAFE-03: also in the night, and at fifteen minutes everybody who leads."""
    async with town.database.write() as tx:
        committee = town.members[YU].id
        await roster.appoint(tx, committee, town.branch_id, Role.DEPUTY_SECRETARY, town.clock.now())
    town.forward(hours=16)
    await cries(town)
    for who in (CHEN, ZHOU):
        assert "没有联系上" not in (await called(town, who)).text
    await after(town, minutes=4)
    assert town.stage.unread() == []
    await after(town, minutes=1)
    for who in (CHEN, ZHOU):
        assert "还没有联系上" in (await called(town, who)).text
    await after(town, seconds=15)
    await after(town, minutes=9)
    assert town.stage.unread() == []
    await after(town, minutes=1)
    for who in (CHEN, ZHOU, YU):
        await called(town, who)
    waiting = await town[MING].hears()
    assert is_answer(waiting)
    assert "还没有人联系上您，我又叫了小雨" in waiting.text
    await after(town, hours=1)
    assert town.stage.unread() == []


async def test_a_restart_in_between_rings_once(town: Town) -> None:
    """Bot away from the first to the twentieth minute: what was missed is one ring, not two."""
    await cries(town)
    await called(town, CHEN)
    await called(town, ZHOU)
    await town.stop()
    town.forward(minutes=20)
    await town.start()
    await after(town, seconds=1)
    await called(town, CHEN)
    await called(town, ZHOU)
    assert "还没有人联系上您" in (await town[MING].hears()).text
    await town.restart()
    await after(town, minutes=30)
    assert town.stage.unread() == []


async def test_a_further_cry_is_answered_and_starts_no_second_round(town: Town) -> None:
    await cries(town)
    town.forget_unheard()
    again = await cries(town)
    assert "我正在请老周、陈姐马上联系您" in again.text
    await town.settle()
    assert town.stage.unread() == []
    assert await count(town.database, "danger_calls") == 1


async def test_a_cry_half_an_hour_after_the_answer_calls_anew(town: Town) -> None:
    await cries(town)
    await town.tap(CHEN, "我来联系", await called(town, CHEN))
    await town.settle()
    town.forget_unheard()
    town.forward(minutes=20)
    assert "陈姐看到了" in (await cries(town)).text
    town.forward(minutes=11)
    assert "我正在请老周、陈姐" in (await cries(town)).text
    await called(town, CHEN)
    await called(town, ZHOU)
    assert await count(town.database, "danger_calls") == 2


async def test_a_leader_in_danger_is_called_by_the_next_one(town: Town) -> None:
    """C12: nobody is called about themselves."""
    await trusts(town, ZHOU, YU)
    assert "小雨、陈姐" in (await cries(town, ZHOU)).text
    await called(town, YU, ZHOU)
    await called(town, CHEN, ZHOU)
    assert town.stage.unread() == []


async def test_where_nobody_can_be_called_that_is_said(town: Town) -> None:
    """The trusted person has no telephone, and the leaders have blocked the bot."""
    await trusts(town, MING, WANG)
    async with town.database.write() as tx:
        for who in (CHEN, ZHOU):
            await roster.mark_unreachable(tx, town[who].id, town.clock.now())
    assert "我现在叫不到能马上联系您的同志" in (await cries(town)).text
    assert await count(town.database, "danger_rings") == 0


async def test_who_turns_out_to_be_unreachable_is_replaced(town: Town) -> None:
    await trusts(town, MING, YU)
    async with town.database.write() as tx:
        role = Role.PUBLICITY_MEMBER
        person = await roster.add(tx, town.branch_id, "老李", town.members[CHEN].status, town.clock.now())
        await roster.bind(tx, person.id, 2001)
        await roster.appoint(tx, person.id, town.branch_id, role, town.clock.now())
    town["路人"].starts()
    await town["路人"].hears()
    blocked = Refusal(403, "Forbidden: bot was blocked by the user")
    town.box.world.faults.refuse(blocked, chat_id=town[CHEN].id)
    await cries(town)
    await town.settle()
    assert [one for one in town.stage.unheard if town.stage.is_in(one, town["路人"].chat)] == []
    await after(town, seconds=15)
    await called(town, "路人")
    town.forget_unheard()


async def test_who_cannot_reach_them_says_so_and_all_others_are_called(town: Town) -> None:
    await trusts(town, MING, YU)
    await cries(town)
    await called(town, ZHOU)
    yours = await town.tap(CHEN, "我来联系", await called(town, CHEN))
    await town.settle()
    town.forget_unheard()
    assert "我再叫别的同志" in (await town.toast(CHEN, "联系不上", yours)).text
    alert = await called(town, ZHOU)
    await called(town, YU)
    assert is_answer(await town[MING].hears())
    yours = await town.tap(ZHOU, "我来联系", alert)
    await town.settle()
    town.forget_unheard()
    assert "谢谢" in (await town.toast(ZHOU, "联系上了", yours)).text
    for who in (CHEN, YU):
        assert "老周联系上小明了" in (await town[who].hears()).text
    await after(town, hours=2)
    assert town.stage.unread() == []


async def test_more_people_at_once(town: Town) -> None:
    async with town.database.write() as tx:
        role = Role.DEPUTY_SECRETARY
        await roster.appoint(tx, town.members[YU].id, town.branch_id, role, town.clock.now())
    answer = await cries(town)
    assert "我又叫了小雨" in (await town.toast(MING, "📣 再多叫几个人", answer)).text
    await called(town, YU)
    assert "能叫的同志都叫了" in (await town.toast(MING, "📣 再多叫几个人", answer)).text
    town.forget_unheard()


async def test_somebody_who_was_not_called_cannot_answer(town: Town) -> None:
    await cries(town)
    alert = await called(town, CHEN)
    data = alert.button_rows[0][0]["callback_data"]
    town.forward(seconds=4)
    assert "不是您的按钮" in (await town[YU].toast(town[YU].presses_data(data, on=alert))).text
    town.forget_unheard()


async def test_violence_and_illness(town: Town) -> None:
    """SAFE-09: the first line of each is the number that helps."""
    answer = await cries(town)
    town.forget_unheard()
    violence = await town.tap(MING, "🏠 家里有人动手", answer)
    assert all(number in violence.text for number in ("110", "12338", "12348"))
    illness = await town.tap(MING, "🚑 身体急病", answer)
    assert illness.text.startswith("请马上打 120")


@pytest.mark.parametrize("answered_first", [True, False])
async def test_an_answer_and_a_ring_at_the_same_moment(town: Town, *, answered_first: bool) -> None:
    """Whichever commits first, the other one sees it: after an answer it does not ring, and a ring can be answered."""
    await cries(town)
    town.forget_unheard()
    town.forward(minutes=5)
    inside, go = asyncio.Event(), asyncio.Event()

    async def answer() -> None:
        async with town.database.write() as tx:
            turn = Turn(tx, town.clock.now())
            assert isinstance(await calling.answer(turn, town.members[CHEN], 1), calling.Yours)
            await post(tx, [turn])
            if answered_first:
                inside.set()
                await go.wait()

    async def ring() -> None:
        async with town.database.write() as tx:
            turn = Turn(tx, town.clock.now())
            await calling.ring_again(turn)
            await post(tx, [turn])
            if not answered_first:
                inside.set()
                await go.wait()

    first, second = (answer, ring) if answered_first else (ring, answer)
    async with asyncio.TaskGroup() as group:
        group.create_task(first())
        await inside.wait()
        waiting = group.create_task(second())
        for _ in range(20):
            await asyncio.sleep(0)
        assert not waiting.done()
        go.set()
    assert await count(town.database, "danger_rings", ring=1) == (0 if answered_first else 2)
    await after(town, minutes=20)
    assert await count(town.database, "danger_rings", ring=2) == 0
    town.forget_unheard()


async def test_nothing_in_the_group(town: Town) -> None:
    """SAFE-05: no points, no question, nothing in front of others."""
    before = len(town.group.chat.messages)
    await cries(town)
    await after(town, minutes=5)
    await after(town, minutes=10)
    await after(town, hours=30)
    assert len(town.group.chat.messages) == before
    assert await count(town.database, "help_requests") == 0
    assert CRY not in "".join(one.text for one in town.stage.unheard)
    town.forget_unheard()
