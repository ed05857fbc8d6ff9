"""A member has died: within the turn all that would still be said stops, and only named people hear of it (C19, K9)."""

from datetime import date, timedelta

from domain.calls import Matter
from domain.members import MemberStatus, Role
from domain.messages import Lane, Letter, Method
from domain.party_dates import PartyDates
from domain.reminders import ReminderKind
from sandbox.play.heard import Heard
from services.care import keeping
from services.reminding.promising import Wanted, promise
from services.turn import Turn, post
from storage import calls, care_deaths, outgoing, party_dates, people, reminders, standins
from tests.flows.announcing import heard_by, sent
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, YU, ZHOU, Quarter
from tests.flows.test_talks import book, label_of, morning

LATER = "明天上午十点，别忘了"


async def confirmed(quarter: Quarter, who: str = ZHOU, about: str = MING) -> Heard:
    """A leader says that somebody has died, as far as the second tap; returns the question."""
    town = quarter.town
    question = await town.ask(who, "报一件事", about)
    question = await town.tap(who, "去世", question)
    assert "一天之内可以改回来" in question.text
    return question


async def recorded(quarter: Quarter, who: str = ZHOU, about: str = MING) -> Heard:
    return await quarter.town.tap(who, "确认，记下", await confirmed(quarter, who, about))


async def _busy(quarter: Quarter) -> None:
    """小明 leads a group now; a meeting, a talk, a request, a call, a post, a political birthday on Thursday wait."""
    town, ming, now = quarter.town, quarter.member(MING), quarter.town.clock.now()
    async with town.database.write() as tx:
        await people.appoint(tx, ming.id, town.branch_id, Role.PUBLICITY_MEMBER, now)
        await standins.name_backup(tx, town.branch_id, Role.DISCIPLINE_MEMBER, ming.id, ming.id, now)
        await party_dates.write(tx, ming.id, PartyDates(date(2016, 11, 26)), now)
        await calls.ask(tx, [ming.id], Matter.STUDY, 1, now)
        turn = Turn(tx, now)
        soon = [Wanted(ming, "soon", now + timedelta(hours=hours), now + timedelta(days=9)) for hours in (1, 80)]
        await promise(turn, ReminderKind.CARE_DATE, 7, soon[:1])
        await promise(turn, ReminderKind.GREETING, 7, soon[1:])
    await town.plan()
    await book(quarter)
    await quarter.submit(MING)
    await quarter.away(MING, hours=5)  # so that the notice is on its way to everybody else, and waits for 小明
    await sent(town)
    await town.settle()
    town.forget_unheard()


async def test_nothing_is_said_any_more(quarter: Quarter) -> None:
    """With a notice being fed, a letter claimed, a reminder promised, in the week of the political birthday."""
    town, ming = quarter.town, quarter.member(MING)
    chat = town[MING].chat
    await _busy(quarter)
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        turn.letters.append(Letter(chat.id, Method.LIVE, lane=Lane.REMINDER, topic="remind:1", live="reminder", ref=1))
        await post(tx, [turn])
        waiting = [one.id for one in await outgoing.due(tx, {}, 50) if one.chat_id == chat.id]
        claimed = await outgoing.claim(tx, waiting)
    assert claimed
    before = set(chat.messages)
    await recorded(quarter)
    town.forward(minutes=1)
    await quarter.ring()
    await quarter.wait(hours=6)
    async with town.database.read() as tx:
        assert not [one for one in claimed if await outgoing.is_wanted(tx, one.id)]
        assert await reminders.waiting_of(tx, ming.id) == []
        assert await calls.of_members(tx, [ming.id]) == []
        assert await people.offices_of(tx, ming.id) == []
        assert await standins.backups_by(tx, ming.id) == []
        row = await people.get(tx, ming.id)
    assert row is not None
    assert (row.status, row.telegram_id) == (MemberStatus.DECEASED, None)
    assert set(chat.messages) == before
    assert "应到 4 人" in town.group.board.text
    assert YU in heard_by(town)
    assert MING not in heard_by(town)
    await _weeks_later(quarter, before)


async def _weeks_later(quarter: Quarter, before: set[int]) -> None:
    town = quarter.town
    town.forget_unheard()
    for day in (24, 25, 26, 27):
        await morning(quarter, day)
    await morning(quarter, 1, month=12)
    assert set(town[MING].chat.messages) == before
    said = [one.text for who in (CHEN, ZHOU, LI, SUN, HE, YU) for one in quarter.heard(who)]
    assert [one for one in said if MING in one and "没有约成" not in one] == []
    assert "还不认识您" in (await town.ask(MING, "走访")).text
    town.forget_unheard()


async def test_only_named_people_hear_of_it(quarter: Quarter) -> None:
    """A member reports it, the secretary makes sure and records it, 李委员 alone is asked to go."""
    town = quarter.town
    question = await town.ask(YU, "报一件事", MING)
    sure = await town.tap(YU, "去世", question)
    assert "同志去世了" in sure.text
    assert [who for who in (CHEN, ZHOU) if quarter.heard(who)] == []
    assert "不会跟别人说" in (await town.tap(YU, "报上去", sure)).text
    for who in (CHEN, ZHOU):
        assert "请您先核实" in (await town.hears(who, "小雨说")).text
    async with town.database.read() as tx:
        assert (await people.get(tx, quarter.member(MING).id)) == quarter.member(MING)
    page = await confirmed(quarter)
    page = await town.tap(ZHOU, "确认，记下", page)
    town.forget_unheard()
    await town.toast(ZHOU, label_of(page, LI), page)
    await town.toast(ZHOU, label_of(page, LI), page)
    card = await town.hears(LI, "吊唁")
    assert "请不要在群里说" in card.text
    async with town.database.write() as tx:
        # kin who have the rest deleted do not call off who is asked to see them
        assert await keeping.forget_visits(Turn(tx, town.clock.now()), quarter.member(MING)) == 0
    assert [who for who in (CHEN, YU, SUN, HE) if quarter.heard(who)] == []
    assert MING not in str([one.text for one in town.group.chat.messages.values()])
    await town.toast(LI, "✅ 去过了", card)
    assert "慰问了 小明" in (await town.hears(LI, "慰问了")).text
    town.forget_unheard()


async def test_a_mistake_is_put_right_within_the_day(quarter: Quarter) -> None:
    town, ming = quarter.town, quarter.member(MING)
    async with town.database.write() as tx:
        await people.appoint(tx, ming.id, town.branch_id, Role.YOUTH_MEMBER, town.clock.now())
    page = await recorded(quarter)
    await town.toast(ZHOU, label_of(page, LI), page)
    await town.settle()
    assert "账号和职务照旧" in (await town.tap(ZHOU, "记错了，改回来", page)).text
    assert "不用去了" in (await town.hears(LI, "不用去了")).text
    async with town.database.read() as tx:
        assert await people.get(tx, ming.id) == ming
        assert [one.role for one in await people.offices_of(tx, ming.id)] == [Role.YOUTH_MEMBER]
    assert "谈心" in (await town.ask(MING, "谈心")).text
    page = await recorded(quarter)
    await quarter.wait(days=2)
    async with town.database.read() as tx:
        death = await care_deaths.get(tx, ming.id)
    assert death is not None
    assert death.before is None
    assert "在名册里改" in (await town.toast(ZHOU, "记错了，改回来", page)).text
    town.forget_unheard()
