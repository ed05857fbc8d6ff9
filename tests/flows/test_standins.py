"""AB岗 and absences in conversations (O3)."""

from domain.concerns import Topic
from domain.members import Role
from storage import people
from storage import standins as store
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHOU, Quarter
from tests.flows.test_ladder import A_DAY, asked


async def test_the_secretary_names_stand_ins(quarter: Quarter) -> None:
    """Nobody names themselves, nobody stands in for themselves; who is named is told."""
    town = quarter.town
    posts = await town.ask(ZHOU, "AB岗")
    assert "书记 老周 → 小孙（副书记，不用另设）" in posts.text
    assert "组织委员 李委员 → 还没有替补" in posts.text
    assert "第三党小组 党小组长 陈姐 → 还没有替补" in posts.text
    page = await town.tap(ZHOU, "组织委员 李委员", posts)
    offered = [label for row in page.buttons for label in row]
    assert HE in offered
    assert not {ZHOU, LI, "王奶奶"} & set(offered)
    posts = await town.tap(ZHOU, HE, page)
    assert "组织委员 李委员 → 何委员" in posts.text
    assert "老周请您做幸福社区第一党支部组织委员的替补" in (await town.hears(HE, "替补")).text
    page = await town.tap(ZHOU, "组织委员 李委员", posts)
    assert "现在的替补：何委员" in page.text
    posts = await town.tap(ZHOU, "不设替补", page)
    assert "组织委员 李委员 → 还没有替补" in posts.text
    assert "负责" in (await town.ask(MING, "AB岗")).text
    town.forget_unheard()


async def test_status_and_check_name_posts_without_one(quarter: Quarter) -> None:
    told = (await quarter.town.ask(ZHOU, "状态")).text
    assert "幸福社区第一党支部还没有设替补：组织委员、纪检委员" in told
    assert "第三党小组还没有设替补：党小组长" in told
    for role in (Role.ORGANIZATION_MEMBER, Role.DISCIPLINE_MEMBER):
        await quarter.stands_in(SUN, role)
    await quarter.stands_in(YU, Role.GROUP_LEADER, quarter.town.group_id)
    assert "替补" not in (await quarter.town.ask(ZHOU, "状态")).text
    assert "替补" not in (await quarter.town.ask(ZHOU, "检查")).text


async def test_a_stand_in_is_asked_while_somebody_is_away(quarter: Quarter) -> None:
    """What waits for who goes away moves on at once; nothing new comes to them."""
    await quarter.stands_in(HE, Role.ORGANIZATION_MEMBER)
    request = await quarter.submit()
    assert await asked(quarter, request.id) == [LI]
    quarter.town.forget_unheard()
    question = await quarter.town.ask(LI, "我不在")
    assert "到哪天为止" in question.text
    assert "没看懂" in (await quarter.town.ask(LI, "过一阵子")).text
    done = await quarter.town.ask(LI, "到12月1日")
    assert "从现在到12月1日（周二）（含这一天）您不在" in done.text
    assert done.buttons == [["我回来了"]]
    await quarter.ring()
    assert await asked(quarter, request.id) == [LI, HE]
    other = await quarter.submit(who=YU)
    assert await asked(quarter, other.id) == [HE]
    assert not [one for one in quarter.heard(LI) if "26-002" in one.text]
    back = await quarter.town.tap(LI, "我回来了", done)
    assert "欢迎回来" in back.text
    assert "还有 1 件求助没有人接手" in back.text
    third = await quarter.submit(who=YU)
    assert await asked(quarter, third.id) == [LI]
    quarter.town.forget_unheard()
    assert "您本来就在" in (await quarter.town.ask(LI, "我回来了")).text
    quarter.town.forget_unheard()


async def test_an_absence_ends_by_itself(quarter: Quarter) -> None:
    await quarter.town.ask(LI, "我不在", "一天")
    assert await asked(quarter, (await quarter.submit()).id) == [ZHOU]
    await quarter.wait(hours=A_DAY)
    assert await asked(quarter, (await quarter.submit(who=YU)).id) == [LI]
    quarter.town.forget_unheard()


async def test_an_absence_that_begins_later(quarter: Quarter) -> None:
    """Until then everything comes; when it begins, what still waits goes to the stand-in."""
    await quarter.stands_in(HE, Role.ORGANIZATION_MEMBER)
    told = await quarter.town.ask(LI, "我不在", "明天到周五")
    assert "11月24日（周二）到11月27日（周五）（含这一天）您不在" in told.text
    request = await quarter.submit()
    assert await asked(quarter, request.id) == [LI]
    await quarter.wait(hours=14)
    assert await asked(quarter, request.id) == [LI]  # past midnight, but nobody is woken
    await quarter.wait(hours=8)
    assert await asked(quarter, request.id) == [LI, HE]
    quarter.town.forget_unheard()


async def test_when_the_secretary_is_away_the_deputy_is_asked(quarter: Quarter) -> None:
    await quarter.away(ZHOU, days=20)
    request = await quarter.submit(topic=Topic.OTHER)
    assert await asked(quarter, request.id) == [SUN]
    for _ in range(3):
        await quarter.wait(hours=A_DAY)
    assert [one for one in quarter.heard(SUN) if "没有往上请" in one.text]
    assert not quarter.heard(ZHOU)
    quarter.town.forget_unheard()


async def test_a_group_leader_has_a_stand_in_too(quarter: Quarter) -> None:
    await quarter.stands_in(YU, Role.GROUP_LEADER, quarter.town.group_id)
    request = await quarter.submit(topic=Topic.HOUSING)
    assert await asked(quarter, request.id) == [CHEN]
    await quarter.wait(hours=A_DAY)
    assert await asked(quarter, request.id) == [CHEN, YU]
    assert [one for one in quarter.heard(YU) if "26-001" in one.text]
    quarter.town.forget_unheard()


async def test_a_stand_in_opens_what_comes_to_them(quarter: Quarter) -> None:
    """小雨 holds no post: standing in is enough to open it, and to take it."""
    await quarter.stands_in(YU, Role.ORGANIZATION_MEMBER)
    await quarter.away(LI, days=3)
    request = await quarter.submit()
    card = quarter.heard(YU)[0]
    await quarter.town.toast(YU, "🙋 我来办", card)
    assert (await quarter.request(request.id)).owner_id == quarter.member(YU).id
    await quarter.settle()
    quarter.town.forget_unheard()


async def test_a_leader_enters_an_absence_for_somebody(quarter: Quarter) -> None:
    """O3, O5: also for who has no telephone; others may not."""
    town = quarter.town
    async with town.database.write() as tx:
        await people.unbind(tx, quarter.member(HE).id)
    page = await town.tap(ZHOU, "纪检委员 何委员", await town.ask(ZHOU, "AB岗"))
    question = await town.tap(ZHOU, "记 何委员 这几天不在", page)
    assert "何委员 到哪天为止" in question.text
    done = await town.ask(ZHOU, "三天")
    assert "从现在到11月25日（周三）（含这一天）何委员 不在" in done.text
    async with town.database.read() as tx:
        absence = (await store.absences_of(tx, [quarter.member(HE).id], town.clock.now()))[0]
    assert absence.entered_by == quarter.member(ZHOU).id
    assert "求助照常找" in (await town.tap(ZHOU, "何委员 回来了", done)).text
    page = await town.tap(ZHOU, "组织委员 李委员", await town.ask(ZHOU, "AB岗"))
    await town.tap(ZHOU, "记 李委员 这几天不在", page)
    await town.ask(ZHOU, "三天")
    told = await town.hears(LI, "替您记下了")
    assert "欢迎回来" in (await town.tap(LI, "我回来了", told)).text
    data = next(one["callback_data"] for row in page.button_rows for one in row if "李委员" in one["text"])
    menu = await town.ask(MING, "菜单")
    assert "不是您的" in (await town[MING].toast(town[MING].presses_data(data, on=menu))).text
    town.forget_unheard()


async def test_nobody_outside_is_named_or_shown(quarter: Quarter) -> None:
    """The community's secretary has no posts of the branch to give."""
    assert "负责" in (await quarter.town.ask(WU, "AB岗")).text
    quarter.town.forget_unheard()


async def test_a_stand_in_has_the_leaders_day_and_no_more(quarter: Quarter) -> None:
    """O3: leave, the panel and paper come to the stand-in while the leader is away, and go when the leader is back."""
    town = quarter.town
    await quarter.stands_in(YU, Role.GROUP_LEADER, town.group_id)
    board, _ = await town.plan()
    town.forget_unheard()
    assert "只有" in (await town.ask(YU, "会议")).text
    await quarter.away(CHEN, days=2)
    await town.toast(MING, "🙋 请假", board)
    card = await town.hears(YU, "小明 请假")
    town.forget_unheard()
    approved = await town.tap(YU, card.buttons[0][0], card)
    assert "小明" in approved.text
    managed = await town.ask(YU, "会议")
    panel = await town.tap(YU, managed.buttons[0][0], managed)
    assert "🙋 请假：小明" in panel.text
    town.forget_unheard()
    town.forward(days=2)
    assert "只有" in (await town.ask(YU, "会议")).text
    town.forget_unheard()
