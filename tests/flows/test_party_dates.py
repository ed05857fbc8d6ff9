"""入党日期, 转正日期: by a line, by a dialogue, by a sheet; seen by the member and by who keeps the roster alone."""

from datetime import date

from domain.party_dates import PartyDates
from storage import party_dates
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHOU, Quarter

NOT_YOURS = "只有负责这件事的同志能办"


async def known(quarter: Quarter, who: str) -> PartyDates:
    async with quarter.town.database.read() as tx:
        return await party_dates.of(tx, quarter.member(who).id)


async def test_one_line_for_one_member(quarter: Quarter) -> None:
    town = quarter.town
    told = await town.ask(LI, "入党日期 小雨 2025-12-20")
    assert "记下了，小雨" in told.text
    assert "入党日期：2025年12月20日（周六）" in told.text
    assert "预备期到：12月20日（周日）" in told.text
    assert "预备期到：2027年6月20日（周日）（延长过）" in (await town.ask(ZHOU, "预备期延长 小雨 2027年6月20日")).text
    assert await known(quarter, YU) == PartyDates(date(2025, 12, 20), None, date(2027, 6, 20))
    assert "最多延长一年" in (await town.ask(ZHOU, "预备期延长 小雨 2027-12-21")).text
    assert "转正日期：1998年7月1日" in (await town.ask(SUN, "转正日期 老周 19980701")).text
    assert "还没到" in (await town.ask(LI, "入党日期 小明 2027-01-01")).text
    assert "没看明白" in (await town.ask(LI, "入党日期 小明 去年")).text
    assert "没有找到小红" in (await town.ask(LI, "入党日期 小红 2020-01-01")).text
    assert "没有日子了" in (await town.ask(LI, "转正日期 老周 无")).text
    assert await known(quarter, ZHOU) == PartyDates()


async def test_asked_step_by_step(quarter: Quarter) -> None:
    town = quarter.town
    question = await town.tap(LI, "入党、转正日期", await town.ask(LI, "书记日历"))
    assert "小雨 入党 2025-12-20" in question.text
    assert "没看明白" in (await town.ask(LI, "小雨")).text
    assert "先写入党的日子" in (await town.ask(LI, "小雨 延长 2027-06-20")).text
    assert "记下了，小雨" in (await town.ask(LI, "小雨 入党日期 2025-12-20")).text
    assert "写姓名、是哪个日子" in (await town.ask(LI, "入党日期")).text
    assert "延长过" in (await town.ask(LI, "小雨 预备期延长到 2027-06-20")).text


async def test_only_the_member_and_the_keepers_see_them(quarter: Quarter) -> None:
    """PRV-04, PRV-16: not the group leader, not another committee member, nobody above."""
    town = quarter.town
    await town.ask(LI, "入党日期 小雨 2025-12-20")
    assert "入党日期：2025年12月20日（周六）" in (await town.ask(YU, "我的资料")).text
    for name in (MING, CHEN, HE, WU):
        assert NOT_YOURS in (await town.ask(name, "入党日期 小雨 2020-01-01")).text
        assert NOT_YOURS in (await town.ask(name, "入党日期")).text
        assert "2025年12月20日" not in (await town.ask(name, "我的资料")).text
    assert await known(quarter, YU) == PartyDates(date(2025, 12, 20))
    assert "2025" not in (await town.ask(CHEN, "花名册")).text


async def test_a_sheet_brings_them_and_shows_who_changes(quarter: Quarter) -> None:
    """A dry run first; a date that cannot be stops its own row; what the sheet leaves empty stays."""
    town = quarter.town
    await town.ask(LI, "入党日期 小明 2015-12-05")
    sheet = (
        "姓名,党小组,身份,入党日期,转正日期\n"
        "小雨,第三党小组,预备,2025/12/20,\n"
        "小明,第三党小组,正式,,2016-12-05\n"
        "王奶奶,第三党小组,正式,1976.5,\n"
    )
    town.forward(seconds=4)
    town[LI].sends_file("花名册.csv", sheet.encode())
    preview = await town[LI].hears()
    assert "小雨（入党、转正日期）" in preview.text
    assert "日子“1976.5”用不了" in preview.text
    assert await known(quarter, YU) == PartyDates()
    assert "更新 2 人" in (await town.tap(LI, "导入", preview)).text
    assert await known(quarter, YU) == PartyDates(date(2025, 12, 20))
    assert await known(quarter, MING) == PartyDates(date(2015, 12, 5), date(2016, 12, 5))
    assert "小雨的预备期到" in (await town.ask(ZHOU, "书记日历")).text
