"""A member goes to another branch: history stays, access is cut, the member decides about their requests (O11)."""

from datetime import timedelta

from domain.meetings import MeetingKind
from domain.members import MemberStatus, Role
from domain.nodes import NodeKind
from domain.quorum import ExclusionClass
from domain.requests import RequestStatus
from domain.slots import SlotPoll
from sandbox.play.heard import Heard
from services.minutes import filing
from services.requests import reading
from services.turn import Turn, post
from storage import access_log, deductions, filings, meetings, nodes, people, requests, slots, standins
from tests.flows.quarter import CHEN, LI, MING, SUN, YU, ZHENG, ZHOU, Quarter
from tests.flows.test_duties import announced

PEARL = "明珠社区党支部"


async def second_branch(quarter: Quarter) -> int:
    """A branch of its own with 郑主任 as its secretary, besides the post at the street."""
    town = quarter.town
    async with town.database.write() as tx:
        branch = await nodes.add(tx, None, NodeKind.BRANCH, PEARL, town.clock.now())
        await people.appoint(tx, quarter.member(ZHENG).id, branch.id, Role.BRANCH_SECRETARY, town.clock.now())
    return branch.id


async def send(quarter: Quarter, who: str, where: str = PEARL) -> None:
    """老周 sends somebody on."""
    town = quarter.town
    await town.ask(ZHOU, "转出")
    assert "没有「路人甲」" in (await town.ask(ZHOU, "路人甲")).text
    assert "自己的转接" in (await town.ask(ZHOU, ZHOU)).text
    await town.ask(ZHOU, who)
    sure = await town.ask(ZHOU, where)
    assert "仍由您的支部负责" in sure.text
    await town.tap(ZHOU, "确认转出", sure)


async def test_access_goes_and_history_stays(quarter: Quarter) -> None:
    """Without a yes of hers 小雨's request begins anew in the new branch, and nobody of the old one can open it."""
    town, yu = quarter.town, quarter.member(YU)
    there = await second_branch(quarter)
    theirs = await announced(quarter, MeetingKind.GENERAL_MEETING, town.clock.now() + timedelta(days=9), there)
    board, _ = await town.plan()
    request = await quarter.submit(YU)
    async with town.database.write() as tx:
        await people.appoint(tx, yu.id, town.branch_id, Role.PUBLICITY_MEMBER, town.clock.now())
        await standins.name_backup(tx, town.branch_id, Role.ORGANIZATION_MEMBER, yu.id, yu.id, town.clock.now())
    helper = next(name for name in (LI, CHEN, ZHOU, SUN) if quarter.heard(name))
    assert await quarter.take(helper, request)
    await town.toast(YU, "👌 会来", board)
    await send(quarter, YU)
    asked = await town.hears(YU, "转到明珠社区党支部")
    assert "1 件求助" in asked.text
    card = await town.hears(ZHENG, "转到您的支部")
    town.forget_unheard()
    assert "负责这件事的同志" in (await town.toast_data(LI, card, "🤝 接收")).text  # not theirs to press
    received = await town.tap(ZHENG, "🤝 接收", card)
    assert "现在是您支部的同志了" in received.text
    assert "您的组织关系转到了明珠社区党支部" in (await town.hears(YU, "转到了")).text
    assert "接收了" in (await town.hears(ZHOU, "小雨")).text
    async with town.database.read() as tx:
        row, moved = await people.get(tx, yu.id), await requests.get(tx, request.id)
        assert await people.offices_of(tx, yu.id) == []
        assert await standins.backups_by(tx, yu.id) == []
        assert [one.id for one in await meetings.of_member(tx, yu.id, town.clock.now())] == [theirs]
    assert row is not None
    assert moved is not None
    assert (row.node_id, row.status) == (there, MemberStatus.PROBATIONARY_MEMBER)
    assert (moved.node_id, moved.branch_id, moved.owner_id, moved.status) == (there, there, None, RequestStatus.NEW)
    assert "已经有结果" in (await town.toast_data(ZHENG, card, "🤝 接收")).text
    town.forget_unheard()


async def test_the_member_lets_the_old_branch_go_on(quarter: Quarter) -> None:
    """With their yes the helper keeps the request; a branch that says no says why."""
    town, yu = quarter.town, quarter.member(YU)
    await second_branch(quarter)
    request = await quarter.submit(YU)
    helper = next(name for name in (LI, CHEN, ZHOU, SUN) if quarter.heard(name))
    assert await quarter.take(helper, request)
    await send(quarter, YU)
    card = await town.hears(ZHENG, "转到您的支部")
    town.forget_unheard()
    why = await town.tap(ZHENG, "暂不接收", card)
    assert "请写一句" in why.text
    assert "已经告诉原支部" in (await town.ask(ZHENG, "人还在外地，等回来再转")).text
    assert "人还在外地" in (await town.hears(ZHOU, "暂时没有接收")).text
    assert "一切照旧" in (await town.hears(YU, "先停下了")).text
    await send(quarter, YU)
    asked = await town.hears(YU, "1 件求助")
    card = await town.hears(ZHENG, "转到您的支部")
    town.forget_unheard()
    assert "不再看得到" in (await town.tap(YU, "不用了", asked)).text
    assert "接着办" in (await town.tap(YU, "请他们接着办", asked)).text
    await town.tap(ZHENG, "🤝 接收", card)
    assert "原来的同志接着办" in (await town.hears(YU, "您的组织关系转到了")).text
    assert "已经有结果" in (await town.toast_data(YU, asked, "不用了")).text
    kept = await quarter.request(request.id)
    assert (kept.branch_id, kept.owner_id) == (town.branch_id, quarter.member(helper).id)
    async with town.database.write() as tx:
        opened = await reading.open_words(Turn(tx, town.clock.now()), quarter.member(helper), request.id)
        row = await people.get(tx, yu.id)
    assert isinstance(opened, reading.Opened)
    assert row is not None
    assert row.node_id != quarter.member(YU).node_id
    town.forget_unheard()


async def test_a_branch_that_is_not_with_us_receives_on_paper(quarter: Quarter) -> None:
    """The old secretary says when it has arrived; until then nothing has changed; then what was open is taken back."""
    town, ming = quarter.town, quarter.member(MING)
    request = await quarter.submit(MING)
    town.forget_unheard()
    await town.ask(ZHOU, "转出", MING, "幸福社区第一党支部")  # their own
    sure = await town.ask(ZHOU, "武汉市江岸区某某党支部")
    assert "介绍信" in sure.text
    started = await town.tap(ZHOU, "确认转出", sure)
    assert "一起撤回、删掉" in (await town.hears(MING, "1 件求助")).text
    assert "已经在办了" in await _again(quarter)
    assert "撤回了" in (await town.tap(ZHOU, "撤回转出", started)).text
    assert "先停下了" in (await town.hears(MING, "先停下了")).text
    started = await _send_out(quarter)
    assert "已经转出" in (await town.tap(ZHOU, "✅ 对方已接收", started)).text
    async with town.database.read() as tx:
        row = await people.get(tx, ming.id)
    assert row is not None
    assert (row.status, row.telegram_id) == (MemberStatus.MOVED_AWAY, town[MING].id)
    assert (await quarter.request(request.id)).status is RequestStatus.WITHDRAWN
    assert "已经有结果" in (await town.toast_data(ZHOU, started, "✅ 对方已接收")).text
    town.forget_unheard()


async def _send_out(quarter: Quarter) -> Heard:
    await quarter.town.ask(ZHOU, "转出", MING)
    sure = await quarter.town.ask(ZHOU, "武汉市江岸区某某党支部")
    return await quarter.town.tap(ZHOU, "确认转出", sure)


async def _again(quarter: Quarter) -> str:
    return (await _send_out(quarter)).text


async def test_who_answers_for_no_branch_sends_nobody(quarter: Quarter) -> None:
    """A member, a group leader, and 小明's buttons in another hand: refused, written down, nothing changed."""
    town = quarter.town
    await second_branch(quarter)
    for who in (YU, CHEN):
        assert "负责这件事的同志" in (await town.ask(who, "转出")).text
    await send(quarter, MING)
    card, asked = await town.hears(ZHENG, "转到您的支部"), await town.hears(MING, "转到明珠社区党支部")
    menus = {who: await town.ask(who, "流动") for who in (YU, MING)}
    for who, menu in menus.items():
        for row in card.button_rows:
            for button in row:
                refused = await town[who].toast(town[who].presses_data(button["callback_data"], on=menu))
                assert "负责这件事的同志" in refused.text
                town.forward(seconds=4)
    assert asked.buttons == []
    async with town.database.read() as tx:
        assert await people.get(tx, quarter.member(MING).id) == quarter.member(MING)
        assert len(await access_log.refusals(tx)) >= 4
    town.forget_unheard()


async def test_what_hangs_on_somebody_goes_back_when_they_go(quarter: Quarter) -> None:
    """Minutes to write, times to choose from, a place on the list of 不计入应到, an entry that was wrong."""
    town, ming, chen = quarter.town, quarter.member(MING), quarter.member(CHEN)
    there, now = await second_branch(quarter), town.clock.now()
    closed = await announced(quarter, MeetingKind.GROUP_MEETING, now - timedelta(hours=1), town.group_id)
    async with town.database.write() as tx:
        turn = Turn(tx, now)
        await meetings.expect(tx, closed, [ming])
        await meetings.close(tx, closed, now)
        meeting = await meetings.get(tx, closed)
        assert meeting is not None
        await filing.give(turn, chen, ming, meeting)
        poll = SlotPoll(0, town.group_id, meeting.kind, "值班学习", "活动室", chen.id, settled=False, meeting_id=None)
        poll = await slots.ask(tx, poll, [now + timedelta(days=2)], [ming.id, chen.id], now)
        await deductions.add(tx, ming.id, ExclusionClass.BEDRIDDEN, now.date(), now.date(), chen.id, now)
        await post(tx, [turn])
    await send(quarter, MING)
    await town.tap(ZHENG, "🤝 接收", await town.hears(ZHENG, "转到您的支部"))
    assert "原来请的同志写不了了" in (await town.hears(CHEN, "会议记录")).text
    async with town.database.read() as tx:
        row = await people.get(tx, ming.id)
        assert await filings.given_to(tx, ming.id) == []
        assert [one.member_id for one in await slots.ballots(tx, poll.id)] == [chen.id]
        assert await deductions.in_force(tx, [ming.id]) == []
    assert row is not None
    assert row.node_id == there
    town.forget_unheard()
    question = await town.tap(MING, "✋ 我有异议", await town.ask(MING, "我有异议"))
    await town.tap(MING, "我到会了", question)
    card = await town.hears(ZHOU, "小明对签到记录有异议")
    await town.tap(ZHOU, "改为已到", card)
    await town.ask(ZHOU, "那天在的")
    assert "那天在的" in (await town.hears(MING, "更正了")).text
    town.forget_unheard()
