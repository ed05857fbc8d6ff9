"""A meeting of two branches: each has its own names, the totals are shared (M27)."""

from datetime import datetime, timedelta

from domain.members import MemberStatus, Role
from domain.nodes import NodeKind
from domain.privacy import NOTICE_VERSION, Scope
from storage import access_log, nodes, people
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
FANG, GU, BRANCH = "方书记", "老顾", "新风社区党支部"


async def beside(town: Town) -> None:
    """Another branch, with a secretary and one member who has no telephone."""
    world, now = town.box.world, town.clock.now() - timedelta(days=30)
    person = world.add_person(FANG, id=3001)
    world.private_chat(next(iter(world.bots.values())), person).started = True
    async with town.database.write() as tx:
        branch = await nodes.add(tx, None, NodeKind.BRANCH, BRANCH, now)
        for name in (FANG, GU):
            member = await people.add(tx, branch.id, name, MemberStatus.FULL_MEMBER, now)
            town.members[name] = member
        await people.bind(tx, town.members[FANG].id, person.id)
        await people.give_consent(tx, town.members[FANG].id, Scope.BASIC, NOTICE_VERSION, now)
        await people.appoint(tx, town.members[FANG].id, branch.id, Role.BRANCH_SECRETARY, now)


async def test_two_branches_meet_together(town: Town) -> None:
    await beside(town)
    _, panel = await town.plan(kind="主题党日", title="共建主题党日")
    menu = await town.tap(CHEN, "⋯ 这次会还可以…", panel)
    question = await town.tap(CHEN, "🤝 请别的支部一起开", menu)
    assert question.buttons[0] == [BRANCH]
    assert "没找到这个支部" in (await town.ask(CHEN, "哪个支部")).text
    assert f"已经问了{BRANCH}的书记" in (await town.ask(CHEN, BRANCH)).text
    asked = await town[FANG].hears()
    assert "幸福社区第一党支部的陈姐请您支部一起开" in asked.text
    data = asked.button_rows[0][0]["callback_data"]
    wrong = await town.ask(MING, "菜单")
    assert (await town[MING].toast(town[MING].presses_data(data, on=wrong))).text
    accepted = await town.tap(FANG, "🤝 一起开", asked)
    assert "说定了" in accepted.text
    assert f"{BRANCH}会来一起开" in (await town.hears(CHEN, "一起开")).text
    assert f"🤝 {BRANCH}：应到 2 人，已到 0 人" in (await town.board()).text
    theirs = await town.hears(FANG, "只有您能看到")
    assert "🤝 幸福社区第一党支部：应到 5 人，已到 0 人" in theirs.text
    assert not [name for name in (CHEN, MING, YU, ZHOU) if name in theirs.text]
    assert "已经答复过了" in (await town.toast_data(FANG, asked, "🤝 一起开")).text
    town.forget_unheard()
    town.at(FRIDAY_THREE)
    for who in (CHEN, MING):
        await town.toast(who, "✅ 签到", town.group.board)
    mine = await town.panel()
    town.forget_unheard()
    closed = await town.tap(CHEN, "结束会议", await town.tap(CHEN, "🏁 结束会议", mine))
    assert "会议已结束" in closed.text
    sheet = await town.hears(CHEN, "签到表")
    assert f"🤝 {BRANCH}：应到 2 人，已到 0 人" in sheet.text
    assert GU not in sheet.text
    theirs = await town.hears(FANG, "只有您能看到")
    assert "幸福社区第一党支部：应到 5 人，已到 2 人" in theirs.text
    town.forget_unheard()


async def test_a_branch_may_stay_away_and_hears_when_the_other_changes_its_mind(town: Town) -> None:
    await beside(town)
    _, panel = await town.plan(kind="主题党日", title="共建主题党日")
    menu = await town.tap(CHEN, "⋯ 这次会还可以…", panel)
    await town.tap(CHEN, BRANCH, await town.tap(CHEN, "🤝 请别的支部一起开", menu))
    asked = await town[FANG].hears()
    assert "这次不参加" in (await town.tap(FANG, "这次不参加", asked)).text
    assert "这次来不了" in (await town.hears(CHEN, "这次来不了")).text
    async with town.database.read() as tx:
        assert await access_log.refusals(tx) == []
    _, panel = await town.plan(kind="主题党日", title="又一次党日", when="下周五下午三点")
    menu = await town.tap(CHEN, "⋯ 这次会还可以…", panel)
    await town.tap(CHEN, BRANCH, await town.tap(CHEN, "🤝 请别的支部一起开", menu))
    await town.tap(FANG, "🤝 一起开", await town.hears(FANG, "又一次党日"))
    panel = await town.panel()
    town.forget_unheard()
    await town.tap(CHEN, "👥 分两场开", await town.tap(CHEN, "⋯ 这次会还可以…", panel))
    assert "第二场" in (await town.ask(CHEN, "下周五晚上七点")).text
    assert "12月4日（周五）15:00、12月4日（周五）19:00两场" in (await town.hears(FANG, "一起开的会改了")).text
    town.forget_unheard()
    why = await town.tap(CHEN, "🚫 取消会议", menu)
    sure = await town.tap(CHEN, why.buttons[0][0], why)
    await town.tap(CHEN, sure.buttons[0][0], sure)
    assert "要不要也取消，由您定" in (await town.hears(FANG, "一起开的会取消了")).text
    town.forget_unheard()


async def test_a_guest_that_calls_its_own_off_is_counted_no_more(town: Town) -> None:
    await beside(town)
    _, panel = await town.plan(kind="主题党日", title="共建主题党日")
    menu = await town.tap(CHEN, "⋯ 这次会还可以…", panel)
    await town.tap(CHEN, BRANCH, await town.tap(CHEN, "🤝 请别的支部一起开", menu))
    await town.tap(FANG, "🤝 一起开", await town[FANG].hears())
    theirs = await town.hears(FANG, "只有您能看到")
    town.forget_unheard()
    why = await town.tap(FANG, "🚫 取消会议", await town.tap(FANG, "⋯ 这次会还可以…", theirs))
    sure = await town.tap(FANG, why.buttons[0][0], why)
    await town.tap(FANG, sure.buttons[0][0], sure)
    assert f"{BRANCH}这次来不了" in (await town.hears(CHEN, "这次来不了")).text
    assert BRANCH not in (await town.board()).text
    town.forget_unheard()


async def test_who_comes_from_the_other_branch_is_told_where_the_hosts_home_is(town: Town) -> None:
    """M31 with M27: the place stands on the host's list; the guest branch's own list is never asked."""
    await beside(town)
    own = await town.tap(YU, "🏠 我家也可以", await town.ask(YU, "/hosts"))
    await town.tap(YU, "小雨家", await town.tap(YU, "家庭党校", own))
    await town.ask(YU, "北区", "幸福小区3栋501室")
    await town.tap(CHEN, "主题党日", await town.ask(CHEN, "新会议"))
    preview = await town.tap(CHEN, "小雨家", await town.ask(CHEN, "共建主题党日", "周五下午三点"))
    await town.tap(CHEN, "📣 发布", preview)
    panel = await town.hears(CHEN, "只有您能看到")
    menu = await town.tap(CHEN, "⋯ 这次会还可以…", panel)
    await town.tap(CHEN, BRANCH, await town.tap(CHEN, "🤝 请别的支部一起开", menu))
    await town.tap(FANG, "🤝 一起开", await town.hears(FANG, "请您支部一起开"))
    board = await town.hears(FANG, "14:30 开始签到")
    assert "501" not in board.text
    await town.toast(FANG, "👌 会来", board)
    assert "幸福小区3栋501室" in (await town.hears(FANG, "您说会来")).text
    assert not [one for one in town.group.chat.messages.values() if "501" in one.text]
    town.forget_unheard()
