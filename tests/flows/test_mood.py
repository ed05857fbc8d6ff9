"""心情: asked only after a yes, answered with one tap, and what comes of it is the member's to say (C1, C2, C5, C6)."""

from datetime import date

from domain.features import Feature
from domain.members import MemberStatus
from domain.messages import Press
from domain.mood import Face
from domain.privacy import Scope
from sandbox.play.heard import Heard
from services.mood import leaving
from services.turn import Turn
from storage import calls, moods, nodes, people
from tests.flows.cries import CRY, called, is_answer
from tests.flows.study import heard, on, presses, ring
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

WEDNESDAY = date(2026, 11, 25)
WORDS = "孩子高考没考好，夜里睡不着"
QUESTION = "现在心情怎么样"


async def agreed(town: Town, who: str = MING) -> Heard:
    """The separate consent is given; returns the question when to be asked."""
    consent = await town.ask(who, "心情")
    assert consent.buttons == [["同意，记我的心情"], ["不用了"]]
    return await town.tap(who, "同意，记我的心情", consent)


async def weekly(town: Town, who: str = MING) -> Heard:
    """Asked on Wednesdays at ten; returns the receipt. What else there is to say has been said by then."""
    await on(town, date(2026, 11, 24), 10)
    town.forget_unheard()
    question = await town.tap(who, "每周一次", await agreed(town, who))
    return await town.tap(who, "10点", await town.tap(who, "周三", question))


async def feels(town: Town, who: str, face: str) -> Heard:
    return await town.tap(who, face, await town.ask(who, "心情"))


async def test_nothing_before_a_yes(town: Town) -> None:
    """C1, C5: what it is for, with what effect, who sees it, how long; and a no costs nothing."""
    consent = await town.ask(MING, "心情")
    for said in ("为什么记", "有什么影响", "谁看得到", "90 天", "不同意，别的都照常用"):
        assert said in consent.text
    assert "匿名" not in consent.text
    assert "别的都照常用" in (await town.tap(MING, "不用了", consent)).text
    await presses(town, MING, consent, Press("mof", (int(Face.LOW), 0)))
    async with town.database.read() as tx:
        assert await moods.of_member(tx, town.members[MING].id) == []
        assert await people.consent(tx, town.members[MING].id, Scope.MOOD) is None
    assert "为什么记" in (await town[MING].hears()).text
    town[MING].says("今天心情很差，不想说话", to=town.group)  # C7: what is said in the group is nobody's mood
    for day in (date(2026, 12, 1), date(2026, 12, 2)):
        await on(town, day, 10)
    async with town.database.read() as tx:
        assert await moods.of_member(tx, town.members[MING].id) == []
    assert [one.text for who in (MING, YU, CHEN, ZHOU) for one in heard(town, who) if QUESTION in one.text] == []
    town.forget_unheard()


async def test_asked_once_a_week_and_never_chased(town: Town) -> None:
    """MOOD-01, MOOD-02, MOOD-05: the whole of some weeks, past a restart, to one tap that ends it."""
    kept = await weekly(town)
    assert "每周三 10点问您一次" in kept.text
    assert "11月25日（周三）10:00" in kept.text
    await town.restart()
    await on(town, WEDNESDAY, 9, 59)
    assert heard(town, MING) == []
    await on(town, WEDNESDAY, 10)
    (asked,) = heard(town, MING)
    assert asked.buttons[-2:] == [["😢 很不好", "这次不说"], ["不再问我"]]
    said = await town.tap(MING, "😟 不太好", asked)
    assert "只有您自己看得到" in said.text
    assert "12356" not in said.text
    assert said.buttons == [["只给自己", "写几句"], ["想聊聊", "请联系我"]]

    await on(town, date(2026, 12, 2), 10)
    (asked,) = heard(town, MING)
    said = await town.tap(MING, "😢 很不好", asked)
    assert "12356" in said.text
    assert "我谁也不告诉" in said.text
    assert (await town.tap(MING, "只给自己", said)).buttons == []

    for day, hour in ((9, 10), (9, 20), (10, 10), (12, 10), (14, 8)):
        await on(town, date(2026, 12, day), hour)
    assert [one.text for one in heard(town, MING)] == [asked.text]  # once, and not again, though nothing came of it
    await on(town, date(2026, 12, 16), 10)
    (asked,) = heard(town, MING)
    assert "这次不说" in (await town.tap(MING, "这次不说", asked)).text
    await on(town, date(2026, 12, 23), 10)
    (asked,) = heard(town, MING)
    assert "没有人知道" in (await town.tap(MING, "不再问我", asked)).text
    for day in (30, 31):
        await on(town, date(2026, 12, day), 10)
    assert [one.text for one in heard(town, MING) if QUESTION in one.text] == []
    assert [one.text for who in (CHEN, ZHOU, YU) for one in heard(town, who) if MING in one.text] == []
    async with town.database.read() as tx:
        assert await calls.of_members(tx, [town.members[MING].id]) == []
        assert len(await moods.of_member(tx, town.members[MING].id)) == 2
    town.forget_unheard()


async def test_the_member_says_what_comes_of_it(town: Town) -> None:
    """C2: 想聊聊 opens a talk; 请联系我 tells one leader that, and nothing of how they are; else nobody hears."""
    question = await agreed(town)
    assert "每月1日 10点" in question.buttons[0]
    kept = await town.tap(MING, "每月1日 10点", question)
    assert "12月1日（周二）10:00" in kept.text
    said = await town.tap(MING, "😢 很不好", await town.tap(MING, "现在就说", kept))
    await town.settle()
    assert heard(town, CHEN) == heard(town, ZHOU) == []

    which = await town.tap(MING, "请联系我", said)
    assert "都不说" in which.text
    assert which.buttons == [[CHEN, ZHOU], ["只给自己"]]
    told = await town.tap(MING, CHEN, which)
    assert "已经请陈姐联系您" in told.text
    await town.settle()
    card = "".join(one.text for one in heard(town, CHEN))
    assert MING in card
    assert not any(word in card for word in ("心情", "不好", "😢"))
    assert heard(town, ZHOU) == []
    assert "不用联系了" in (await town.tap(MING, "不用联系了", told)).text
    assert "不用再管" in (await town.hears(CHEN, "过去了")).text

    talk = await town.tap(MING, "想聊聊", await feels(town, MING, "😐 一般"))
    assert talk.buttons
    await town.ask(MING, "/cancel")
    town.forget_unheard()


async def test_words_for_oneself_and_words_of_danger(town: Town) -> None:
    """Danger before everything: it calls a human and is not kept; all other words are the member's alone."""
    await agreed(town)
    said = await feels(town, MING, "😟 不太好")
    question = await town.tap(MING, "写几句", said)
    assert "生命危险" in question.text
    assert "200 个字以内" in (await town.ask(MING, "长" * 201)).text
    assert "只有您自己看得到" in (await town.ask(MING, WORDS)).text
    await town.tap(MING, "写几句", said)
    town.forward(seconds=4)
    town[MING].says(CRY)
    assert is_answer(await town[MING].hears())
    await called(town, CHEN)
    async with town.database.read() as tx:
        (answer,) = await moods.of_member(tx, town.members[MING].id)
    assert answer.words == WORDS
    assert answer.face is Face.LOW
    town.forget_unheard()


async def test_the_small_picture_is_ones_own_and_goes(town: Town) -> None:
    """C6: light and dark, words under it, gone after ninety days, or all at once."""
    await agreed(town)
    await feels(town, MING, "🙂 不错")
    said = await feels(town, MING, "😄 很好")
    await town.tap(MING, "写几句", said)
    await town.ask(MING, WORDS)
    await on(town, WEDNESDAY, 11)
    town.forget_unheard()
    await feels(town, MING, "😐 一般")
    page = await town.ask(MING, "我的心情")
    assert "11月25日（周三）　😐 一般" in page.text
    assert f"11月23日（周一）　😄 很好　{WORDS}" in page.text
    assert "🙂" not in page.text  # the second tap of a day takes the place of the first
    assert page.buttons == [["🌙 深色", "全部删掉"]]
    async with town.database.read() as tx:
        _, mine = await leaving.export(Turn(tx, town.clock.now()), town.members[MING])
    assert WORDS in str(mine)
    dark = await town.tap(MING, "🌙 深色", page)
    assert dark.buttons == [["☀️ 浅色", "全部删掉"]]
    await on(town, date(2027, 2, 21))
    town.forget_unheard()
    await town.tap(MING, "☀️ 浅色", dark)
    kept = await town.ask(MING, "我的心情")
    assert "11月25日" in kept.text.replace("2026年", "")
    assert WORDS not in kept.text
    sure = await town.tap(MING, "全部删掉", kept)
    assert "1 次心情都删掉了" in (await town.tap(MING, "全部删掉", sure)).text
    assert "还没有记过" in (await town.ask(MING, "我的心情")).text
    town.forget_unheard()


async def test_whoever_withdraws_or_goes_is_asked_no_more(town: Town) -> None:
    """V3, PRV-02: all of it goes with the consent; an old button asks for it anew. The same where somebody leaves."""
    for who in (ZHOU, MING, YU):
        await weekly(town, who)
        said = await feels(town, who, "😐 一般")
    await town.tap(YU, "写几句", said)
    for who, label in ((MING, "撤回：心情"), (YU, "退出小伴")):
        foretold = await town.tap(who, label, await town.ask(who, "隐私"))
        await town.tap(who, foretold.buttons[0][0], foretold)
    async with town.database.write() as tx:
        await people.change(tx, town.members[ZHOU].id, node_id=town.group_id, status=MemberStatus.DECEASED)
    await ring(town)
    town.forget_unheard()
    async with town.database.read() as tx:
        for who in (MING, YU):
            assert await moods.of_member(tx, town.members[who].id) == []
            assert await moods.rhythm(tx, town.members[who].id) is None
    for day in (date(2026, 11, 25), date(2026, 12, 2)):
        await on(town, day, 10)
    assert [one.text for who in (MING, YU, ZHOU) for one in heard(town, who) if QUESTION in one.text] == []
    town.forget_unheard()
    assert "为什么记" in (await town.ask(MING, "心情")).text


async def test_a_branch_without_it_and_words_that_changed(town: Town) -> None:
    """A12: nothing is asked, what is there can still be looked at; PRV-02: a yes to other words is no yes to these."""
    await weekly(town)
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset({Feature.CARE}))
    said = await feels(town, MING, "🙂 不错")
    assert said.buttons == [["只给自己", "写几句"]]
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset({Feature.MOOD}))
    assert "没有开通" in (await town.ask(MING, "心情")).text
    assert "🙂 不错" in (await town.ask(MING, "我的心情")).text
    await on(town, WEDNESDAY, 10)
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset())
        await people.withdraw_consent(tx, town.members[MING].id, Scope.MOOD, town.clock.now())
        await people.give_consent(tx, town.members[MING].id, Scope.MOOD, "2026-01-01", town.clock.now())
    await on(town, date(2026, 12, 2), 10)
    assert [one.text for one in heard(town, MING) if QUESTION in one.text] == []
    town.forget_unheard()
    assert "为什么记" in (await town.ask(MING, "心情")).text
