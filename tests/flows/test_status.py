"""How the installation is, and how much the bot says of its own accord (A9, X7)."""

from collections.abc import Mapping
from datetime import timedelta

from domain.messages import Lane, Letter, Message
from domain.reminders import ReminderKind
from storage import burden, inbox, outbox, outgoing, people, reminders
from storage.reminders import Promise
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town


async def sent(town: Town, got: Mapping[str, tuple[int, ...]]) -> None:
    """So many messages of our own accord each day, today first."""
    async with town.database.write() as tx:
        for name, days in got.items():
            for ago, count in enumerate(days):
                day = town.clock.now().date() - timedelta(days=ago)
                await burden.note(tx, [town[name].id] * count, day)


async def rung(town: Town) -> None:
    """The bell rang just now."""
    async with town.database.write() as tx:
        await inbox.note_rung(tx, town.clock.now())


async def test_all_is_well(town: Town) -> None:
    await rung(town)
    heard = await town.ask(ZHOU, "状态")
    assert "一切正常" in heard.text
    assert "秒前刚看过" in heard.text
    assert "提醒：到时间的都说了" in heard.text
    assert "收件：都办了" in heard.text
    assert "发件：没有等着的" in heard.text
    assert "最近收到消息：11月23日（周一）10:00" in heard.text
    assert "没有联系不上的同志" in heard.text
    assert "⚠️" not in heard.text


async def test_it_is_for_those_who_answer_for_it(town: Town) -> None:
    for who in (MING, CHEN):
        assert "只有负责这件事的同志" in (await town.ask(who, "状态")).text


async def test_a_bell_that_stopped(town: Town) -> None:
    await rung(town)
    town.forward(minutes=12)
    heard = await town.ask(ZHOU, "状态")
    assert "有 1 处要看一看" in heard.text
    assert "⚠️ 定时的事：停了 12 分钟" in heard.text


async def test_a_reminder_that_was_not_said(town: Town) -> None:
    now = town.clock.now()
    since, until = now - timedelta(minutes=25), now + timedelta(days=1)
    async with town.database.write() as tx:
        member_id = town.members[MING].id
        await reminders.promise(tx, [Promise(member_id, ReminderKind.DUES, 1, "day", since, since, until)])
    assert "⚠️ 提醒：有到时间还没说的，最早的晚了 25 分钟" in (await town.ask(ZHOU, "状态")).text


async def test_letters_by_lane_in_plain_words(town: Town) -> None:
    now = town.clock.now()
    async with town.database.write() as tx:
        waits = [Letter(town[who].id, message=Message("好"), lane=Lane.REMINDER) for who in (MING, YU)]
        late = Letter(town[CHEN].id, message=Message("好"))
        await outbox.post(tx, waits, now)
        await outbox.post(tx, [late], now - timedelta(minutes=7))
    heard = await town.ask(ZHOU, "状态")
    assert "发件：回话 1 封、提醒 2 封正在送" in heard.text
    assert "⚠️ 回话送得慢，最早的一封等了 7 分钟" in heard.text
    assert "提醒送得慢" not in heard.text
    await town.settle()
    town.forget_unheard()
    assert "发件：没有等着的" in (await town.ask(ZHOU, "状态")).text


async def test_letters_that_were_given_up(town: Town) -> None:
    """Whoever cannot be reached is named; it is no fault of the installation."""
    now = town.clock.now()
    async with town.database.write() as tx:
        await outbox.post(tx, [Letter(town[who].id, message=Message("好")) for who in (MING, YU)], now)
        first, second = await outgoing.claim(tx, [one.id for one in await outgoing.due(tx, {}, 9)])
        await outgoing.end(tx, {first.id: ("dead", "refused"), second.id: ("dead", "unreachable")}, now)
        await people.mark_unreachable(tx, town[YU].id, now)
    heard = await town.ask(ZHOU, "状态")
    assert "⚠️ 最近七天有 1 封没能送到" in heard.text
    assert "联系不上（请打电话）：小雨" in heard.text
    town.forward(days=8)
    assert "没能送到" not in (await town.ask(ZHOU, "状态")).text


async def test_the_burden_in_numbers_without_names(town: Town) -> None:
    await sent(town, {MING: (1, 2), YU: (1,), ZHOU: (2, 0, 1, 0, 0, 0, 1, 3)})
    heard = await town.ask(ZHOU, "打扰情况")
    assert "一般每位 1 条，最多的一位 4 条" in heard.text
    assert "⚠️" not in heard.text
    assert not any(name in heard.text for name in (CHEN, MING, YU, WANG))


async def test_more_than_the_measure_of_a_day(town: Town) -> None:
    await sent(town, {MING: (0, 4), CHEN: (5,)})
    heard = await town.ask(ZHOU, "状态")
    assert "有 1 处要看一看" in heard.text
    assert "⚠️ 有 2 位同志一天里收到的超过 3 条" in heard.text
    assert "其中 1 位担任职务，手上的事可以请人分担" in heard.text
    assert not any(name in heard.text for name in (CHEN, MING))


async def test_too_much_for_everybody(town: Town) -> None:
    await sent(town, dict.fromkeys((CHEN, MING, YU, ZHOU), (2, 2, 2)))
    heard = await town.ask(ZHOU, "状态")
    assert "⚠️ 一般每位一周超过 5 条" in heard.text
    assert "一天里" not in heard.text


async def test_what_the_bot_says_of_its_own_accord_is_counted(town: Town) -> None:
    """An answer is no burden; a message nobody asked for is one, once."""
    await town.ask(MING, "菜单")
    async with town.database.write() as tx:
        await outbox.post(
            tx, [Letter(town[MING].id, message=Message("今天交党费"), lane=Lane.REMINDER)], town.clock.now()
        )
    await town.ask(ZHOU, "状态")
    await town.settle()
    town.forget_unheard()
    assert "最多的一位 1 条" in (await town.ask(ZHOU, "状态")).text


async def test_a_week_later_the_counts_are_forgotten(town: Town) -> None:
    await sent(town, {MING: (1, 1, 1, 1, 1, 1, 1, 1, 1)})
    await town.app.ring()
    async with town.database.read() as tx:
        kept = await burden.since(tx, [town[MING].id], town.clock.now().date() - timedelta(days=30))
    assert kept == {town[MING].id: [1] * 8}
