"""上报 (X4): counts of a quarter that is over, for a branch's leaders and the posts above; no name in any of it."""

import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO

from openpyxl import load_workbook

from domain.access import Action
from domain.care import VisitState, VisitTrigger
from domain.meetings import MeetingKind
from domain.upward import Line, Quarter
from sandbox.play.heard import Heard
from storage import access_log, care_visits, meetings
from storage import upward as store
from storage.meetings import Plan
from tests.conftest import SHANGHAI
from tests.flows.asked import stored
from tests.flows.quarter import HE, LI, MING, WANG, WU, YU, ZHENG, ZHOU
from tests.flows.quarter import Quarter as Houses

NEW_YEAR = datetime(2027, 1, 4, 10, 0, tzinfo=SHANGHAI)
FOURTH = Quarter.of(date(2026, 12, 31))


async def _live_through_a_quarter(houses: Houses) -> None:
    """Two lectures, six requests, two visits, and a new year."""
    town, now = houses.town, houses.town.clock.now()
    async with town.database.write() as tx:
        for number in range(2):
            at = now + timedelta(days=number)
            plan = Plan(
                houses.town.branch_id,
                MeetingKind.PARTY_LECTURE,
                "党课",
                "活动室",
                at,
                at,
                at,
                None,
                town.members[ZHOU].id,
            )
            held = await meetings.announce(tx, plan, [], now)
            await meetings.close(tx, held.id, now)
        for _ in range(6):
            await stored(tx, town, MING, "一句话")
        for who in (WANG, YU):
            visit = await care_visits.add(
                tx,
                town.members[who].id,
                VisitTrigger.HOSPITAL,
                VisitState.DONE,
                town.members[ZHOU].id,
                now,
                due=now.date(),
            )
            await care_visits.change(tx, visit, went_on=now.date())
    town.at(NEW_YEAR)
    await houses.ring()
    town.forget_unheard()


def _all_there_is(data: bytes) -> str:
    """Every part of the file as text: cells, and what a spreadsheet says of itself."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def _names_nobody(houses: Houses, *said: Heard) -> None:
    for heard in said:
        words = heard.text + "".join(label for row in heard.buttons for label in row)
        if heard.document is not None and heard.photo is None:
            words += _all_there_is(heard.document.data)
        assert not [name for name in houses.town.members if name in words]


async def test_a_quarter_goes_up_as_counts(quarter: Houses) -> None:
    town = quarter.town
    await _live_through_a_quarter(quarter)
    page = await town.ask(ZHOU, "上报")
    assert "幸福社区第一党支部" in page.text
    assert "2026年第四季度" in page.text
    assert "开会 2 次：党课 2" in page.text
    assert "走访：安排 不足 5，办好 不足 5" in page.text
    assert "求助：收到 6" in page.text
    assert page.photo is not None
    file = await town.tap(ZHOU, "📄 要表格", page)
    assert file.document is not None
    assert file.document.name == "幸福社区第一党支部2026年第四季度.xlsx"
    sheet = load_workbook(BytesIO(file.document.data)).worksheets[0]
    row = dict(zip((cell.value for cell in sheet[2]), (cell.value for cell in sheet[3]), strict=True))
    assert (row["党课"], row["收到求助"], row["走访办好"]) == (2, 6, "不足5")
    dark = await town.tap(ZHOU, "🌙 深色", page)
    assert dark.edited
    assert dark.photo not in {None, page.photo}
    _names_nobody(quarter, page, file, dark)

    for above, place in ((WU, "幸福社区"), (ZHENG, "幸福社区"), (LI, "幸福社区第一党支部"), (HE, "幸福社区第一党支部")):
        seen = await town.tap(above, "📊 上报", await town.ask(above, "管理支部" if above == LI else "更多"))
        assert place in seen.text
        assert "求助：收到 6" in seen.text
        _names_nobody(quarter, seen, await town.tap(above, "📄 要表格", seen))
    await _others_see_none(quarter, page)
    await _nothing_changes_afterwards(quarter)
    town.forget_unheard()


async def _others_see_none(houses: Houses, page: Heard) -> None:
    """Whoever sits in no committee, by word and by a leader's buttons; and it is written down."""
    town = houses.town
    mings = await town.ask(MING, "上报")
    assert "求助" not in mings.text
    for label in ("📄 要表格", "🌙 深色"):
        town.forward(seconds=4)
        data = next(one["callback_data"] for row in page.button_rows for one in row if one["text"] == label)
        town[MING].presses_data(data, on=mings)
        await town.settle()
    assert not [one for one in houses.heard(MING) if one.document is not None or "求助" in one.text]
    async with town.database.read() as tx:
        refused = [one for one in await access_log.refusals(tx) if one.action == Action.SEE_TOTALS]
    assert {one.actor_id for one in refused} == {town.members[MING].id}


async def _nothing_changes_afterwards(houses: Houses) -> None:
    """What comes to light later changes no number that was shown: the difference would be one person."""
    town = houses.town
    async with town.database.read() as tx:
        before = await store.of_quarter(tx, [town.branch_id], FOURTH.number)
    assert before[town.branch_id].lines[Line.REQUESTS] == 6
    town.at(datetime(2026, 12, 30, 10, 0, tzinfo=SHANGHAI))
    async with town.database.write() as tx:
        await stored(tx, town, YU, "一句话")
    town.at(NEW_YEAR + timedelta(days=1))
    await houses.ring()
    async with town.database.read() as tx:
        assert await store.of_quarter(tx, [town.branch_id], FOURTH.number) == before


async def test_before_the_first_quarter_is_over(quarter: Houses) -> None:
    assert "还没有一个季度的数" in (await quarter.town.ask(ZHOU, "上报")).text
