"""What comes too late is not said, and what is said twice is done once (K1, C15, C17, MTG-09)."""

from datetime import date

from domain.care import TalkState
from domain.party_dates import PartyDates
from storage import care_plans, care_talks, care_visits
from tests.flows.quarter import CHEN, LI, MING, YU, Quarter
from tests.flows.test_care_dates import alone, at, dated, in_group
from tests.flows.test_talks import book, label_of


async def test_a_greeting_comes_on_its_day_and_not_at_night(quarter: Quarter) -> None:
    """Down from the evening before: nothing at half past nine at night, nothing two days later, in no chat."""
    async with alone(quarter):
        await dated(quarter, MING, PartyDates(date(2015, 12, 5)))
        await at(quarter, 2026, 12, 4, 20)
        await at(quarter, 2026, 12, 5, 21, 30)
        assert quarter.heard(MING) == []
        await at(quarter, 2026, 12, 7, 9)
        await at(quarter, 2026, 12, 5, 10)  # the clock is put back: the day has been seen
        assert quarter.heard(MING) == []
        assert in_group(quarter) == []
        async with quarter.town.database.read() as tx:
            assert await care_plans.to_look_at(tx, date(2026, 12, 5), 5) == []


async def test_what_two_say_is_asked_once(quarter: Quarter) -> None:
    """小雨 and 李委员 both say that 小明 is in hospital: one question, one row; after the yes the same."""
    town = quarter.town
    for who in (YU, LI):
        question = await town.tap(who, "住院", await town.ask(who, "报一件事", MING))
        assert "谢谢您惦记" in (await town.tap(who, "报上去", question)).text
    await quarter.settle()
    (asked,) = [one for one in quarter.heard(MING) if "可以来看您吗" in one.text]
    await town.toast(MING, label_of(asked, "可以来"), asked)
    question = await town.tap(YU, "住院", await town.ask(YU, "报一件事", MING))
    await town.tap(YU, "报上去", question)
    async with town.database.read() as tx:
        (visit,) = await care_visits.about(tx, quarter.member(MING).id)
    assert visit.reported_by is None
    await quarter.settle()
    town.forget_unheard()


async def test_a_talk_that_one_alone_has_named_is_not_held(quarter: Quarter) -> None:
    """An old 谈过了 from before another time was asked for: the other one has not said yes to it."""
    town = quarter.town
    card = await book(quarter)
    await town.toast(CHEN, "可以", card)
    await quarter.settle()
    agreed = next(one for one in reversed(quarter.heard(CHEN)) if "✅ 谈过了" in str(one.buttons))
    old = next(one["callback_data"] for row in agreed.button_rows for one in row if one["text"] == "✅ 谈过了")
    await town.tap(CHEN, "换个时间", agreed)
    await town.ask(CHEN, "周六下午两点")
    await quarter.settle()
    town.forward(seconds=9)
    town[CHEN].presses_data(old, on=agreed)
    await quarter.settle()
    async with town.database.read() as tx:
        (talk,) = await care_talks.all_of(tx, quarter.member(MING).id)
    assert (talk.state, talk.held_on) == (TalkState.ASKED, None)
    town.forget_unheard()
