"""The roster as a file: dry run, errors by row, import (A2, V4)."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from storage import dialogues, people
from tests.clock import FrozenClock
from tests.flows.houses import House, empty_house

ROSTER = "姓名,党小组,身份,职务\n陈姐,第三党小组,正式,党小组长\n老周,第三党小组,正式,书记\n小明,第四党小组,预备,\n"


@pytest.fixture
async def house(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[House]:
    """陈姐 has just set up the branch; nobody else is on the roster."""
    async with empty_house(database_url, key_file, clock) as made:
        await made.found()
        yield made


async def names(house: House) -> list[str]:
    async with house.database.read() as tx:
        return [member.name for member in await people.in_nodes(tx, range(1, 20))]


def workbook(*rows: list[str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


async def test_nothing_changes_before_the_yes(house: House) -> None:
    chen = house.person("陈姐")
    preview = await house.send_roster(chen, ROSTER)
    assert "还没有改" in preview.text
    assert "新增 2 人：老周（书记）、小明" in preview.text
    assert "新建党小组：第四党小组" in preview.text
    assert preview.buttons == [["导入"], ["不导入"]]
    assert await names(house) == ["陈姐"]
    assert "取消" in (await house.tap(chen, "不导入", preview)).text
    assert await names(house) == ["陈姐"]


async def test_importing_twice_changes_nothing_the_second_time(house: House) -> None:
    chen = house.person("陈姐")
    await house.tap(chen, "导入", await house.send_roster(chen, ROSTER))
    assert await names(house) == ["陈姐", "老周", "小明"]
    again = await house.send_roster(chen, ROSTER)
    assert "没有要改的" in again.text
    assert "不变 3 人" in again.text
    assert again.buttons == []


async def test_a_workbook_moves_people_and_gives_posts(house: House) -> None:
    chen = house.person("陈姐")
    await house.tap(chen, "导入", await house.send_roster(chen, ROSTER))
    house.pause()
    chen.sends_file("花名册.xlsx", workbook(["姓名", "党小组", "职务"], ["小明", "第三党小组", "宣传委员"]))
    preview = await chen.hears()
    assert "更新 1 人：小明（第三党小组，宣传委员）" in preview.text
    assert "另有 2 人表里没有，不动" in preview.text
    assert "更新 1 人" in (await house.tap(chen, "导入", preview)).text
    page = await house.ask(chen, "花名册")
    assert "小明，宣传委员，预备党员" in page.text


async def test_wrong_rows_are_named_and_skipped(house: House) -> None:
    chen = house.person("陈姐")
    preview = await house.send_roster(
        chen,
        "姓名,党小组,身份,职务,电话\n"
        '"=HYPERLINK(""http://x"",""小王"")",,,,\n'
        "老周,第三党小组,群众,,139\n"
        "<b>小明</b>😀\u202e,,,,\n"
        ",第三党小组,,,\n"
        "小雨,第三党小组,,馆长,\n"
        "小李,11010519491231002X,,,\n",
    )
    assert "第 2 行：姓名像是公式" in preview.text
    assert "第 3 行：身份“群众”我不认识" in preview.text
    assert "新增 1 人：<b>小明</b>😀" in preview.text
    assert "第 5 行：没有姓名" in preview.text
    assert "第 6 行：职务“馆长”我不认识" in preview.text
    assert "第 7 行：有身份证号，这一行没有收" in preview.text
    assert "没有收的列：电话" in preview.text
    await house.tap(chen, "导入", preview)
    assert await names(house) == ["陈姐", "<b>小明</b>😀"]


async def test_at_most_ten_errors_are_listed(house: House) -> None:
    chen = house.person("陈姐")
    preview = await house.send_roster(chen, "姓名,身份\n" + "小明,不知道\n" * 13)
    assert "第 11 行" in preview.text
    assert "第 12 行" not in preview.text
    assert "另有 3 行" in preview.text


async def test_a_column_of_id_numbers_refuses_the_whole_file(house: House) -> None:
    chen = house.person("陈姐")
    answer = await house.send_roster(chen, "姓名,身份证号\n小明,11010519491231002X\n")
    assert "整张表我都没有收" in answer.text
    assert answer.buttons == []
    async with house.database.read() as tx:
        assert await dialogues.open_with(tx, chen.id) is None


async def test_columns_that_are_not_read_do_not_wait_for_the_yes(house: House) -> None:
    chen = house.person("陈姐")
    preview = await house.send_roster(chen, "姓名,电话\n小明,13900000000\n")
    async with house.database.read() as tx:
        waiting = await dialogues.open_with(tx, chen.id)
    assert waiting is not None
    assert "13900000000" not in str(waiting.draft)
    await house.tap(chen, "不导入", preview)


async def test_a_csv_from_excel_in_china(house: House) -> None:
    chen = house.person("陈姐")
    chen.sends_file("花名册.csv", ROSTER.encode("gbk"))
    assert "老周（书记）、小明" in (await chen.hears()).text


async def test_files_that_cannot_be_used(house: House) -> None:
    chen = house.person("陈姐")
    for name, data, said in (
        ("花名册.xlsx", b"PK\x03\x04broken", "打不开"),
        ("花名册.xls", b"\xd0\xcf\x11\xe0", "另存为 .xlsx"),
        ("照片.jpg", b"\xff\xd8\xff", "读不了"),
        ("花名册.csv", b"\r\n", "是空的"),
        ("花名册.csv", "名单\n小明\n".encode(), "没有找到“姓名”一列"),
        ("花名册.csv", "姓名\n".encode() * 2200, "超过 2000 行"),
    ):
        house.pause()
        chen.sends_file(name, data)
        assert said in (await chen.hears()).text


async def test_thirty_megabytes_are_not_even_fetched(house: House) -> None:
    chen = house.person("陈姐")
    chen.sends_file("花名册.xlsx", b"PK", size=30 * 1024 * 1024)
    assert "2 MB" in (await chen.hears()).text
    assert [call.method for call in house.stage.world.calls if call.method == "getFile"] == []


async def test_nobody_appoints_themselves_by_a_file(house: House) -> None:
    chen = house.person("陈姐")
    preview = await house.send_roster(chen, "姓名,党小组,职务\n陈姐,第三党小组,书记\n小明,第三党小组,\n")
    assert "您自己的职务不能由自己改" in preview.text
    await house.tap(chen, "导入", preview)
    assert "职务：第三党小组党小组长\n" in (await house.ask(chen, "我的资料")).text


async def test_who_keeps_no_roster_is_told_who_does(house: House) -> None:
    chen = house.person("陈姐")
    await house.tap(chen, "导入", await house.send_roster(chen, ROSTER))
    zhou = await house.join(chen, "老周")
    ming = await house.join(zhou, "小明")
    answer = await house.send_roster(ming, ROSTER)
    assert "请告诉他们一声" in answer.text
    assert "老周" in answer.text
    passer_by = house.person("路人")
    passer_by.starts()
    await passer_by.hears()
    assert "还不认识您" in (await house.send_roster(passer_by, ROSTER)).text


async def test_the_founder_hands_over_to_the_secretary(house: House) -> None:
    """The group leader who set the branch up keeps the roster until its secretary has joined."""
    chen = house.person("陈姐")
    preview = await house.send_roster(chen, ROSTER)
    await house.tap(chen, "导入", preview)
    waiting = await house.send_roster(chen, "姓名\n小雨\n")
    zhou = await house.join(chen, "老周")
    assert "请告诉他们一声" in (await house.send_roster(chen, ROSTER)).text
    assert "现在不归您管" in (await house.tap(chen, "导入", waiting)).text
    assert await names(house) == ["陈姐", "老周", "小明"]
    assert "没有要改的" in (await house.send_roster(zhou, ROSTER)).text
    assert "新增 1 人：小雨" in (await house.send_roster(zhou, "姓名\n小雨\n")).text


async def test_an_empty_sheet_to_fill_in(house: House) -> None:
    chen = house.person("陈姐")
    sheet = await house.tap(chen, "要一个空表", await house.ask(chen, "/roster"))
    assert sheet.document is not None
    assert sheet.document.name == "花名册.csv"
    assert sheet.document.data.decode("utf-8-sig").strip() == "姓名,党小组,身份,职务,入党日期,转正日期"
