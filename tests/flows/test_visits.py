"""走访: reported, asked, somebody goes, a promise, a next step; and who was contacted (C17, C18, K6, K12, CARE-05)."""

from datetime import timedelta

import sqlalchemy as sa

from domain.calls import Matter
from domain.care import Contact
from domain.members import Role
from domain.messages import Press
from domain.privacy import Scope
from services import privacy
from services.calls import phoning
from services.care import contacting, contacts, mourning
from services.own_data import exporting, forgetting
from services.requests import helping
from services.turn import Turn, post
from storage import access_log, calls, care_contacts, care_visits, people
from tests.flows.quarter import CHEN, LI, MING, SUN, WANG, YU, ZHOU, Quarter
from tests.flows.study import presses
from tests.flows.test_helping import sounded
from tests.flows.test_sentinel import everything
from tests.flows.test_talks import label_of, labels, morning

WORDS, HOW, PROMISE, NEXT = "床位在六楼靠窗", "气色比上周好些", "帮忙把热水壶修好", "再去送一趟书"
SAID = (WORDS, HOW, PROMISE, NEXT)

OF_AN_ASK = {"cna", "cnt"}


async def report_own(quarter: Quarter, who: str = MING, what: str = "住院", *, words: str = WORDS) -> None:
    """Somebody reports something of their own, agrees, and wants to be visited."""
    town = quarter.town
    question = await town.ask(who, "报一件事")
    question = await town.tap(who, "是我自己", question)
    question = await town.tap(who, what, question)
    if "您同意我记下吗" in question.text:
        question = await town.tap(who, "同意", question)
    question = await town.ask(who, words) if words else await town.tap(who, "不写", question)
    assert "记下了" in (await town.tap(who, "可以来看我", question)).text


async def test_from_the_first_word_to_the_next_step(quarter: Quarter) -> None:
    town = quarter.town
    question = await town.tap(MING, "是我自己", await town.ask(MING, "报一件事"))
    assert "心里不好受" in labels(question)
    assert "去世" not in labels(question)
    town.forget_unheard()
    await report_own(quarter)
    own = await town.hears(MING, "来看您")
    assert "陈姐会在11月26日" in own.text
    card = await town.hears(CHEN, "请您去看看 小明")
    assert "本人说：可以来" in card.text
    assert WORDS not in card.text
    toast = await town.toast(CHEN, "🔒 看本人写的", card)
    assert (WORDS in toast.text, toast.alert) == (True, True)
    chosen = await town.tap(CHEN, "换人去", card)
    await town.tap(CHEN, label_of(chosen, LI), chosen)
    assert "交给别的同志" in (await town.hears(CHEN, "交给别的同志")).text
    card = await town.hears(LI, "请您去看看 小明")
    town.forget_unheard()
    await town.restart()
    await morning(quarter, 25)
    assert "在等您" in (await town.hears(LI, "小明（住院）")).text
    await morning(quarter, 26)
    waits = await town.hears(LI, "小明（住院）")
    await town.toast(LI, "✅ 去过了", waits)
    card = await town.hears(LI, "您去看了 小明")
    await _note(quarter, card)
    own = await town.hears(MING, "答应的事")
    assert all(one in own.text for one in (HOW, PROMISE, NEXT))
    assert not [one for one in SAID if one.encode() in await everything(town)]
    town.forget_unheard()
    await morning(quarter, 3, month=12)
    waits = await town.hears(LI, "说好的下一步")
    assert "本人也看得到" in (await town.toast(LI, label_of(waits, "下一步办好了"), waits)).text
    assert "已办好" in (await town.hears(MING, "下一步")).text
    page = await town.ask(MING, "走访")
    assert "有 1 位同志打开看过" in page.text
    async with town.database.read() as tx:
        opened = [one for one in await access_log.about(tx, quarter.member(MING).id) if one.granted]
        contacts = await care_contacts.all_about(tx, quarter.member(MING).id)
    assert [(one.actor_id, one.action) for one in opened] == [(quarter.member(CHEN).id, "read_visit")]
    assert [(by, str(how)) for by, how, _ in contacts] == [(quarter.member(LI).id, "visit")]
    await _taken_back(quarter)


async def _note(quarter: Quarter, card: object) -> None:
    town = quarter.town
    await town.tap(LI, "📝 记几句", card)  # type: ignore[arg-type]
    assert "不要写金额" in (await town.ask(LI, "给了500元慰问")).text
    await town.ask(LI, HOW)
    await town.ask(LI, PROMISE)
    question = await town.ask(LI, NEXT)
    assert "12月3日（周四）" in (await town.tap(LI, "一周后", question)).text


async def _taken_back(quarter: Quarter) -> None:
    """V3: the consent taken back takes all of it along; until then all of it is in their own file."""
    town, ming = quarter.town, quarter.member(MING)
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        held = str(await exporting.everything(turn, ming))
        assert all(one in held for one in SAID)
        assert (await forgetting.forget_scope(turn, ming, Scope.CARE))["visits"] == 1
        assert await care_visits.about(tx, ming.id) == []
        await post(tx, [turn])
    await quarter.settle()
    town.forget_unheard()


async def test_somebody_else_is_asked_first(quarter: Quarter) -> None:
    """C17: no leader hears of it before the person has said yes; 不用了 leaves no row; spirits are one's own to say."""
    town = quarter.town
    question = await town.tap(YU, "取消", await town.ask(YU, "报一件事"))
    question = await town.ask(YU, "报一件事", MING)
    assert "心里不好受" not in labels(question)
    question = await town.tap(YU, "亲人去世", question)
    assert "怎么回答由本人定" in (await town.tap(YU, "报上去", question)).text
    asked = await town.hears(MING, "可以来看您吗")
    assert "小雨惦记着您" in asked.text
    assert [who for who in (CHEN, ZHOU, LI, SUN) if quarter.heard(who)] == []
    assert "没有留下记录" in (await town.tap(MING, "不用了", asked)).text
    assert await _rows(quarter) == []
    question = await town.ask(YU, "报一件事", MING)
    question = await town.tap(YU, "亲人去世", question)
    await town.tap(YU, "报上去", question)
    await town.toast(MING, "不方便，请打电话", await town.hears(MING, "可以来看您吗"))
    card = await town.hears(ZHOU, "请您给 小明 打个电话")
    (row,) = await _rows(quarter)
    assert (row.reported_by, row.wish, row.state) == (None, "call", "named")
    async with town.database.read() as tx:
        turn = Turn(tx, town.clock.now())
        assert await mourning.until(turn, quarter.member(MING).id) == town.clock.now().date() + timedelta(days=100)
        assert await mourning.until(turn, quarter.member(YU).id) is None
        assert await privacy.has(turn, quarter.member(MING).id, Scope.CARE)
    await town.toast(ZHOU, "✅ 打过了", card)
    town.forget_unheard()
    question = await town.ask(YU, "报一件事", MING)
    question = await town.tap(YU, "搬家", question)
    await town.tap(YU, "报上去", question)
    await quarter.wait(days=7, hours=1)
    assert [one.trigger for one in await _rows(quarter)] == ["bereavement"]
    town.forget_unheard()


async def test_who_has_no_telephone_counts_in_full(quarter: Quarter) -> None:
    """A leader asks 王奶奶; an emergency waits for no answer; both mornings pass without a word in the group."""
    town = quarter.town
    question = await town.ask(MING, "报一件事", WANG)
    question = await town.tap(MING, "住院", question)
    assert "已请党小组长 陈姐问一问" in (await town.tap(MING, "报上去", question)).text.replace("第三", "")
    ask = await town.hears(CHEN, "请您先问一声")
    await town.tap(CHEN, "问过本人：可以来", ask)
    card = await town.hears(CHEN, "请您去看看 王奶奶")
    await town.toast(CHEN, "✅ 去过了", card)
    card = await town.hears(CHEN, "您去看了 王奶奶")
    question = await town.tap(CHEN, "📝 记几句", card)
    for _ in range(2):
        question = await town.tap(CHEN, "不记这一条", question)
    assert "记好了" in (await town.tap(CHEN, "不记这一条", question)).text
    question = await town.ask(MING, "报一件事", WANG)
    question = await town.tap(MING, "受灾或意外", question)
    assert "请书记 老周尽快去看" in (await town.tap(MING, "报上去", question)).text.replace("支部书记", "书记")
    assert "没有先问本人" in (await town.hears(ZHOU, "王奶奶")).text
    async with town.database.write() as tx:
        await people.relieve(tx, quarter.member(ZHOU).id, town.branch_id, Role.BRANCH_SECRETARY, town.clock.now())
    await quarter.ring()
    assert "交给别的同志" in (await town.hears(ZHOU, "交给别的同志")).text
    assert "没有先问本人" in (await town.hears(CHEN, "受灾或意外")).text
    assert WANG not in str([one.text for one in town.group.chat.messages.values()])
    town.forget_unheard()


async def test_one_leader_is_asked_to_be_in_touch(quarter: Quarter) -> None:
    """E17: the one the member chose, one card, one reminder, and the member hears that it is done."""
    town, ming, chen = quarter.town, quarter.member(MING), quarter.member(CHEN)
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        assert await contacting.ask(turn, ming, chen)
        assert await contacting.ask(turn, ming, chen)
        assert not await contacting.ask(turn, ming, quarter.member(WANG))
        await post(tx, [turn])
    await quarter.ring()
    assert "这件事只告诉了您" in (await town.hears(CHEN, "小明 请您联系一下")).text
    await morning(quarter, 24)
    waits = await town.hears(CHEN, "还在等您联系")
    assert [who for who in (ZHOU, LI, SUN, YU) if quarter.heard(who)] == []
    assert "已告诉 小明" in (await town.toast(CHEN, "✅ 联系过了", waits)).text
    said = await town.hears(MING, "联系过您了")
    for action in sorted(OF_AN_ASK):
        await presses(town, YU, waits, Press(action, (1,)))
    assert "再请" not in str([one.text for one in quarter.heard(CHEN)])
    assert "再请党小组长 陈姐联系您" in (await town.tap(MING, "没有联系上，再请一次", said)).text
    assert "请您联系一下" in (await town.hears(CHEN, "小明 请您联系一下")).text
    async with town.database.write() as tx:
        await contacting.end_all(Turn(tx, town.clock.now()), ming)
    town.forget_unheard()
    await quarter.wait(days=3)
    assert not [one for one in quarter.heard(CHEN) if "联系" in one.text]
    town.forget_unheard()


async def test_the_night_is_quiet_and_what_is_urgent_is_heard(quarter: Quarter) -> None:
    """A card from one person to another sounds by day; at night it waits in silence, unless somebody is in need now."""
    town = quarter.town
    await report_own(quarter, words="")
    assert await sounded(quarter, CHEN, "visit") == [True]
    town.forward(hours=13)
    town.forget_unheard()
    question = await town.tap(YU, "搬家", await town.ask(YU, "报一件事", MING))
    await town.tap(YU, "报上去", question)
    await town.toast(MING, "可以来", await town.hears(MING, "可以来看您吗"))
    question = await town.tap(YU, "受灾或意外", await town.ask(YU, "报一件事", WANG))
    assert "同时告诉本人" not in question.text
    await town.tap(YU, "报上去", question)
    await quarter.settle()
    assert await sounded(quarter, MING, "visit_own") == [False] * len(await sounded(quarter, MING, "visit_own"))
    assert await sounded(quarter, CHEN, "visit") == [True, False]
    assert await sounded(quarter, ZHOU, "visit") == [True]
    town.forget_unheard()


async def test_what_counts_as_a_contact(quarter: Quarter) -> None:
    """K12: a call made and a request answered; of the answer neither who nor which day is kept (H23)."""
    town, ming, chen = quarter.town, quarter.member(MING), quarter.member(CHEN)
    request = await quarter.submit(MING)
    assert await quarter.take(LI, request)
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        assert (await helping.reply(turn, quarter.member(LI), request.id, "先来问问")) is not None
        answered = await care_contacts.all_about(tx, ming.id)
        await calls.ask(tx, [ming.id], Matter.STUDY, 1, turn.now)
        (call,) = await calls.of_members(tx, [ming.id])
        assert isinstance(await phoning.done(turn, chen, ming.id, call.id), phoning.Done)
        phoned = [one for one in await care_contacts.all_about(tx, ming.id) if one not in answered]
        missed = await contacts.missed(turn, chen)
    assert answered == [(ming.id, Contact.CONTACT, town.clock.now().date().replace(day=1))]
    assert phoned == [(chen.id, Contact.CALL, town.clock.now().date())]
    assert isinstance(missed, contacts.Missed)
    assert ming not in missed.members
    town.forget_unheard()


async def test_the_list_of_a_branch_is_its_own(quarter: Quarter) -> None:
    """CARE-05: the secretary changes who goes, when and with what; the next visit follows it."""
    town = quarter.town
    for word in ("走访", "谈心"):
        assert not {"什么事谁去", "什么情况要谈"} & set(labels(await town.ask(CHEN, word)))
    listed = await town.tap(ZHOU, "什么事谁去", await town.ask(ZHOU, "走访"))
    rule = await town.tap(ZHOU, "住院", listed)
    rule = await town.tap(ZHOU, "换谁去", rule)
    assert "谁去：书记" in rule.text
    rule = await town.tap(ZHOU, "换几天内", rule)
    assert "几天内：7 天" in rule.text
    await town.tap(ZHOU, "改带上什么", rule)
    await town.ask(ZHOU, "先打电话问方便不方便")
    await report_own(quarter, YU, words="")
    card = await town.hears(ZHOU, "请您去看看 小雨")
    assert "先打电话问方便不方便" in card.text
    assert "11月30日" in card.text
    own = await town.hears(YU, "来看您")
    assert "没有留下记录" in (await town.tap(YU, "不用了", own)).text
    assert "没有留下记录" in (await town.hears(ZHOU, "不用去了")).text
    assert await _rows(quarter) == []
    town.forget_unheard()


async def _rows(quarter: Quarter) -> list[sa.Row[tuple[object, ...]]]:
    async with quarter.town.database.read() as tx:
        return list(await tx.execute(sa.select(care_visits.visits).order_by(care_visits.visits.c.id)))
