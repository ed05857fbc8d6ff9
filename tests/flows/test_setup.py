"""A branch is set up from nothing: a leader's link, the group, the roster, the people."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.clock import FrozenClock
from tests.flows.houses import House, empty_house

ROSTER = "姓名,党小组,身份,职务\n陈姐,第三党小组,正式,党小组长\n老周,第三党小组,正式,书记\n小明,第三党小组,正式,\n"


@pytest.fixture
async def house(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[House]:
    async with empty_house(database_url, key_file, clock) as made:
        yield made


async def test_from_a_link_to_a_branch_at_work(house: House) -> None:
    chen = await house.found()
    house.adds_bot("陈姐")
    assert "/setup" in (await house.group.hears()).text
    house.pause()
    chen.says("/setup", to=house.group)
    assert "私聊" in (await house.group.hears()).text
    steps = await house.tap(chen, "第三党小组", await chen.hears())
    assert "第三党小组的群" in (await house.group.hears()).text
    assert "✅ 群" in steps.text
    page = await house.tap(chen, "花名册", steps)
    assert "怎么改幸福社区第一党支部的花名册" in page.text
    preview = await house.send_roster(chen, ROSTER)
    assert "新增 2 人：老周（书记）、小明" in preview.text
    assert "新增 2 人" in (await house.tap(chen, "导入", preview)).text
    zhou = await house.join(chen, "老周")
    await house.join(chen, "小明")
    ready = await house.ask(zhou, "/ready")
    assert "幸福社区第一党支部还没有设替补：书记" in ready.text
    for post, backup in (("书记 老周", "陈姐"), ("第三党小组 党小组长 陈姐", "小明")):
        posts = await house.ask(zhou, "AB岗")
        chosen = zhou.presses(backup, on=await house.tap(zhou, post, posts))
        assert f"替补：{backup}" in (await zhou.toast(chosen)).text
        assert f"{post} → {backup}" in (await zhou.hears()).text
        assert "替补（B岗）" in (await house.person(backup).hears()).text
    ready = await house.ask(zhou, "/ready")
    assert "都准备好了" in ready.text


async def test_the_check_says_what_is_missing(house: House) -> None:
    chen = await house.found()
    answer = await house.ask(chen, "检查")
    assert "还没有书记" in answer.text
    assert "还没有群" in answer.text
    await house.tap(chen, "导入", await house.send_roster(chen, ROSTER))
    answer = await house.ask(chen, "检查")
    assert "书记老周还没有加入小伴" in answer.text
    assert "还有 2 位同志没有加入" in answer.text


async def test_bad_answers_keep_the_question_open(house: House) -> None:
    chen = house.person("陈姐")
    chen.starts(await house.leader_link())
    await chen.hears()
    assert "1 到 32 个字" in (await house.ask(chen, "字" * 40)).text
    assert "党支部叫什么" in (await house.ask(chen, "<b>陈姐</b>😀\u202e")).text
    assert "职务" in (await house.ask(chen, "幸福社区第一党支部")).text
    assert "按钮" in (await house.ask(chen, "主席")).text
    assert "您负责哪个党小组" in (await house.ask(chen, "党小组长")).text
    assert "您是党小组长" in (await house.ask(chen, "没有")).text
    question = await house.ask(chen, "第三党小组")
    assert "<b>陈姐</b>😀，幸福社区第一党支部" in question.text
    assert "同意，建好支部" in (await house.ask(chen, "好的")).text
    assert "已经取消" in (await house.ask(chen, "/取消")).text


async def test_the_talk_goes_on_where_it_stopped(house: House) -> None:
    chen, link = house.person("陈姐"), await house.leader_link()
    chen.starts(link)
    await chen.hears()
    await house.ask(chen, "陈姐")
    house.pause()
    chen.starts(link)
    assert "第 2 步" in (await chen.hears()).text


async def test_a_leaders_link_works_once(house: House) -> None:
    link = await house.leader_link()
    zhou, passer_by = house.person("老周"), house.person("路人")
    zhou.starts(link)
    passer_by.starts(link)
    await zhou.hears()
    await passer_by.hears()
    for who, branch in ((zhou, "第一党支部"), (passer_by, "第二党支部")):
        question = await house.ask(who, who.person.first_name, branch, "书记", "没有")
        answer = await house.tap(who, "同意，建好支部", question)
        assert ("支部建好了" if who is zhou else "已经用过了") in answer.text
    house.pause()
    passer_by.starts(link)
    assert "已经用过了" in (await passer_by.hears()).text
    zhou.starts(link)
    assert "已经在小伴里了" in (await zhou.hears()).text
    passer_by.starts("lead_forged")
    assert "不能用" in (await passer_by.hears()).text


async def test_a_leaders_link_ends_after_three_days(house: House) -> None:
    link = await house.leader_link()
    house.clock.forward(days=3)
    house.person("老周").starts(link)
    assert "过了有效期" in (await house.person("老周").hears()).text


async def test_nobody_walks_into_a_branch_by_its_name(house: House) -> None:
    await house.found()
    passer_by = house.person("路人")
    passer_by.starts(await house.leader_link())
    await passer_by.hears()
    answer = await house.ask(passer_by, "路人", "幸福社区第一党支部")
    assert "已经在小伴里了" in answer.text


async def test_who_is_no_leader_is_told_who_can(house: House) -> None:
    chen = await house.found()
    house.adds_bot("陈姐")
    await house.group.hears()
    house.person("小明").says("/setup", to=house.group)
    assert "请负责这个群的书记或党小组长来发" in (await house.group.hears()).text
    house.pause()
    chen.says_anonymously("/setup", to=house.group)
    assert "看不出这是哪位同志" in (await house.group.hears()).text
    house.pause()
    chen.says_as_channel("/setup", to=house.group)
    assert "看不出这是哪位同志" in (await house.group.hears()).text


async def test_another_branch_cannot_take_the_group(house: House) -> None:
    chen = await house.found()
    house.adds_bot("陈姐")
    await house.group.hears()
    chen.says("/setup", to=house.group)
    await house.group.hears()
    await house.tap(chen, "幸福社区第一党支部", await chen.hears())
    await house.group.hears()
    zhou = house.person("老周")
    zhou.starts(await house.leader_link())
    await zhou.hears()
    question = await house.ask(zhou, "老周", "第二党支部", "书记", "没有")
    await house.tap(zhou, "同意，建好支部", question)
    house.pause()
    zhou.says("/setup", to=house.group)
    assert "已经是别的党组织的群了" in (await house.group.hears()).text


async def test_features_are_switched_by_the_secretary(house: House) -> None:
    zhou = house.person("老周")
    zhou.starts(await house.leader_link())
    await zhou.hears()
    question = await house.ask(zhou, "老周", "第二党支部", "书记", "没有")
    await house.tap(zhou, "同意，建好支部", question)
    panel = await house.ask(zhou, "功能")
    edited = await house.tap(zhou, "关：日历", panel)
    assert edited.edited
    assert "▫️ 关　日历" in edited.text
    assert "没有开通" in (await house.ask(zhou, "日历")).text
    assert "✅ 开　日历" in (await house.tap(zhou, "开：日历", edited)).text
    edited = await house.tap(zhou, "关：会议和签到", edited)
    assert "▫️ 关　请假（要先开“会议和签到”）" in edited.text
