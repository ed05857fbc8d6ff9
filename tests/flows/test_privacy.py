"""What somebody agreed to, and taking it back (PRV-01, PRV-02, V3)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.privacy import NOTICE_VERSION, Scope
from services import loading, privacy
from services.turn import Turn
from storage import people
from tests.clock import FrozenClock
from tests.flows.houses import House, empty_house

ROSTER = "姓名,党小组,身份,职务\n小明,第三党小组,正式,\n"


@pytest.fixture
async def house(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[House]:
    """陈姐 leads 第三党小组; 小明 is on the roster."""
    async with empty_house(database_url, key_file, clock) as made:
        chen = await made.found()
        await made.tap(chen, "导入", await made.send_roster(chen, ROSTER))
        yield made


async def test_the_page_says_what_was_agreed_and_when(house: House) -> None:
    ming = await house.join(house.person("陈姐"), "小明")
    page = await house.ask(ming, "隐私")
    assert "使用小伴：11月23日（周一）同意" in page.text
    assert page.buttons == [["退出小伴"]]
    me = await house.ask(ming, "/me")
    for said in ("姓名：小明", "身份：正式党员", "幸福社区第一党支部，第三党小组", "职务：无", "或者告诉陈姐"):
        assert said in me.text


async def test_leaving_and_coming_back(house: House) -> None:
    chen = house.person("陈姐")
    ming = await house.join(chen, "小明")
    question = await house.tap(ming, "退出小伴", await house.ask(ming, "隐私"))
    assert "一样算数" in question.text
    assert "什么都没有变" in (await house.tap(ming, "不退出", question)).text
    question = await house.tap(ming, "退出小伴", await house.ask(ming, "隐私"))
    assert "已经退出" in (await house.tap(ming, "确定退出", question)).text
    assert "还不认识您" in (await house.ask(ming, "/me")).text
    assert "小明" in str((await house.ask(chen, "邀请")).buttons)
    await house.join(chen, "小明")
    page = await house.ask(ming, "/privacy")
    assert page.text.count("使用小伴") == 2
    assert "11月23日（周一）撤回" in page.text


async def test_the_consent_to_reasons_stands_by_itself(house: House) -> None:
    ming = await house.join(house.person("陈姐"), "小明")
    async with house.database.write() as tx:
        turn = Turn(tx, house.clock.now())
        member = await people.by_telegram(tx, ming.id)
        assert member is not None
        assert not await privacy.has(turn, member.id, Scope.HEALTH)
        await privacy.give(turn, member.id, Scope.HEALTH)
        assert await privacy.has(turn, member.id, Scope.HEALTH)
        assert [each.version for each in await people.consents_of(tx, member.id)] == [NOTICE_VERSION] * 2
    page = await house.ask(ming, "隐私")
    assert page.buttons == [["退出小伴"], ["撤回：请假原因"]]
    withdrawn = await house.tap(ming, "撤回：请假原因", page)
    assert "已经撤回" in withdrawn.text
    assert "姓名：小明" in (await house.ask(ming, "/me")).text
    async with house.database.write() as tx:
        assert not await privacy.has(Turn(tx, house.clock.now()), member.id, Scope.HEALTH)


async def test_help_is_another_purpose_and_another_consent(house: House) -> None:
    """PRV-02: whoever agreed to keep a reason for leave has not agreed to anything about help."""
    ming = await house.join(house.person("陈姐"), "小明")
    async with house.database.write() as tx:
        turn = Turn(tx, house.clock.now())
        member = await people.by_telegram(tx, ming.id)
        assert member is not None
        await privacy.give(turn, member.id, Scope.HEALTH)
        assert not await privacy.has(turn, member.id, Scope.HELP)
        await privacy.give(turn, member.id, Scope.HELP)
    page = await house.ask(ming, "隐私")
    assert page.buttons == [["退出小伴"], ["撤回：请假原因"], ["撤回：求助"]]
    assert "以后求助时我会再问您一次" in (await house.tap(ming, "撤回：求助", page)).text


async def test_who_was_loaded_with_an_account_sees_the_notice_first(house: House) -> None:
    async with house.database.write() as tx:
        data = {
            "nodes": [{"name": "第二党支部", "kind": "党支部"}],
            "members": [{"name": "小雨", "at": "第二党支部", "telegram_id": house.person("小雨").id}],
        }
        await loading.load(tx, data, house.clock.now())
    yu = house.person("小雨")
    yu.starts()
    notice = await yu.hears()
    assert "小雨同志，您好" in notice.text
    assert "发 /start" in (await house.tap(yu, "先不加入", notice)).text
    house.pause()
    yu.starts()
    welcome = await house.tap(yu, "同意，加入", await yu.hears())
    assert "您已经加入第二党支部" in welcome.text
    house.pause()
    yu.starts()
    assert "先看看这几句" not in (await yu.hears()).text
