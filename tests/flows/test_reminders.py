"""Reminders that nobody turns off: what a member of the branch hears of a meeting, and what not (S5 to S9, S16)."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from domain.features import Feature
from services import standins
from services.turn import Turn
from storage import meetings, nodes
from tests.clock import FrozenClock
from tests.conftest import SHANGHAI
from tests.flows.study import FIRST, arrange
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town, town_of

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = "12月4日下午三点"  # a week from Friday: eleven days ahead
NUDGE = "有一次会议，您能来吗"


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


WEEK, DAY, HOURS = at(11, 27, 15), at(12, 3, 15), at(12, 4, 13)


async def passes(town: Town, moment: datetime) -> None:
    """The clock comes to this moment and the bell rings, once for the plans and once more for what they promised."""
    town.at(moment)
    for _ in range(2):
        await town.app.ring()
        await town.settle()
        town.forward(seconds=4)
        await town.settle()


def heard(town: Town, who: str) -> list[str]:
    """What somebody has heard in private since the last look."""
    mine = [one for one in town.stage.unheard if town.stage.is_in(one, town[who].chat)]
    town.stage.unheard = [one for one in town.stage.unheard if one not in mine]
    return [one.text for one in mine]


async def phone_list(town: Town) -> str:
    """Whom the group leader is to phone."""
    town.forget_unheard()
    return (await town.ask(CHEN, "电话单")).text


async def planned(town: Town, when: str = FRIDAY, title: str = "十二月党小组会") -> None:
    """A meeting is announced, and the planner has seen it; what was said so far is forgotten."""
    await town.plan(title=title, when=when)
    await passes(town, town.clock.now())
    town.forget_unheard()


@pytest.fixture
async def town(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[Town]:
    """The town; what else is said in it is none of these tests' business."""
    async with town_of(database_url, key_file, clock) as made:
        yield made
        made.forget_unheard()


async def test_the_members_story(town: Town) -> None:
    """S5, S6: seven days, one day, two hours before; whoever has answered is asked no more."""
    await planned(town)
    await passes(town, WEEK - timedelta(minutes=1))
    assert heard(town, MING) == []
    await passes(town, WEEK)
    nudge = await town.hears(MING, NUDGE)
    assert "12月4日（周五）15:00" in nudge.text
    assert nudge.buttons == [["👌 会来", "🙋 请假"]]
    offer = await town.tap(MING, "👌 会来", nudge)
    assert offer.edited
    assert "12月4日（周五）13:00" in offer.text
    assert offer.buttons == [["▫️ 前一天", "✅ 前两小时"], ["不用提醒"]]
    receipt = await town.tap(YU, "🙋 请假", await town.hears(YU, NUDGE))
    assert "已为您请假" in receipt.text
    town.forget_unheard()
    await passes(town, DAY)
    assert any(NUDGE in said for said in heard(town, ZHOU))
    assert heard(town, MING) == heard(town, YU) == []
    await passes(town, HOURS)
    assert "您要来的会，快到了" in heard(town, MING)[0]
    assert heard(town, YU) == []
    assert not [said for said in heard(town, ZHOU) if "会议" in said]


async def test_what_was_chosen_for_this_meeting(town: Town) -> None:
    """S5: 会来 offers, and the offer is the switch."""
    board, _ = await town.plan(when=FRIDAY)
    await town.toast(MING, "👌 会来", board)
    offer = await town.hears(MING, "到时这样提醒您")
    offer = await town.tap(MING, "▫️ 前一天", offer)
    assert offer.buttons == [["✅ 前一天", "✅ 前两小时"], ["不用提醒"]]
    offer = await town.tap(MING, "✅ 前两小时", offer)
    await town.toast(MING, "👌 会来", board)
    await town.toast(YU, "👌 会来", board)
    none = await town.tap(YU, "不用提醒", await town.hears(YU, "到时这样提醒您"))
    assert none.buttons == [["▫️ 前一天", "▫️ 前两小时"]]
    town.forget_unheard()
    await passes(town, WEEK)
    await passes(town, DAY)
    assert ["您要来的会，快到了" in said for said in heard(town, MING)] == [True]
    await passes(town, HOURS)
    assert heard(town, MING) == heard(town, YU) == []
    assert "不能改了" in (await town.toast(MING, "▫️ 前两小时", offer)).text


async def test_what_is_offered_is_what_will_come(town: Town) -> None:
    """S5, S8, S16: not by night, unless they ask for it; and in the message of the day for who likes that."""
    early, _ = await town.plan(title="早会", when="12月4日早上七点半")
    await town.toast(MING, "👌 会来", early)
    offer = await town.hears(MING, "要提醒您吗")
    assert offer.buttons == [["▫️ 前一天", "▫️ 前两小时"]]
    offer = await town.tap(MING, "▫️ 前两小时", offer)
    assert "12月4日（周五）05:30" in offer.text
    assert offer.buttons == [["▫️ 前一天", "✅ 前两小时"], ["不用提醒"]]
    await town.tap(YU, "▫️ 每天一条", await town.ask(YU, "提醒"))
    town.forget_unheard()
    later, _ = await town.plan(title="下午的会", when=FRIDAY)
    await town.toast(YU, "👌 会来", later)
    assert "12月4日（周五）08:00" in (await town.hears(YU, "到时这样提醒您")).text
    town.forget_unheard()
    await passes(town, at(12, 4, 5, 30))
    assert [("早会" in said) for said in heard(town, MING)] == [True]
    await passes(town, at(12, 4, 8))
    assert any("下午的会" in said for said in heard(town, YU))
    await passes(town, HOURS)
    assert heard(town, YU) == []


async def test_a_reminder_that_somebody_set_passes_the_night(town: Town) -> None:
    """S8: the others wait for the morning."""
    board, _ = await town.plan(when="12月4日早上七点半")
    await town.toast(MING, "👌 会来", board)
    offer = await town.tap(MING, "▫️ 前一天", await town.hears(MING, "要提醒您吗"))
    await town.tap(MING, "▫️ 前两小时", offer)
    await passes(town, at(11, 27, 7, 30))
    town.forget_unheard()
    await passes(town, at(12, 3, 7, 30))
    assert len(heard(town, MING)) == 1
    assert heard(town, YU) == []
    await passes(town, at(12, 3, 8))
    assert any(NUDGE in said for said in heard(town, YU))
    await passes(town, at(12, 4, 5, 30))
    assert len(heard(town, MING)) == 1


@pytest.mark.parametrize(
    ("when", "moments"),
    [
        pytest.param("周三上午十点", [at(11, 24, 10)], id="two days ahead: the day before only"),
        pytest.param("今天上午十一点", [], id="an hour ahead: nothing"),
    ],
)
async def test_what_is_announced_late(town: Town, when: str, moments: list[datetime]) -> None:
    await planned(town, when)
    for moment in (at(11, 23, 10, 30), at(11, 24, 10), at(11, 25, 9)):
        await passes(town, moment)
        assert any(NUDGE in said for said in heard(town, YU)) == (moment in moments)


async def test_leave_that_a_leader_enters_stops_it_too(town: Town) -> None:
    _, panel = await town.plan(when=FRIDAY)
    people = await town.tap(CHEN, "🙋 代人请假", panel)
    town[CHEN].presses("小雨", on=people)
    await town.settle()
    town.forget_unheard()
    await passes(town, WEEK)
    assert heard(town, YU) == []
    assert any(NUDGE in said for said in heard(town, MING))


async def test_three_a_day_and_the_last_carries_the_rest(town: Town) -> None:
    """S7."""
    for said_as in ("上午九点", "上午十点", "上午十一点", "下午三点"):
        await planned(town, f"12月4日{said_as}", f"{said_as}的会")
    said = []
    for hour in (9, 10, 11, 15, 16):
        await passes(town, at(11, 27, hour))
        said.append(heard(town, MING))
    assert [len(some) for some in said] == [1, 1, 1, 0, 0]
    assert "上午十一点的会" in said[2][0]
    assert "下午三点的会" in said[2][0]


async def test_an_answer_under_one_of_several_leaves_the_others(town: Town) -> None:
    await planned(town, "12月4日下午三点", "第一个会")
    await planned(town, "12月4日下午四点", "第二个会")
    card = await town.ask(MING, "提醒")
    await town.tap(MING, "▫️ 每天一条", card)
    await passes(town, at(11, 27, 8))
    both = await town.hears(MING, "有几件事，一起告诉您")
    assert both.buttons == [["① 👌 会来", "① 🙋 请假"], ["② 👌 会来", "② 🙋 请假"]]
    town[MING].presses("① 👌 会来", on=both)
    left = await town.hears(MING, "第二个会")
    assert left.edited
    assert "第一个会" not in left.text
    assert left.buttons == [["👌 会来", "🙋 请假"]]
    assert "第一个会" not in (await town.hears(MING, "到时这样提醒您")).text
    receipt = await town.tap(MING, "🙋 请假", left)
    assert receipt.edited
    assert "已为您请假" in receipt.text
    await town.settle()
    town.forget_unheard()
    await passes(town, at(11, 27, 16))
    assert heard(town, MING) == []


async def test_one_message_a_day_or_a_week(town: Town) -> None:
    """S16: the card lives, and what waits moves with it."""
    await planned(town)
    card = await town.ask(MING, "提醒")
    assert card.buttons == [
        ["✅ 前七天", "✅ 前一天"],
        ["✅ 前两小时"],
        ["🔘 一件一件说"],
        ["▫️ 每天一条", "▫️ 每周一条"],
        ["🌙 免打扰几天"],
    ]
    assert "每天早上一条" in (await town.tap(MING, "▫️ 每天一条", card)).text
    assert "每周一早上一条" in (await town.tap(YU, "▫️ 每周一条", await town.ask(YU, "提醒"))).text
    town.forget_unheard()
    await passes(town, at(11, 27, 8))
    assert any(NUDGE in said for said in heard(town, MING))
    await passes(town, WEEK)
    assert heard(town, MING) == []
    assert any(NUDGE in said for said in heard(town, YU))  # their Monday had gone by when the meeting was announced
    await passes(town, at(11, 30, 8))
    assert any(NUDGE in said for said in heard(town, YU))
    assert heard(town, MING) == []


async def test_steps_that_are_switched_off(town: Town) -> None:
    """S5: each by itself, also for what waits already, and on again."""
    await planned(town)
    card = await town.tap(MING, "✅ 前七天", await town.ask(MING, "提醒"))
    await town.tap(YU, "▫️ 前七天", await town.tap(YU, "✅ 前七天", await town.ask(YU, "提醒")))
    await passes(town, WEEK)
    assert heard(town, MING) == []
    assert any(NUDGE in said for said in heard(town, YU))
    await town.tap(MING, "✅ 前一天", card)
    await passes(town, DAY)
    assert heard(town, MING) == []


async def test_after_two_nudges_a_person_phones(town: Town) -> None:
    """S7: who has answered meanwhile is not on the list, and nobody is nudged a third time."""
    await planned(town)
    await passes(town, WEEK)
    await passes(town, DAY)
    await town.toast(YU, "🙋 请假", town.group.board)
    await passes(town, at(12, 3, 19))
    listed = await phone_list(town)
    assert "小明" in listed
    assert "小雨" not in listed
    town.forget_unheard()
    await passes(town, HOURS)
    assert heard(town, MING) == []


async def test_whom_no_message_reaches(town: Town) -> None:
    """S12: the old member without a telephone, and who stopped the bot; nothing more is sent to either."""
    await planned(town)
    town[MING].chat.blocked = True
    await passes(town, WEEK)
    await passes(town, DAY)
    sent = [call for call in town.box.world.calls if call.method == "sendMessage" and call.refusal]
    assert len(sent) == 1
    listed = await phone_list(town)
    assert WANG in listed
    assert MING in listed
    town[MING].chat.blocked = False


async def test_nothing_is_repeated_after_a_restart(town: Town) -> None:
    """S11."""
    await planned(town)
    await passes(town, WEEK)
    assert len(heard(town, MING)) == 1
    await town.restart()
    await passes(town, WEEK + timedelta(minutes=1))
    assert heard(town, MING) == []


async def test_the_clock_steps_back_an_hour(town: Town) -> None:
    await planned(town)
    await passes(town, WEEK)
    assert len(heard(town, MING)) == 1
    for moment in (WEEK - timedelta(hours=1), WEEK, WEEK + timedelta(minutes=1)):
        await passes(town, moment)
    assert heard(town, MING) == []


async def test_three_days_down(town: Town) -> None:
    """What is still worth saying is said once."""
    await planned(town)
    await planned(town, "12月1日下午三点", "月初的会")
    await town.stop()
    town.at(at(11, 30, 16))
    await town.start()
    await passes(town, at(11, 30, 16))
    said = heard(town, MING)
    assert len(said) == 1
    assert said[0].count("月初的会") == 1
    assert said[0].count("十二月党小组会") == 1


async def test_be_quiet_until_a_day(town: Town) -> None:
    """S9: said in words; what waits is said afterwards, if it is still worth anything; nobody is asked for help."""
    await planned(town)
    receipt = await town.ask(MING, "/免打扰 到 12月1日")
    assert "从现在到12月1日（周二），含这一天" in receipt.text
    assert "不会丢" in receipt.text
    async with town.database.read() as tx:
        assert await standins.is_away(Turn(tx, town.clock.now()), town.members[MING].id)
    await passes(town, WEEK)
    await passes(town, at(12, 1, 20))
    assert heard(town, MING) == []
    await passes(town, at(12, 2, 8))
    assert len(heard(town, MING)) == 1


async def test_who_is_back_too_late_for_the_first_nudge_hears_the_second(town: Town) -> None:
    await planned(town)
    await town.ask(MING, "免打扰 到 12月2日")
    await passes(town, WEEK)
    await passes(town, at(12, 3, 8))
    assert heard(town, MING) == []
    await passes(town, DAY)
    assert len(heard(town, MING)) == 1


async def test_quiet_is_over_by_one_tap(town: Town) -> None:
    await planned(town)
    question = await town.ask(MING, "免打扰")
    assert question.buttons == [["一天", "三天"], ["一周", "一个月"], ["取消"]]
    assert "总要有个日子" in (await town.ask(MING, "到我说为止")).text
    receipt = await town.ask(MING, "出差到12月1日")
    await passes(town, WEEK)
    assert heard(town, MING) == []
    over = await town.tap(MING, "☀️ 结束免打扰", receipt)
    assert "免打扰结束了" in over.text
    await passes(town, WEEK + timedelta(minutes=5))
    assert any(NUDGE in said for said in heard(town, MING))
    data = next(one["callback_data"] for row in receipt.button_rows for one in row)
    town[MING].presses_data(data, on=over)
    assert "不用结束" in (await town.hears(MING, "免打扰")).text


@pytest.mark.parametrize("said", ["/免打扰到12月1日", "/quiet 到12月1日", "免打扰 到12月1日", "/免打扰\u3000到12月1日"])
async def test_the_ways_to_say_it(town: Town, said: str) -> None:
    assert "12月1日（周二）" in (await town.ask(MING, said)).text
    card = await town.ask(MING, "提醒")
    assert "正在免打扰，到12月1日（周二）为止，含这一天" in card.text
    assert card.buttons[-1] == ["☀️ 结束免打扰"]


async def test_a_day_that_is_not_understood_is_asked_for(town: Town) -> None:
    assert "没看懂是到哪天" in (await town.ask(MING, "/免打扰 一阵子")).text
    assert "11月25日（周三）" in (await town.ask(MING, "三天")).text


async def test_u11_what_can_wait_makes_no_sound(town: Town) -> None:
    """Only a meeting, and who is to be phoned, are of an hour."""
    await planned(town)
    await arrange(town)
    await passes(town, WEEK)
    await passes(town, at(11, 30, 8, 1))
    sent = [call.params for call in town.box.world.calls if call.method == "sendMessage"]
    mine = [one for one in sent if int(one["chat_id"]) == town[MING].id]
    said = [(one["disable_notification"], part) for one in mine for part in (NUDGE, FIRST) if part in one["text"]]
    assert said == [("false", NUDGE), ("true", FIRST)]
    town.forget_unheard()


async def test_a_branch_without_reminders(town: Town) -> None:
    """A12."""
    await planned(town)
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset({Feature.REMINDERS}))
    await passes(town, WEEK)
    assert heard(town, MING) == heard(town, YU) == []
    assert "没有开通" in (await town.ask(MING, "提醒")).text


async def test_a_meeting_that_is_moved_or_cancelled(town: Town) -> None:
    """The planner needs no word from whoever changes the date: it compares."""
    await planned(town, title="要改期的会")
    await planned(town, title="要取消的会")
    table = meetings.meetings
    async with town.database.write() as tx:
        later = datetime(2026, 12, 8, 15, tzinfo=SHANGHAI)
        await tx.execute(sa.update(table).where(table.c.title == "要改期的会").values(starts_at=later))
        await tx.execute(sa.update(table).where(table.c.title == "要取消的会").values(state="cancelled"))
    await passes(town, WEEK)
    assert heard(town, MING) == []
    await passes(town, at(12, 1, 15))
    said = heard(town, MING)
    assert len(said) == 1
    assert "12月8日（周二）15:00" in said[0]


async def test_an_invitation_in_private_is_no_nudge_behind_it(town: Town) -> None:
    """A committee meeting invites in private: the nudge that would come an hour later is left out."""
    question = await town.tap(ZHOU, "支委会", await town.ask(ZHOU, "新会议"))
    await town.ask(ZHOU, "十一月支委会", "11月30日上午十一点")
    question = await town.ask(ZHOU, "二楼")
    await town.tap(ZHOU, "📣 发布", question)
    await passes(town, at(11, 23, 11))
    town.forget_unheard()
    await passes(town, at(11, 23, 11, 30))
    assert heard(town, ZHOU) == []
    await passes(town, at(11, 29, 11))
    assert any(NUDGE in said for said in heard(town, ZHOU))


async def test_others_have_no_use_of_my_buttons(town: Town) -> None:
    await planned(town)
    await passes(town, WEEK)
    nudge = await town.hears(MING, NUDGE)
    yus = await town.ask(YU, "菜单")
    for label in ("👌 会来", "🙋 请假"):
        data = next(one["callback_data"] for row in nudge.button_rows for one in row if one["text"] == label)
        assert "过期" in (await town[YU].toast(town[YU].presses_data(data, on=yus))).text
    offer = await town.tap(MING, "👌 会来", nudge)
    data = next(one["callback_data"] for row in offer.button_rows for one in row if one["text"] == "不用提醒")
    assert "不能改了" in (await town[YU].toast(town[YU].presses_data(data, on=yus))).text
    await passes(town, HOURS)
    assert any("您要来的会，快到了" in said for said in heard(town, MING))


async def test_summer_time_in_a_foreign_zone(
    database_url: str, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day before is the same hour on the wall, also where the day has 23 hours."""
    monkeypatch.setenv("XIAOBAN_TIMEZONE", "Europe/Berlin")
    clock = FrozenClock(datetime(2026, 3, 16, 10, tzinfo=BERLIN))
    async with town_of(database_url, key_file, clock) as abroad:
        assert abroad.settings.zone == BERLIN
        await planned(abroad, "3月29日上午十点")
        await passes(abroad, datetime(2026, 3, 22, 10, tzinfo=BERLIN))
        assert any("3月29日（周日）10:00" in said for said in heard(abroad, MING))
        await passes(abroad, datetime(2026, 3, 28, 9, 59, tzinfo=BERLIN))
        assert heard(abroad, MING) == []
        await passes(abroad, datetime(2026, 3, 28, 10, tzinfo=BERLIN))
        assert any("3月29日（周日）10:00" in said for said in heard(abroad, MING))
        abroad.forget_unheard()


async def test_a_public_holiday_defers(database_url: str, key_file: Path) -> None:
    """S8: National Day is a week off; what is due in it is said when work begins, once."""
    clock = FrozenClock(datetime(2026, 9, 22, 10, tzinfo=SHANGHAI))
    async with town_of(database_url, key_file, clock) as before:
        await planned(before, "10月8日下午三点")
        await passes(before, at(10, 1, 15))
        await passes(before, at(10, 7, 15))
        assert heard(before, MING) == []
        await passes(before, at(10, 8, 8))
        assert len(heard(before, MING)) == 1
        before.forget_unheard()
