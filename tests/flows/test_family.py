"""代办: by the consent of both, each deed told, ended with one tap, and never a sign-in (U9, M35)."""

from datetime import datetime

from domain.family import Deed, Tie
from domain.meetings import Rsvp
from domain.messages import Press
from sandbox.play.heard import Heard
from storage import attendees, family
from storage import leave as answers
from tests.conftest import SHANGHAI
from tests.flows.intruders import QIAN, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, HE, LI, MING, WANG, WU, YU, ZHOU, Quarter
from tests.flows.town import STRANGER, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


async def offers(town: Town, who: str, whom: str, tie: str = "结对") -> Heard:
    """我想替人办, as far as the question has been sent."""
    await town.tap(who, "我想替人办", await town.ask(who, "代办"))
    question = await town.tap(who, tie, await town.ask(who, whom))
    assert "不能办：签到" in question.text
    return await town.tap(who, "📨 对，去问", question)


async def answer_of(town: Town, who: str) -> Rsvp | None:
    async with town.database.read() as tx:
        return await answers.answer_of(tx, 1, town.members[who].id)


async def test_for_a_member_without_a_telephone(town: Town) -> None:
    """The leader asks her and is named; 小雨 answers, the approver reads who did; signing in stays the leader's."""
    await town.plan()
    assert "请陈姐去问本人" in (await offers(town, YU, WANG)).text
    card = await town.hears(CHEN, "小雨想替王奶奶办事")
    assert "王奶奶没有手机，请您先问过本人" in card.text
    await town.restart()
    done = await town.tap(CHEN, "本人同意", card)
    assert "小雨替王奶奶办" in done.text
    told = await town.hears(YU, "王奶奶同意了")
    sheet = await town.tap(YU, "替 王奶奶 办", told)
    assert "十一月党小组会：还没答复" in sheet.text
    assert not [label for row in sheet.buttons for label in row if "签到" in label]
    sheet = await town.tap(YU, "🙋 请假：11月27日（周五）", sheet)
    assert "十一月党小组会：请假" in sheet.text
    assert "王奶奶 请假，小雨代办" in (await town.hears(CHEN, "王奶奶 请假")).text
    assert await answer_of(town, WANG) is Rsvp.LEAVE
    sheet = await town.tap(YU, "👌 会来：11月27日（周五）", sheet)
    assert "十一月党小组会：会来" in sheet.text
    assert await answer_of(town, WANG) is Rsvp.GOING
    town.at(FRIDAY_THREE)
    await town.settle()
    town.forget_unheard()
    assert "签" not in str((await town.ask(YU, "签到")).buttons)
    async with town.database.read() as tx:
        present = {one.member.name for one in await attendees.of_meeting(tx, 1) if one.present}
        assert [(row.consent_by, row.stands) for row in await family.of_person(tx, town.members[WANG].id)] == [
            (town.members[CHEN].id, True)
        ]
    assert present == {YU}
    await town.board()
    town.forget_unheard()
    page = await town.ask(CHEN, "代办")
    assert "小雨替王奶奶" in page.text
    assert "从现在起算" in (await town.tap(CHEN, "停下：小雨替王奶奶", page)).text
    assert "停下了" in (await town.hears(YU, "替王奶奶办的事停下了")).text
    over = await town.toast_data(YU, sheet, "🙋 请假：11月27日（周五）")
    assert "已经停了" in over.text
    assert await answer_of(town, WANG) is Rsvp.GOING
    town.forget_unheard()


async def test_asked_by_the_member_agreed_by_the_other_and_taken_back(town: Town) -> None:
    """Each thing that was done is told to whose it is, and stands on their page; one tap ends it."""
    await town.plan()
    page = await town.ask(MING, "代办")
    question = await town.tap(MING, "请人替我办", page)
    assert "没有找到「小红」" in (await town.ask(MING, "小红")).text
    question = await town.ask(MING, YU)
    assert "请点下面的一个按钮" in (await town.ask(MING, "邻居")).text
    question = await town.tap(MING, "亲属", await town.ask(MING, "不知道"))
    assert "去问小雨了" in (await town.tap(MING, "📨 对，去问", question)).text
    card = await town.hears(YU, "小明想请您替着办事（亲属）")
    assert await answer_of(town, MING) is None
    assert card.buttons == [["愿意", "不方便"]]
    page = await town.ask(YU, "代办")
    await town.tap(YU, "同意：小雨替小明", page)
    assert "已经停了，或者办过了" in (await town.toast(YU, "不方便", card)).text
    own = await town.hears(MING, "小雨答应了")
    assert own.buttons == [["不用 小雨 代办了"]]
    sheet = await town.tap(YU, "替 小明 办", await town.ask(YU, "代办"))
    await town.tap(YU, "👌 会来：11月27日（周五）", sheet)
    assert "小雨替您答复会来：十一月党小组会" in (await town.hears(MING, "小雨替您")).text
    page = await town.ask(MING, "代办")
    assert "小雨：答复会来" in page.text
    await town.tap(MING, "不用 小雨 代办了", page)
    assert "已经停了" in (await town.toast_data(YU, sheet, "🙋 请假：11月27日（周五）")).text
    assert await answer_of(town, MING) is Rsvp.GOING
    town.forget_unheard()


async def test_asked_by_the_other_declined_and_never_a_reason(town: Town) -> None:
    assert "去问小明了" in (await offers(town, YU, MING)).text
    card = await town.hears(MING, "小雨想替您办事（结对）")
    assert "已经说好了，或者还在等答复" in (await offers(town, YU, MING)).text
    assert "先不用" in (await town.tap(MING, "先不用", card)).text
    assert "没有关系" in (await town.hears(YU, "先不用代办")).text
    assert "已经停了" in (await town.toast_data(MING, card, "同意")).text
    town.forget_unheard()


async def test_help_for_who_has_no_telephone_comes_back_to_who_stands_for_them(quarter: Quarter) -> None:
    town, wang, yu = quarter.town, quarter.member(WANG), quarter.member(YU)
    await offers(town, YU, WANG)
    await town.tap(CHEN, "本人同意", await town.hears(CHEN, "小雨想替王奶奶办事"))
    sheet = await town.tap(YU, "替 王奶奶 办", await town.hears(YU, "王奶奶同意了"))
    question = await town.tap(YU, "替着求助", sheet)
    question = await town.tap(YU, WANG, question)
    question = await town.ask(YU, "家里的煤气灶打不着火，想请人看看")
    if "算哪一类" in question.text:
        question = await town.tap(YU, question.buttons[0][0], question)
    await town.tap(YU, "📨 本人同意，发送", question)
    async with town.database.read() as tx:
        assert [one.deed for one in await family.done_for(tx, wang.id, 5)] == [Deed.HELP]
        assert [one.proxy_id for one in await family.done_for(tx, wang.id, 5)] == [yu.id]
    assert "26-001" in (await town.ask(YU, "我的求助")).text
    town.forget_unheard()


async def test_nobody_else_says_yes_acts_or_ends_it(quarter: Quarter) -> None:
    await next_door(quarter)
    town, now = quarter.town, quarter.town.clock.now()
    await town.plan()
    ming, yu, wang = (quarter.member(name) for name in (MING, YU, WANG))
    async with town.database.write() as tx:
        asked = await family.ask(tx, ming.id, yu.id, Tie.PAIR, ming.id, now)
        running = await family.ask(tx, ming.id, quarter.member(ZHOU).id, Tie.PAIR, ming.id, now)
        await family.agree(tx, running.id, None, now)
        for_wang = await family.ask(tx, wang.id, yu.id, Tie.PAIR, yu.id, now)
    others = (CHEN, LI, HE, WU, QIAN, STRANGER)
    on = await anchors(quarter, others)
    before = await state(quarter)
    presses = [Press(action, (row.id,)) for action in ("fay", "fan", "fax", "fao") for row in (asked, running)]
    presses += [Press(action, (running.id, 1)) for action in ("fag", "fal", "fas", "fam")]
    for press in presses:
        for attempt in await all_press(quarter, on, press):
            assert attempt.holds(["十一月党小组会"]) == []
    assert await state(quarter) == before
    for attempt in await all_press(quarter, await anchors(quarter, (YU, HE, WU, QIAN)), Press("fay", (for_wang.id,))):
        assert attempt.holds(["说好了"]) == []
    assert await state(quarter) == before
    town.forget_unheard()
