"""Who could not come studies in their own time; two nudges, then a person phones (M15, ATT-05, EDU-06, O5)."""

from datetime import datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
import sqlalchemy as sa

from domain import make_up as rules
from domain.access import Action
from domain.features import Feature
from domain.make_up import State
from domain.members import MemberFlag
from domain.messages import Press
from handlers.keys import ButtonKeys
from sandbox.play.heard import Heard
from services.make_up import giving
from services.studying import hours
from services.turn import Turn
from storage import access_log, meetings, nodes
from storage import make_up as store
from storage.people import members
from storage.sealing import Keyring
from tests.conftest import SHANGHAI
from tests.flows.test_agendas import agenda_page
from tests.flows.town import CHEN, MING, STRANGER, WANG, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
FIRST_MORNING = datetime(2026, 11, 30, 9, 0, tzinfo=SHANGHAI)
SECOND_MORNING = datetime(2026, 12, 7, 9, 0, tzinfo=SHANGHAI)
DUE = datetime(2026, 12, 11, 15, 5, tzinfo=SHANGHAI)
TITLE = "十一月党小组会"
TOLD = "讲了党章第三章，商量了给独居老人送饭"
WORDS = "想起我爷爷那一辈，这话只给自己看"


async def closed(
    town: Town,
    *there: str,
    kind: str = "党小组会",
    title: str = TITLE,
    when: str = "周五下午三点",
    leave: str | None = None,
) -> Heard:
    """A meeting to which these came, and whose organiser has ended it; returns the word about that."""
    board, _ = await town.plan(kind=kind, title=title, when=when)
    if leave is not None:
        await town.toast(leave, "🙋 请假", board)
        await town.settle()
        town.forget_unheard()
    town.at(max(FRIDAY_THREE, town.clock.now()))
    for who in there:
        await town.toast(who, "✅ 签到", board)
    panel = await town.panel()
    sure = await town.tap(CHEN, "🏁 结束会议", panel)
    word = await town.tap(CHEN, "结束会议", sure)
    await town.settle()
    town.forget_unheard()
    return word


async def morning(town: Town, at: datetime) -> None:
    """The clock's chores at that moment; what came before is nobody's business."""
    town.at(at)
    await town.app.ring()
    await town.settle()


async def states(town: Town) -> dict[str, State]:
    """What stands in the database, by name."""
    async with town.database.read() as tx:
        return {
            name: one.state
            for name in town.members
            for one in await store.of_meeting(tx, 1)
            if one.member_id == town.members[name].id
        }


def heard(town: Town, who: str) -> list[Heard]:
    """What somebody has heard in private and the test has not looked at."""
    return [one for one in town.stage.unheard if town.stage.is_in(one, town[who].chat)]


async def minutes(town: Town, who: str) -> int:
    async with town.database.write() as tx:
        year = await hours.of_year(Turn(tx, town.clock.now()), town.members[who])
    return year.minutes


async def test_what_all_were_given_for_the_meeting_is_there_for_who_could_not_come(town: Town) -> None:
    """Agenda and material that were handed out; what the organiser kept to themselves is not."""
    _, panel = await town.plan()
    page = await agenda_page(town, panel)
    await town.tap(CHEN, "➕ 加议题", page)
    page = await town.ask(CHEN, "学习全会精神")
    await town.tap(CHEN, "📎 加材料", page)
    page = await town.ask(CHEN, "https://www.12371.cn/a.html")
    town.at(FRIDAY_THREE)
    await town.tap(CHEN, "📤 发给大家", page)
    card = await town.hears(MING, "学习全会精神")
    await town.settle()
    town.forget_unheard()
    await town.tap(CHEN, "结束会议", await town.tap(CHEN, "🏁 结束会议", panel))
    await town.settle()
    after = next(one for one in heard(town, MING) if one.message_id == card.message_id)
    assert after.buttons == [["✋ 我有异议"]]  # they were not there: nothing to say of how it was
    town.forget_unheard()
    own = await town.ask(MING, "补学")
    assert "会上的议题\n1. 学习全会精神\n\n材料\nhttps://www.12371.cn/a.html\n\n不急" in own.text
    town.forget_unheard()


async def test_m15_the_whole_loop(town: Town) -> None:
    """Leave or not makes no difference; what the organiser wrote comes with the first word about it."""
    word = await closed(town, CHEN, YU, leave=MING)
    assert "有 3 位同志没能来" in word.text
    assert word.buttons == [["📝 会议记录"], ["✍️ 写几句内容"]]
    assert await states(town) == {MING: State.OPEN, ZHOU: State.OPEN, WANG: State.OPEN}
    question = await town.tap(CHEN, "✍️ 写几句内容", word)
    question = await town.ask(CHEN, TOLD)
    kept = await town.tap(CHEN, "不用问题", question)
    assert TOLD in kept.text
    await morning(town, FIRST_MORNING - timedelta(minutes=1))
    assert heard(town, MING) == []
    await morning(town, FIRST_MORNING)
    told = await town.hears(MING, "内容给您留着呢")
    assert TOLD in told.text
    assert "不急，12月11日（周五）前有空看看就好" in told.text
    assert told.buttons == [["✅ 补学好了"]]
    assert heard(town, YU) == []
    thanks = await town.tap(MING, "✅ 补学好了", told)
    assert "签到表上会写「已补学」" in thanks.text
    assert "算 1 学时" in thanks.text
    assert await minutes(town, MING) == 60
    town.forget_unheard()
    await morning(town, SECOND_MORNING)
    assert heard(town, MING) == []
    again = await town.hears(ZHOU, "还给您留着")
    assert "缺席" not in again.text
    town.forget_unheard()
    await morning(town, DUE)
    town.forget_unheard()
    phone_list = await town.ask(CHEN, "电话单")
    assert ZHOU in phone_list.text
    assert f"补学：11月27日（周五） {TITLE}" in phone_list.text
    assert MING not in phone_list.text
    town.forget_unheard()
    await morning(town, DUE + timedelta(days=20))
    assert not [one for one in heard(town, ZHOU) if "补学" in one.text]
    assert (await states(town))[ZHOU] is State.OPEN
    town.forget_unheard()


async def test_s9_nobody_is_phoned_who_was_away_for_a_nudge(town: Town) -> None:
    """A voice comes behind two words of ours, or not at all; the matter stays open without another word."""
    await closed(town, CHEN, ZHOU)
    await town.ask(YU, "免打扰 到 12月15日")
    for moment in (FIRST_MORNING, SECOND_MORNING, DUE, datetime(2026, 12, 16, 9, 0, tzinfo=SHANGHAI)):
        await morning(town, moment)
    assert heard(town, YU)[1:] == []
    town.forget_unheard()
    phone_list = await town.ask(CHEN, "电话单")
    assert MING in phone_list.text
    assert YU not in phone_list.text
    assert (await states(town))[YU] is State.OPEN
    town.forget_unheard()


async def test_m15_the_sheet_says_so_by_then(town: Town) -> None:
    await closed(town, CHEN)
    await town.tap(MING, "✅ 补学好了", await town.ask(MING, "补学"))
    page = await town.ask(CHEN, "补学")
    page = await town.tap(CHEN, "👥 还没补学的同志", page)
    assert "小雨、老周、王奶奶（没有手机）" in page.text
    await town.toast(CHEN, "王奶奶 11月27日（周五）", page)
    await town.hears(CHEN, "还没补学的同志")
    managed = await town.ask(CHEN, "会议")
    panel = await town.tap(CHEN, f"11月27日（周五） {TITLE}", managed)
    assert "📚 已补学：小明、王奶奶" in panel.text
    assert panel.buttons == [["✏️ 更正", "📋 签到表"], ["⋯ 这次会还可以…"]]
    town[CHEN].presses("📋 签到表", on=panel)
    assert "已补学：小明、王奶奶" in (await town[CHEN].hears()).text
    table = await town[CHEN].hears()
    assert table.document is not None
    rows = list(openpyxl.load_workbook(BytesIO(table.document.data)).worksheets[0].iter_rows(values_only=True))
    remarks = {str(row[1]): str(row[7]) for row in rows}
    assert remarks[MING] == "已补学"
    assert remarks[WANG].startswith("已补学（代录：陈姐")
    assert remarks[YU] == "缺席"
    town.forget_unheard()


async def test_s7_two_on_one_morning_are_one_message(town: Town) -> None:
    """Doing one leaves the other where it is."""
    await closed(town, CHEN, title="讨论会")
    await closed(town, CHEN, title="学习会", when="今天下午三点半")
    await morning(town, FIRST_MORNING)
    [told] = [one for one in heard(town, MING) if "留着" in one.text]
    first, second = (label for row in told.buttons for label in row)
    town.forget_unheard()
    town[MING].presses(first, on=told)
    await town.settle()
    left, receipt = heard(town, MING)
    assert left.edited
    assert "学习会" in left.text
    assert "讨论会" not in left.text
    assert "签到表上会写「已补学」" in receipt.text
    town.forget_unheard()
    assert "签到表上" in (await town.tap(MING, left.buttons[0][0], left)).text
    assert second != first
    town.forget_unheard()


async def test_o5_paper_counts_the_same_and_a_slip_can_be_taken_back(town: Town) -> None:
    await closed(town, CHEN, MING, YU)
    page = await town.tap(CHEN, "👥 还没补学的同志", await town.ask(CHEN, "补学"))
    assert (await town.toast(CHEN, "老周 11月27日（周五）", page)).text == "📚 已代录：老周 已补学"
    assert "陈姐替您记下了补学" in (await town.hears(ZHOU, "替您记下了")).text
    assert await minutes(town, ZHOU) == 60
    page = await town.hears(CHEN, "还没补学的同志")
    assert ZHOU not in page.text
    assert "已撤回" in (await town.toast(CHEN, "↩️ 点错了，撤回刚才那条", page)).text
    assert ZHOU in (await town.hears(CHEN, "还没补学的同志")).text
    assert await minutes(town, ZHOU) == 0
    town.forget_unheard()
    await morning(town, FIRST_MORNING)
    assert await town.hears(ZHOU, "内容给您留着呢")
    town.forget_unheard()


async def test_m15_words_of_ones_own(town: Town) -> None:
    """Sealed, for one pair of eyes, and gone when their writer wants it."""
    await closed(town, CHEN)
    card = await town.ask(MING, "补学")
    assert "聊一聊就算补学" in card.text
    assert "问问陈姐" in card.text
    thanks = await town.tap(MING, "✅ 补学好了", card)
    question = await town.tap(MING, "✍️ 写几句", thanks)
    assert "只有您自己看得到" in question.text
    assert "1 到 300 个字" in (await town.ask(MING, "长" * 301)).text
    assert "记好了" in (await town.ask(MING, WORDS)).text
    own = await town.ask(MING, "补学")
    assert own.buttons == [["✅ 11月27日（周五） 十一月党小组会"]]
    card = await town.tap(MING, "✅ 11月27日（周五） 十一月党小组会", own)
    assert WORDS in card.text
    async with town.database.read() as tx:
        [row] = await tx.execute(sa.text("SELECT note FROM make_ups WHERE note IS NOT NULL"))
        assert WORDS.encode() not in bytes(row.note)
    card = await town.tap(MING, "🗑 删掉我写的", card)
    assert WORDS not in card.text
    card = await town.tap(MING, "↩️ 点错了", card)
    assert card.buttons == [["✅ 补学好了"]]
    assert await minutes(town, MING) == 0
    town.forget_unheard()


async def test_prv_08_words_go_a_year_after_the_meeting(town: Town) -> None:
    await closed(town, CHEN)
    async with town.database.write() as tx:
        own = await store.of(tx, 1, town.members[MING].id)
        assert own is not None
        await store.keep_note(tx, own.id, WORDS)
        for before, kept in ((FRIDAY_THREE, WORDS), (DUE - rules.DUE_AFTER, None)):
            await store.forget(tx, before)
            assert await store.note(tx, own.id) == kept
    town.forget_unheard()


async def test_m15_the_organiser_writes_and_changes_it(town: Town) -> None:
    word = await closed(town, CHEN)
    question = await town.tap(CHEN, "✍️ 写几句内容", word)
    assert "600 个字" in (await town.ask(CHEN, "长" * 601)).text
    question = await town.ask(CHEN, TOLD)
    assert "最多 3 个" in (await town.ask(CHEN, "一\n二\n三\n四")).text
    kept = await town.ask(CHEN, "1. 党章第三章讲什么？\n2. 您那栋楼谁需要送饭？")
    assert "1. 党章第三章讲什么？" in kept.text
    card = await town.ask(MING, "补学")
    assert TOLD in card.text
    assert "2. 您那栋楼谁需要送饭？" in card.text
    page = await town.tap(CHEN, "👥 还没补学的同志", await town.ask(CHEN, "补学"))
    assert not [label for row in page.buttons for label in row if "写内容" in label]
    await town.tap(CHEN, "✍️ 写几句内容", word)
    question = await town.ask(CHEN, "讲了二十大报告")
    await town.tap(CHEN, "用原来的", question)
    card = await town.ask(YU, "补学")
    assert "讲了二十大报告" in card.text
    assert "党章第三章讲什么" in card.text
    town.forget_unheard()


async def test_sec_04_marked_words_are_not_kept(town: Town) -> None:
    word = await closed(town, CHEN)
    await town.tap(CHEN, "✍️ 写几句内容", word)
    assert "没有保存" in (await town.ask(CHEN, "秘密★一年 传达了文件")).text
    async with town.database.read() as tx:
        assert await store.materials_of(tx, [1]) == {}
    town.forget_unheard()


async def test_m15_a_course_of_the_library(town: Town) -> None:
    """Two taps: the course, and that is all."""
    for said in ("新课程", "学习党章"):
        question = await town.ask(CHEN, said)
    question = await town.tap(CHEN, "党课讲稿", question)
    question = await town.ask(CHEN, "张老师", "40分钟", "https://www.12371.cn/dangzhang")
    await town.tap(CHEN, question.buttons[0][0], question)
    town.forget_unheard()
    word = await closed(town, CHEN)
    assert word.buttons == [["📝 会议记录"], ["✍️ 写几句内容", "📖 选一门课"]]
    question = await town.tap(CHEN, "📖 选一门课", word)
    kept = await town.tap(CHEN, "学习党章", question)
    assert "学习材料：学习党章（40 分钟）" in kept.text
    card = await town.ask(MING, "补学")
    assert card.buttons == [["✅ 补学好了", "📖 打开课程"]]
    assert "点这里打开" in (await town.tap(MING, "📖 打开课程", card)).text
    town.forget_unheard()


async def test_edu_06_att_06_who_is_frail_or_ill_is_asked_nothing(town: Town) -> None:
    """A leave that turns out to be for illness takes it back, also after the meeting."""
    async with town.database.write() as tx:
        flags = f'["{MemberFlag.EXEMPT_HARD_REQUIREMENT}"]'
        await tx.execute(sa.update(members).where(members.c.id == town.members[WANG].id).values(flags=flags))
    board, _ = await town.plan()
    await town.toast(MING, "🙋 请假", board)
    receipt = await town[MING].hears()
    assert receipt.text
    await town.settle()
    town.forget_unheard()
    town.at(FRIDAY_THREE)
    sure = await town.tap(CHEN, "🏁 结束会议", await town.panel())
    await town.tap(CHEN, "结束会议", sure)
    assert await states(town) == {CHEN: State.OPEN, MING: State.OPEN, YU: State.OPEN, ZHOU: State.OPEN}
    async with town.database.write() as tx:
        await tx.execute(sa.text("UPDATE leaves SET kind = 'sick'"))
        await meetings.ask_make_up(tx, 1, town.clock.now())
    await morning(town, FIRST_MORNING)
    assert (await states(town))[MING] is State.VOID
    assert not [one for one in heard(town, MING) if "留着" in one.text]
    assert [one for one in heard(town, YU) if "留着" in one.text]
    town.forget_unheard()


async def test_rec_06_a_correction_takes_it_back_and_gives_it(town: Town) -> None:
    await closed(town, CHEN, YU)
    await town.tap(MING, "✅ 补学好了", await town.ask(MING, "补学"))
    for who, reads in ((MING, "未到 → 改为已到"), (YU, "已到 → 改为未到")):
        managed = await town.ask(CHEN, "会议")
        panel = await town.tap(CHEN, f"11月27日（周五） {TITLE}", managed)
        people = await town.tap(CHEN, "✏️ 更正", panel)
        await town.tap(CHEN, f"{who}：{reads}", people)
        await town.ask(CHEN, "点错了人")
        await town.settle()
        town.forget_unheard()
    await morning(town, FIRST_MORNING - timedelta(hours=1))
    assert await states(town) == {MING: State.VOID, YU: State.OPEN, ZHOU: State.OPEN, WANG: State.OPEN}
    assert await minutes(town, MING) == 60, "the meeting counts, and nothing twice"
    town.forget_unheard()


@pytest.mark.parametrize("kind", ["其他会议"])
async def test_what_is_no_study_asks_for_nothing(town: Town, kind: str) -> None:
    word = await closed(town, CHEN, kind=kind)
    assert "补学" not in word.text
    assert await states(town) == {}


async def test_a12_a_branch_without_study_has_none(town: Town) -> None:
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset({Feature.STUDY}))
    word = await closed(town, CHEN)
    assert "补学" not in word.text
    assert await states(town) == {}
    assert "没有开通" in (await town.ask(MING, "补学")).text


@pytest.mark.parametrize("off", [Feature.STUDY, Feature.REMINDERS])
async def test_a12_switched_off_midway_nobody_is_told_or_phoned(town: Town, off: Feature) -> None:
    await closed(town, CHEN)
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset({off}))
    for at in (FIRST_MORNING, SECOND_MORNING, DUE + timedelta(days=1)):
        await morning(town, at)
    assert not [one for who in (MING, YU, CHEN) for one in heard(town, who) if "补学" in one.text]
    async with town.database.read() as tx:
        assert not (await tx.execute(sa.text("SELECT id FROM calls"))).all()
    town.forget_unheard()


async def test_edu_06_who_falls_ill_meanwhile_is_let_go(town: Town) -> None:
    """学要求 lifted by a tap: what was open is void, nobody phones, and no list names them."""
    await closed(town, CHEN)
    page = await town.ask(ZHOU, "学时要求")
    await town.toast(ZHOU, f"▫️ {MING}", page)
    await morning(town, DUE + timedelta(days=1))
    assert (await states(town))[MING] is State.VOID
    assert not [one for one in heard(town, MING) if "补学" in one.text]
    town.forget_unheard()
    assert MING not in (await town.ask(CHEN, "电话单")).text
    page = await town.tap(CHEN, "👥 还没补学的同志", await town.ask(CHEN, "补学"))
    assert MING not in page.text
    town.forget_unheard()


async def test_it_heals_after_a_restart_and_an_upgrade(town: Town) -> None:
    """Nothing but the meeting's row asks to be looked at; meetings of long ago are left in peace."""
    await closed(town, CHEN)
    async with town.database.write() as tx:
        await tx.execute(sa.text("DELETE FROM make_ups"))
        await tx.execute(sa.text("DELETE FROM reminders"))
        await meetings.ask_make_up(tx, 1, town.clock.now())
    await town.restart()
    await town.app.ring()
    await town.settle()
    assert set(await states(town)) == {MING, YU, ZHOU, WANG}
    town.forget_unheard()
    await morning(town, FIRST_MORNING)
    assert [one for one in heard(town, MING) if "内容给您留着呢" in one.text]
    async with town.database.write() as tx:
        await tx.execute(sa.text("DELETE FROM make_ups"))
        await meetings.ask_make_up(tx, 1, town.clock.now())
        later = Turn(tx, DUE + timedelta(days=1))
        assert not await giving.look(later)
        assert await store.of_meeting(tx, 1) == []
    town.forget_unheard()


async def test_only_its_own_member_and_their_leaders_touch_it(town: Town) -> None:
    """Rightly signed presses of everybody else change nothing, show nothing and are written down."""
    await closed(town, CHEN)
    async with town.database.read() as tx:
        own = await store.of(tx, 1, town.members[MING].id)
    assert own is not None
    keys = ButtonKeys(Keyring.from_file(town.settings.key_file).signer("buttons"))
    presses = [Press(action, (own.id,)) for action in ("muo", "mut", "mun", "mue")]
    presses += [Press("mud", (own.id, 0)), Press("mur", (own.id, 0)), Press("mux", (own.id, 0)), Press("mug", (0,))]
    presses += [Press("muw", (1,)), Press("muc", (1,)), Press("sh", (1,))]
    for who in (YU, STRANGER):
        town[who].starts()
        on = await town[who].hears()
        for press in presses:
            town.forward(seconds=30)
            toast = await town[who].toast(town[who].presses_data(keys.pack(press), on=on))
            assert MING not in toast.text
    await town.settle()
    said = [one.text for who in (YU, STRANGER) for one in heard(town, who)]
    assert not [text for text in said if MING in text or TITLE in text]
    assert (await states(town))[MING] is State.OPEN
    async with town.database.read() as tx:
        refused = {(one.actor_id, one.action) for one in await access_log.refusals(tx)}
    yu = town.members[YU].id
    assert {(yu, Action.RECORD_PAPER), (yu, Action.MANAGE_MEETING)} <= refused
    town.forget_unheard()


async def test_in_a_group_its_buttons_do_nothing(town: Town) -> None:
    await closed(town, CHEN)
    keys = ButtonKeys(Keyring.from_file(town.settings.key_file).signer("buttons"))
    board = town.group.board
    press = town[CHEN].presses_data(keys.pack(Press("mug", (0,))), on=board)
    await town[CHEN].toast(press)
    await town.settle()
    assert not [one for one in town.stage.unheard if "还没补学的同志" in one.text]
    town.forget_unheard()
