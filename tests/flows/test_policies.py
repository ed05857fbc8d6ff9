"""Who answers for what: seen, changed with buttons and by a file, tried, published, brought back (H8, H9, A5)."""

import logging

import pytest
import sqlalchemy as sa

from domain.concerns import Topic
from domain.members import Role
from sandbox.play.heard import Heard
from services import policies
from services.turn import Turn
from storage import people, standins
from storage.schema import metadata
from tests.flows.test_sentinel import everything
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

EXPORT = "分工 导出"


@pytest.fixture(autouse=True)
async def committee(town: Town) -> None:
    """小雨 is the organization member, and 陈姐 stands in for her."""
    async with town.database.write() as tx:
        yu, chen = town.members[YU], town.members[CHEN]
        await people.appoint(tx, yu.id, town.branch_id, Role.ORGANIZATION_MEMBER, town.clock.now())
        role, now = Role.ORGANIZATION_MEMBER, town.clock.now()
        await standins.name_backup(tx, town.branch_id, role, chen.id, town.members[ZHOU].id, now)


async def send(town: Town, who: str, text: str, name: str = "分工.yaml") -> Heard:
    town.forward(seconds=4)
    town[who].sends_file(name, text.encode())
    return await town[who].hears()


async def role_of(town: Town, topic: Topic) -> Role:
    async with town.database.read() as tx:
        return (await policies.in_force(Turn(tx, town.clock.now()), town.branch_id)).policy.role_for(topic)


async def versions(town: Town) -> int:
    async with town.database.read() as tx:
        return int(await tx.scalar(sa.select(sa.func.count()).select_from(metadata.tables["policies"])) or 0)


async def test_h8_the_page_names_posts_and_people(town: Town) -> None:
    page = await town.ask(ZHOU, "分工")
    assert "医疗健康 → 组织委员（小雨，B岗陈姐）" in page.text
    assert "住房物业 → 党小组长（陈姐）" in page.text
    assert "就业创业 → 青年委员（还没有人，会往上找）" in page.text
    assert "看不出归哪类 → 书记（老周）" in page.text
    assert "普通：24小时内有人接手" in page.text
    assert "21:00-08:00 静音" in page.text
    assert page.buttons == [["改分工", "本支部的词"], ["静音时间", "导出文件"]]


async def test_h8_who_is_away_is_marked(town: Town) -> None:
    now = town.clock.now()
    async with town.database.write() as tx:
        yu = town.members[YU]
        await standins.be_away(tx, yu.id, now, now.replace(day=30), yu.id)
    assert "组织委员（小雨·暂时不在，B岗陈姐）" in (await town.ask(ZHOU, "分工")).text


async def test_committee_and_leaders_may_look_members_may_not(town: Town) -> None:
    for who in (YU, CHEN):
        page = await town.ask(who, "/duties")
        assert "求助归谁管" in page.text
        assert page.buttons == []
    assert "只有负责这件事的同志" in (await town.ask(MING, "分工")).text
    assert "只有负责这件事的同志" in (await town.ask(YU, EXPORT)).text


async def test_h8_a_topic_is_given_to_another_post(town: Town) -> None:
    choice = await town.tap(ZHOU, "改分工", await town.ask(ZHOU, "分工"))
    posts = await town.tap(ZHOU, "住房物业", choice)
    assert "「住房物业」交给哪个岗位" in posts.text
    assert ["✅ 党小组长 陈姐"] in [row[:1] for row in posts.buttons]
    assert "跟现在的一样" in (await town.toast(ZHOU, "✅ 党小组长 陈姐", posts)).text
    preview = await town.tap(ZHOU, "组织委员 小雨", posts)
    assert "住房物业：从党小组长改为组织委员" in preview.text
    assert "正在办的不变" in preview.text
    assert await role_of(town, Topic.HOUSING) is Role.GROUP_LEADER
    assert preview.edited
    done = await town.tap(ZHOU, "发布", preview)
    assert "新分工发布好了" in done.text
    page = await town.tap(ZHOU, "看分工", done)
    assert "住房物业 → 组织委员（小雨，B岗陈姐）" in page.text
    assert "现在这一版是老周在" in page.text


async def test_a5_nothing_happens_without_the_yes(town: Town) -> None:
    choice = await town.tap(ZHOU, "改分工", await town.ask(ZHOU, "分工"))
    preview = await town.tap(ZHOU, "纪检委员", await town.tap(ZHOU, "转人工", choice))
    assert "看不出归哪类的：从书记改为纪检委员" in preview.text
    assert "请点「发布」" in (await town.ask(ZHOU, "好的")).text
    assert "取消" in (await town.ask(ZHOU, "/取消")).text
    assert await versions(town) == 0


async def test_h8_the_file_goes_out_and_comes_back(town: Town) -> None:
    file = await town.ask(ZHOU, EXPORT)
    assert file.document is not None
    assert file.document.name == "分工.yaml"
    text = file.document.data.decode()
    assert "跟现在的一样" in (await send(town, ZHOU, text)).text
    changed = text.replace("住房物业: 党小组长", "住房物业: 组织委员").replace("静音: 21:00-08:00", "静音: 22:00-07:00")
    preview = await send(town, ZHOU, changed + "  健康小屋: 医疗健康\n")
    assert "住房物业：从党小组长改为组织委员" in preview.text
    assert "静音时间：从 21:00-08:00 改为 22:00-07:00" in preview.text
    assert "新词「健康小屋」归医疗健康" in preview.text
    await town.restart()
    await town.tap(ZHOU, "发布", preview)
    assert await role_of(town, Topic.HOUSING) is Role.ORGANIZATION_MEMBER
    words = await town.tap(ZHOU, "本支部的词", await town.ask(ZHOU, "分工"))
    assert "「健康小屋」 → 医疗健康" in words.text
    preview = await town.tap(ZHOU, "去掉 健康小屋", words)
    assert "去掉词「健康小屋」（原来归医疗健康）" in preview.text
    await town.tap(ZHOU, "取消", preview)


async def test_h8_faults_are_named_by_their_lines(town: Town) -> None:
    answer = await send(town, ZHOU, "分工:\n  医疗健康: 馆长\n  看病: 书记\n时限:\n  普通:\n    回应: 很快\n")
    assert "什么都还没有改" in answer.text
    assert "第 2 行：没有“馆长”这个岗位。可以写：书记、副书记" in answer.text
    assert "第 3 行：没有“看病”这一类" in answer.text
    assert "第 6 行：“很快”我看不懂" in answer.text
    for text, said in (
        ("分工:\n\t医疗健康: 书记\n", "第 2 行：这一行的写法我读不了"),
        ("a: &x [1]\nb: *x\n", "第 2 行"),
        ("# 只有说明\n", "是空的"),
        ("转人工: 书记\n转人工: 副书记\n", "第 2 行：“转人工”写了两次"),
        ("本支部的词:\n  想自杀: 其他\n", "第 2 行：“想自杀”不用写"),
    ):
        assert said in (await send(town, ZHOU, text)).text
    town.forward(seconds=4)
    town[ZHOU].sends_file("分工.yaml", b"x", size=100_000)
    assert "太大" in (await town[ZHOU].hears()).text
    assert "只有负责这件事的同志" in (await send(town, MING, "转人工: 书记\n")).text
    assert "只有负责这件事的同志" in (await send(town, YU, "转人工: 书记\n")).text
    assert await versions(town) == 0


async def test_a5_a_word_that_does_harm_needs_a_second_yes(town: Town) -> None:
    words = await town.tap(ZHOU, "本支部的词", await town.ask(ZHOU, "分工"))
    assert "还没有本支部自己的词" in words.text
    question = await town.tap(ZHOU, "加一个词", words)
    assert "“物”不行" in (await town.ask(ZHOU, "物")).text
    assert "不看大家的信仰" in (await town.ask(ZHOU, "教堂")).text
    topics = await town.ask(ZHOU, "物业")
    assert "「物业」归哪一类" in topics.text
    preview = await town.tap(ZHOU, "权益维护", topics)
    assert "新词「物业」归权益维护/法律" in preview.text
    assert "住房物业 → 权益维护" in preview.text
    again = await town.tap(ZHOU, "发布", preview)
    assert "分对的会少" in again.text
    assert await versions(town) == 0
    assert "发布好了" in (await town.tap(ZHOU, "还是发布", again)).text
    assert await versions(town) == 1
    assert question.buttons == [["取消"]]


async def test_h8_a_word_is_kept_as_texts_are_compared(town: Town) -> None:
    preview = await send(town, ZHOU, "本支部的词:\n  連心 驛站: 养老托幼\n")
    assert "新词「连心驿站」归养老托幼/家庭" in preview.text
    await town.tap(ZHOU, "发布", preview)
    assert "因为提到「连心驿站」" in (await town.ask(ZHOU, "路由测试 连心驿站几点开")).text


async def test_a5_the_version_before_comes_back(town: Town) -> None:
    for text in ("转人工: 副书记\n", "转人工: 组织委员\n"):
        await town.tap(ZHOU, "发布", await send(town, ZHOU, text))
    preview = await town.tap(ZHOU, "恢复上一版", await town.ask(ZHOU, "分工"))
    assert "从组织委员改为副书记" in preview.text
    await town.tap(ZHOU, "发布", preview)
    page = await town.ask(ZHOU, "分工")
    assert "看不出归哪类 → 副书记" in page.text
    preview = await town.tap(ZHOU, "恢复上一版", page)
    assert "从副书记改为书记" in preview.text
    await town.tap(ZHOU, "发布", preview)
    assert await versions(town) == 4


async def test_two_who_change_at_once_do_not_undo_each_other(town: Town) -> None:
    async with town.database.write() as tx:
        ming = town.members[MING]
        await people.appoint(tx, ming.id, town.branch_id, Role.DEPUTY_SECRETARY, town.clock.now())
    mine = await send(town, ZHOU, "转人工: 副书记\n")
    theirs = await send(town, MING, "转人工: 组织委员\n")
    await town.tap(MING, "发布", theirs)
    assert "别的同志发布了新的一版" in (await town.tap(ZHOU, "发布", mine)).text
    assert "看不出归哪类 → 组织委员" in (await town.ask(ZHOU, "分工")).text


async def test_s8_quiet_hours_are_chosen_in_the_chat(town: Town) -> None:
    question = await town.tap(ZHOU, "静音时间", await town.ask(ZHOU, "分工"))
    assert ["22:00-07:00"] in question.buttons
    assert "请写成" in (await town.ask(ZHOU, "晚上九点")).text
    assert "一天最多 16 小时" in (await town.ask(ZHOU, "08:00-07:00")).text
    preview = await town.ask(ZHOU, "21:30-7:30")
    assert "静音时间：从 21:00-08:00 改为 21:30-07:30" in preview.text
    await town.tap(ZHOU, "发布", preview)
    assert "21:30-07:30 静音" in (await town.ask(ZHOU, "分工")).text


async def test_h9_a_sentence_is_tried(town: Town) -> None:
    answer = await town.ask(ZHOU, "/路由测试 老伴住院，医保报销单不会填")
    assert "医疗健康" in answer.text
    assert "因为提到「住院」" in answer.text
    assert " → 医疗健康 → 组织委员（小雨，B岗陈姐）" in answer.text
    assert "普通，11月24日（周二）10:00 前回应" in answer.text
    assert "不用请人马上联系" in answer.text
    assert "/路由测试" in (await town.ask(CHEN, "路由测试")).text
    assert "医疗健康" in (await town.ask(CHEN, "路由测试 老伴住院，医保报销单不会填")).text
    assert "只有负责这件事的同志" in (await town.ask(MING, "/route 老伴住院")).text


async def test_h9_what_is_tried_is_kept_nowhere(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "handlers")
    tried = "隔壁单元的蓝色水管漏了三天"
    await town.ask(ZHOU, f"/路由测试 {tried}")
    await town.settle()
    assert tried.encode() not in await everything(town)
    assert tried not in caplog.text
    async with town.database.read() as tx:
        for table in ("help_requests", "request_words", "dialogues", "danger_calls"):
            if table in metadata.tables:
                assert await tx.scalar(sa.select(sa.func.count()).select_from(metadata.tables[table])) == 0


async def test_c9_trying_danger_calls_nobody(town: Town) -> None:
    """Nor is a leader asked gently who tries a faint cue: at the end of each conversation nothing is left unheard."""
    await town.ask(ZHOU, "/路由测试 家里家外全靠我，实在撑不住了")
    answer = await town.ask(ZHOU, "/路由测试 我不想活了，药都买好了")
    assert "会请人马上联系" in answer.text
    assert "不用请人马上联系" not in answer.text
    assert "120" not in answer.text


async def test_c9_who_may_not_try_is_heard(town: Town) -> None:
    """A member in danger who writes it behind any command is answered as always."""
    answer = await town.ask(MING, "/路由测试 我不想活了，药都买好了")
    assert "120" in answer.text
    await town.settle()
    town.forget_unheard()


async def test_a1_routing_is_a_step_of_the_set_up(town: Town) -> None:
    steps = await town.ask(ZHOU, "/setup")
    assert "求助归谁管：宣传委员、纪检委员、青年委员还没有人" in steps.text
    assert "静音时间：21:00-08:00" in steps.text
    assert "求助归谁管" in (await town.tap(ZHOU, "看分工", steps)).text
    panel = await town.ask(ZHOU, "功能")
    await town.tap(ZHOU, "关：求助", panel)
    assert "求助归谁管" not in (await town.ask(ZHOU, "/setup")).text
