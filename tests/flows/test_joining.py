"""Joining by a one-time link (O4, V8)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import invitations
from tests.clock import FrozenClock
from tests.flows.houses import House, empty_house

ROSTER = "姓名,党小组,身份\n陈姐,第三党小组,\n小明,第三党小组,正式\n小雨,第三党小组,预备\n王奶奶,第三党小组,正式\n"


@pytest.fixture
async def house(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[House]:
    """陈姐 leads 第三党小组; 小明, 小雨 and 王奶奶 are on the roster."""
    async with empty_house(database_url, key_file, clock) as made:
        chen = await made.found()
        await made.tap(chen, "导入", await made.send_roster(chen, ROSTER))
        yield made


async def test_a_link_a_notice_and_a_yes(house: House) -> None:
    chen, ming = house.person("陈姐"), house.person("小明")
    message = await house.invite(chen, "小明")
    link = message.button_rows[0][0]["url"]
    assert link in message.text
    assert "12月7日（周一）前有效" in message.text
    payload = link.split("start=")[1]
    assert len(payload) <= 64
    ming.opens(link)
    notice = await ming.hears()
    for said in ("是一个程序", "幸福社区第一党支部，有事找陈姐", "Telegram", "涉密", "一样算数", "/privacy", "记多久"):
        assert said in notice.text
    welcome = await house.tap(ming, "同意，加入", notice)
    assert "有事可以找：陈姐" in welcome.text
    assert welcome.reply_keyboard == [["签到", "请假", "求助"], ["学习", "日历", "更多"]]
    house.pause()
    ming.opens(link)
    assert "您已经加入了" in (await ming.hears()).text


async def test_only_the_hash_of_a_link_is_kept(house: House) -> None:
    link = str((await house.invite(house.person("陈姐"), "小明")).button_rows[0][0]["url"])
    token = link.split("join_")[1]
    async with house.database.read() as tx:
        assert await invitations.find(tx, token) is not None
        kept = (await tx.execute(invitations.invitations.select())).all()
    assert token.encode() not in b"".join(row.digest for row in kept)


async def test_opening_a_link_binds_nobody(house: House) -> None:
    ming = house.person("小明")
    ming.opens(str((await house.invite(house.person("陈姐"), "小明")).button_rows[0][0]["url"]))
    notice = await ming.hears()
    assert "什么都没有记下" in (await house.tap(ming, "先不加入", notice)).text
    assert "还不认识您" in (await house.ask(ming, "我的资料")).text


async def test_the_second_use_by_somebody_else_is_refused(house: House) -> None:
    chen = house.person("陈姐")
    message = await house.invite(chen, "小明")
    link = str(message.button_rows[0][0]["url"])
    ming, passer_by = house.person("小明"), house.person("路人")
    ming.opens(link)
    passer_by.opens(link)
    mine, theirs = await ming.hears(), await passer_by.hears()
    await house.tap(ming, "同意，加入", mine)
    assert "已经用过了" in (await house.tap(passer_by, "同意，加入", theirs)).text
    house.pause()
    passer_by.opens(link)
    assert "已经用过了" in (await passer_by.hears()).text


async def test_a_notice_cannot_be_pressed_by_somebody_else(house: House) -> None:
    """The button is signed for one account; pressed from another one it does nothing."""
    link = str((await house.invite(house.person("陈姐"), "小明")).button_rows[0][0]["url"])
    house.person("小明").opens(link)
    notice = await house.person("小明").hears()
    data = notice.button_rows[0][0]["callback_data"]
    passer_by = house.person("路人")
    passer_by.starts()
    on = await passer_by.hears()
    assert (await passer_by.toast(passer_by.presses_data(data, on=on))).text == "这不是您的按钮。"


async def test_one_account_is_one_person(house: House) -> None:
    chen = house.person("陈姐")
    ming = await house.join(chen, "小明")
    link = str((await house.invite(chen, "小雨")).button_rows[0][0]["url"])
    ming.opens(link)
    assert "您现在的账号已经是小明了" in (await ming.hears()).text
    house.person("小雨").opens(link)
    assert "小雨同志，您好" in (await house.person("小雨").hears()).text


async def test_a_new_link_ends_the_old_one(house: House) -> None:
    chen, ming = house.person("陈姐"), house.person("小明")
    old = str((await house.invite(chen, "小明")).button_rows[0][0]["url"])
    new = str((await house.invite(chen, "小明")).button_rows[0][0]["url"])
    ming.opens(old)
    assert "不能用" in (await ming.hears()).text
    ming.opens(new)
    assert "小明同志，您好" in (await ming.hears()).text


async def test_a_link_ends_after_two_weeks_even_between_notice_and_yes(house: House) -> None:
    ming = house.person("小明")
    link = str((await house.invite(house.person("陈姐"), "小明")).button_rows[0][0]["url"])
    house.clock.forward(days=13)
    ming.opens(link)
    notice = await ming.hears()
    house.clock.forward(days=1)
    assert "过了有效期" in (await house.tap(ming, "同意，加入", notice)).text


async def test_a_forged_link_gets_a_kind_answer(house: House) -> None:
    passer_by = house.person("路人")
    for payload in ("join_forged", "join_", f"join_{'A' * 59}", "other_thing", "join"):
        house.pause()
        passer_by.starts(payload)
        answer = (await passer_by.hears()).text
        assert "不能用" in answer or "还不认识您" in answer


async def test_who_is_no_leader_invites_nobody(house: House) -> None:
    ming = await house.join(house.person("陈姐"), "小明")
    assert "只有负责这件事的同志能办" in (await house.ask(ming, "邀请")).text


async def test_people_without_a_telephone_need_no_link(house: House) -> None:
    answer = await house.ask(house.person("陈姐"), "/invite")
    assert "没有手机的同志" in answer.text
    assert answer.buttons == [["小明", "小雨"], ["王奶奶"]]
