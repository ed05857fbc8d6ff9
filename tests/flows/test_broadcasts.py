"""A notice from preview to the last phone call, over the wire (S10, S11, S12, V13)."""

from datetime import datetime
from pathlib import Path

import pytest

from domain.features import Feature
from domain.members import MemberStatus
from sandbox.play.heard import Heard
from storage import nodes, people, reminders
from tests.conftest import SHANGHAI
from tests.flows.announcing import BODY, OTHERS, heard_by, hush, previewed, ring, sent
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WANG, YU, ZHOU, Quarter
from tests.flows.test_asking_otherwise import PICTURE
from tests.flows.town import Town
from tests.flows.troubles import count

EVERYBODY = sorted([CHEN, MING, YU, SUN, LI, HE])


@pytest.fixture
async def town(quarter: Quarter) -> Town:
    return await hush(quarter)


async def test_a_notice_to_the_branch(town: Town) -> None:
    question = await town.ask(ZHOU, "通知")
    assert "请写下通知的内容" in question.text
    whom = await town.ask(ZHOU, BODY)
    assert whom.buttons[:3] == [["幸福社区第一党支部全体"], ["幸福社区第一党支部委员会"], ["第三党小组全体"]]
    preview = await town.tap(ZHOU, "幸福社区第一党支部全体", whom)
    assert f"📢 通知\n\n{BODY}\n\n—— 幸福社区第一党支部 书记 老周" in preview.text
    assert "能收到 6 人" in preview.text
    assert "另有 1 人收不到，会进电话单，由陈姐打电话" in preview.text
    assert "点「发送」就发" in preview.text
    town.forward(seconds=4)
    town[ZHOU].presses("🔁 试发给自己", on=preview)
    preview = await town.hears(ZHOU, "大家会看到的样子")
    test = await town.hears(ZHOU, BODY)
    assert test.text in preview.text
    assert test.buttons == []
    assert heard_by(town) == [ZHOU]
    town.forward(seconds=4)
    town[ZHOU].presses("📤 发送", on=preview)
    await ring(town)
    card = await town.hears(ZHOU, "发完了")
    assert "已送达 6/6" in card.text
    assert card.buttons == [["📞 没收到的同志"]]
    assert heard_by(town) == sorted([ZHOU, *EVERYBODY])
    town[ZHOU].presses("📞 没收到的同志", on=card)
    missed = await town.hears(ZHOU, "这 1 位同志")
    assert WANG in missed.text
    town.forget_unheard()
    listed = await town.ask(CHEN, "电话单")
    assert "转告通知：周五下午三点打扫楼道" in listed.text
    notice = await town.tap(CHEN, listed.buttons[1][0], listed)
    assert BODY in notice.text
    await town.toast(CHEN, "✅ 王奶奶 打过了", listed)
    assert "空的" in (await town[CHEN].hears()).text
    async with town.database.read() as tx:
        told = await reminders.told_on(tx, [town.members[MING].id], town.clock.now().date())
    assert told == {town.members[MING].id: 1}, "it counts as one of the three messages of the day (S7)"


async def test_words_are_sealed_and_go_after_a_while(town: Town) -> None:
    await sent(town)
    await ring(town)
    assert await count(town.database, "broadcasts", text=None) == 0
    if town.database.embedded:
        path = Path(town.settings.database_url.split("///")[1])
        assert BODY.encode() not in path.read_bytes()  # noqa: ASYNC240 - a test reads a small file
    town.forward(days=120)
    await ring(town)
    assert await count(town.database, "broadcasts", text=None) == 1
    assert await count(town.database, "broadcast_recipients") == 0
    assert await count(town.database, "outbox", live="notice") == 0
    town.forget_unheard()


async def test_the_committee_alone(town: Town) -> None:
    await sent(town, LI, "幸福社区第一党支部委员会")
    await ring(town)
    assert heard_by(town) == sorted([ZHOU, SUN, HE])
    town.forget_unheard()


async def test_a_group_leader_has_one_group_and_is_not_asked(town: Town) -> None:
    preview = await previewed(town, CHEN)
    assert "👥 第三党小组全体：能收到 3 人" in preview.text
    assert preview.buttons[1] == ["✏️ 改内容", "🕘 定时间"]
    town[CHEN].presses("📤 发送", on=preview)
    await ring(town)
    assert heard_by(town) == sorted([MING, YU, ZHOU])
    town.forget_unheard()


@pytest.mark.parametrize("text", ["秘密★ 一年：干部任免方案", "这是内部资料，请勿外传", "绝 密 文件", "工作秘密"])
async def test_markings_of_secrecy_are_refused(town: Town, text: str) -> None:
    said = await town.ask(ZHOU, "通知", text)
    assert "我没有保存" in said.text
    assert "请把刚才那条消息删掉" in said.text
    assert await count(town.database, "broadcasts") == 0
    preview = await town.ask(ZHOU, "请保管好手机密码，杜绝密集聚集")
    assert "发给谁" in preview.text, "who warns of swindlers is no traitor"


async def test_a_picture_with_words_and_a_marked_file(town: Town) -> None:
    await town.ask(ZHOU, "通知")
    town[ZHOU].sends_file("机密★名单.pdf", b"%PDF")
    assert "我没有保存" in (await town[ZHOU].hears()).text
    town.forward(seconds=4)
    town[ZHOU].sends_photo(PICTURE)
    assert "再写几句" in (await town[ZHOU].hears()).text
    whom = await town.ask(ZHOU, BODY)
    preview = await town.tap(ZHOU, "第三党小组全体", whom)
    assert "📎 附您发来的图片或文件" in preview.text
    town[ZHOU].presses("📤 发送", on=preview)
    await ring(town)
    got = await town[MING].hears()
    assert BODY in got.text
    photos = [call for call in town.box.world.calls if call.method.lower() == "sendphoto"]
    assert len(photos) == 3
    town.forget_unheard()


async def test_a_file_with_its_words_in_one(town: Town) -> None:
    await town.ask(CHEN, "通知")
    town.forward(seconds=4)
    town[CHEN].sends_file("值班表.pdf", b"%PDF", BODY)
    preview = await town[CHEN].hears()
    assert BODY in preview.text
    town[CHEN].presses("📤 发送", on=preview)
    await ring(town)
    got = await town[YU].hears()
    assert got.document is not None
    assert BODY in got.text
    town.forget_unheard()


async def test_too_long_and_changed(town: Town) -> None:
    assert "3000 个字以内" in (await town.ask(CHEN, "通知", "长" * 3001)).text
    preview = await town.ask(CHEN, "第一稿")
    question = await town.tap(CHEN, "✏️ 改内容", preview)
    assert "请写下通知的内容" in question.text
    preview = await town.ask(CHEN, "第二稿")
    assert "第二稿" in preview.text
    assert "第一稿" not in preview.text


async def test_a_notice_for_tomorrow_can_be_changed_and_cancelled(town: Town) -> None:
    preview = await previewed(town, CHEN)
    when = await town.tap(CHEN, "🕘 定时间", preview)
    assert "什么时候发" in when.text
    preview = await town.ask(CHEN, "明天上午九点")
    assert "🕘 11月24日（周二）09:00 发出" in preview.text
    town[CHEN].presses("📤 发送", on=preview)
    card = await town.hears(CHEN, "通知定好了")
    assert "11月24日（周二）09:00 发给 3 人" in card.text
    await ring(town)
    assert heard_by(town) == []
    town[CHEN].presses("✏️ 改一改", on=card)
    await town.hears(CHEN, "没有发")
    preview = (
        next(one for one in reversed(town.stage.unheard) if "大家会看到" in one.text) if town.stage.unheard else preview
    )
    town.forget_unheard()
    town[CHEN].presses("📤 发送", on=preview)
    card = await town.hears(CHEN, "通知定好了")
    town.at(datetime(2026, 11, 24, 9, 1, tzinfo=SHANGHAI))
    await ring(town)
    assert heard_by(town) == sorted([MING, YU, ZHOU])
    town.forget_unheard()
    again = await previewed_again(town)
    town[CHEN].presses("📤 发送", on=again)
    card = await town.hears(CHEN, "通知定好了")
    assert "不发了" in (await town.toast(CHEN, "✖️ 不发了", card)).text
    town.forward(days=3)
    await ring(town)
    assert heard_by(town, "第二条") == []
    town.forget_unheard()


async def previewed_again(town: Town) -> Heard:
    listed = await town.ask(CHEN, "通知")
    assert listed.buttons[0] == ["✍️ 写通知"]
    await town.tap(CHEN, "✍️ 写通知", listed)
    preview = await town.ask(CHEN, "第二条")
    await town.tap(CHEN, "🕘 定时间", preview)
    return await town.ask(CHEN, "后天上午九点")


async def test_at_night_it_waits_for_the_morning(town: Town) -> None:
    town.at(datetime(2026, 11, 23, 21, 30, tzinfo=SHANGHAI))
    preview = await previewed(town, CHEN)
    assert "现在是安静时间，11月24日（周二）08:00 发出" in preview.text
    town[CHEN].presses("📤 发送", on=preview)
    assert "11月24日（周二）08:00 发给 3 人" in (await town.hears(CHEN, "通知定好了")).text
    await ring(town)
    assert heard_by(town) == []
    town.at(datetime(2026, 11, 24, 8, 0, 5, tzinfo=SHANGHAI))
    await ring(town)
    assert heard_by(town) == sorted([MING, YU, ZHOU])
    town.forget_unheard()


async def test_on_a_public_holiday_it_waits(town: Town) -> None:
    preview = await previewed(town, CHEN)
    await town.tap(CHEN, "🕘 定时间", preview)
    town.at(datetime(2026, 9, 30, 10, 0, tzinfo=SHANGHAI))
    town.forget_unheard()
    preview = await town.ask(CHEN, "10月1日上午九点")
    assert "那天放假，10月8日（周四）08:00 发出" in preview.text


async def test_who_is_away_gets_it_when_they_are_back(quarter: Quarter) -> None:
    town = await hush(quarter)
    await quarter.away(MING, days=2)
    await sent(town, CHEN)
    await ring(town)
    assert heard_by(town) == sorted([YU, ZHOU])
    town.forward(days=2, hours=1)
    await ring(town)
    assert heard_by(town) == sorted([MING, YU, ZHOU])
    town.forget_unheard()


async def test_who_is_away_too_long_does_not_get_it(quarter: Quarter) -> None:
    town = await hush(quarter)
    await quarter.away(MING, days=20)
    await sent(town, CHEN)
    for _ in range(9):
        town.forward(days=1)
        await ring(town)
    assert heard_by(town) == sorted([YU, ZHOU])
    card = await town.hears(CHEN, "一直不方便收信")
    assert "发完了" in card.text
    town.forget_unheard()


async def test_the_third_message_of_a_day_waits(town: Town) -> None:
    ming = town.members[MING].id
    async with town.database.write() as tx:
        for _ in range(3):
            await reminders.count_told(tx, [ming], town.clock.now().date())
    await sent(town, CHEN)
    await ring(town)
    assert heard_by(town) == sorted([YU, ZHOU])
    town.at(datetime(2026, 11, 24, 8, 1, tzinfo=SHANGHAI))
    await ring(town)
    assert heard_by(town) == sorted([MING, YU, ZHOU])
    town.forget_unheard()


async def test_who_blocked_the_bot_is_phoned_and_gets_it_after_writing(town: Town) -> None:
    town[MING].blocks()
    await sent(town, CHEN)
    await ring(town)
    card = await town.hears(CHEN, "未接通 1")
    assert "已送达 2/3" in card.text
    assert "小明" in (await town.tap(CHEN, "📞 没收到的同志", card)).text
    town.forget_unheard()
    listed = await town.ask(CHEN, "电话单")
    assert "小明" in listed.text
    town[MING].unblocks()
    await town.ask(MING, "菜单")
    await ring(town)
    assert heard_by(town) == sorted([MING, YU, ZHOU])
    town.forget_unheard()
    assert "小明" not in (await town.ask(CHEN, "电话单")).text
    town.forget_unheard()


async def test_pause_go_on_and_stop_work_while_it_is_sent(quarter: Quarter) -> None:
    """Who has it has it once; the others get it when it goes on, and nobody phones about what was stopped."""
    town = await hush(quarter)
    await quarter.away(MING, hours=1)
    card = await sent(town, ZHOU)
    await ring(town)
    card = await town.hears(ZHOU, "已送达 5/6")
    assert card.buttons[0] == ["⏸ 暂停", "⏹ 停止"]
    assert "暂停了" in (await town.toast(ZHOU, "⏸ 暂停", card)).text
    paused = await town.hears(ZHOU, "⏸ 暂停了")
    assert "还有 1 人没有发" in paused.text
    assert paused.buttons[0] == ["▶️ 接着发", "⏹ 停止"]
    before = heard_by(town)
    town.forward(hours=2)
    await ring(town)
    assert heard_by(town) == before
    assert "停下了" in (await town.toast(ZHOU, "⏹ 停止", paused)).text
    stopped = await town.hears(ZHOU, "⏹ 停下了")
    assert stopped.buttons[0] == ["▶️ 接着发"]
    town.forget_unheard()
    assert "空的" in (await town.ask(CHEN, "电话单")).text
    await town.toast(ZHOU, "▶️ 接着发", stopped)
    await ring(town)
    assert heard_by(town) == EVERYBODY
    town.forget_unheard()
    assert WANG in (await town.ask(CHEN, "电话单")).text


async def test_a_branch_can_switch_notices_off(town: Town) -> None:
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset({Feature.BROADCASTS}))
    assert "没有开通" in (await town.ask(ZHOU, "通知")).text


async def test_what_is_switched_off_meanwhile_waits(town: Town) -> None:
    """The branch does without notices from now on: what is planned stays, and goes when they are back."""
    preview = await previewed(town, ZHOU)
    preview = await town.tap(ZHOU, "🕘 定时间", preview)
    preview = await town.ask(ZHOU, "今天下午三点")
    await town.tap(ZHOU, "📤 发送", preview)
    await switch_off(town, OTHERS | {Feature.BROADCASTS})
    town.at(datetime(2026, 11, 23, 15, 1, tzinfo=SHANGHAI))
    await ring(town)
    assert heard_by(town) == []
    await switch_off(town, OTHERS)
    town.forward(hours=1)
    await ring(town)
    assert heard_by(town) == EVERYBODY
    town.forget_unheard()


async def switch_off(town: Town, features: frozenset[Feature]) -> None:
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, features)


async def test_what_is_paused_beyond_its_days_goes_no_more(quarter: Quarter) -> None:
    town = await hush(quarter)
    await quarter.away(MING, days=1)
    await sent(town, ZHOU)
    await ring(town)
    card = await town.hears(ZHOU, "已送达 5/6")
    await town.toast(ZHOU, "⏸ 暂停", card)
    paused = await town.hears(ZHOU, "⏸ 暂停了")
    town.forward(days=8)
    await ring(town)
    town.forget_unheard()
    page = await town.ask(ZHOU, "通知")
    card = await town.tap(ZHOU, page.buttons[1][0], page)
    assert "还有 1 人没有发；过了日子，不再发了" in card.text
    assert card.buttons == [["📞 没收到的同志"]]
    assert "情况变了" in (await town.toast_data(ZHOU, paused, "▶️ 接着发")).text
    await ring(town)
    assert MING not in heard_by(town)
    town.forget_unheard()


async def test_who_leaves_meanwhile_does_not_get_it(quarter: Quarter) -> None:
    town = await hush(quarter)
    await quarter.away(MING, hours=2)
    await sent(town, ZHOU)
    await ring(town)
    async with town.database.write() as tx:
        ming = town.members[MING]
        await people.change(tx, ming.id, node_id=ming.node_id, status=MemberStatus.REMOVED)
    town.forward(hours=3)
    await ring(town)
    assert MING not in heard_by(town)
    town.forget_unheard()


async def test_a_restart_in_the_middle_loses_and_doubles_nothing(town: Town) -> None:
    preview = await previewed(town, ZHOU)
    town[ZHOU].presses("📤 发送", on=preview)
    await town.app.runner.idle.wait()
    await town.restart()
    await ring(town)
    assert heard_by(town) == EVERYBODY
    town.forget_unheard()


async def test_danger_in_a_notice_is_a_notice(town: Town) -> None:
    """A lecture about preventing suicide is announced; the announcer is not asked how they are."""
    await town.ask(CHEN, "通知")
    town.forward(seconds=4)
    town[CHEN].says("周五听心理讲座：身边有人说不想活了怎么办")
    await town.settle()
    said = [one.text for one in town.stage.unheard]
    assert any("大家会看到的样子" in text for text in said)
    town.forget_unheard()
