"""What people confide in care is searched for wherever it could be left (V2, V9, C4, C18, TALK-07, PRV-15).

Tables as the database gives them, its file, the log, the group, everybody's chat and buttons, everybody's own copy,
the sheet and the picture that go up, and a backup.
"""

import logging
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest

from domain.access import Action
from domain.upward import Quarter as OfYear
from handlers.keys import ButtonKeys
from services.own_data import exporting
from services.turn import Turn
from services.upward import looking, sheet
from storage import people
from storage.sealing import Keyring
from tests.conftest import SHANGHAI
from tests.flows.quarter import CHEN, LI, MING, WANG, YU, ZHOU, Quarter
from tests.flows.test_care_dates import look_again
from tests.flows.test_deaths import recorded
from tests.flows.test_mood import agreed, feels
from tests.flows.test_sentinel import everything, on_the_disk
from tests.flows.test_talks import book
from tests.flows.test_visits import report_own
from tests.flows.town import TOKEN
from tests.processes import against, run

MOOD = "床头灯整夜开着才躺得住"
REPORT = "靠窗那张铁床嘎吱作响"
HOW, PROMISE, NEXT = "气色像是缓过来了", "答应把纱窗换成新的", "带一罐咸菜再跑一趟"
PLACE, LINE = "老槐树底下的石桌旁", "栏杆归老李去焊牢"
OWN_DAY, SHARED_DAY, DRAFT = "跟老伴头回看电影", "小外孙装助听器", "寄存处取骨灰盒"
FIX, WHY_NOT = "籍贯抄成了邻县的", "档案袋上盖的是旧章"
KIN = "侄子拿着村里开的条"

# Who has these words in their chat, written or opened; in a copy of their own data there are fewer.
IN_CHAT: Final[Mapping[str, frozenset[str]]] = {
    MOOD: frozenset({MING}),
    REPORT: frozenset({MING}),  # opened it is a short answer, and no message
    HOW: frozenset({CHEN, MING}),
    PROMISE: frozenset({CHEN, MING}),
    NEXT: frozenset({CHEN, MING}),
    PLACE: frozenset({CHEN, MING}),
    LINE: frozenset({CHEN}),  # agreed to, it goes from the card; who wants to read it taps
    OWN_DAY: frozenset({MING}),
    SHARED_DAY: frozenset({MING}),
    DRAFT: frozenset({YU}),
    FIX: frozenset({LI, MING}),
    WHY_NOT: frozenset({LI, MING}),
    KIN: frozenset({ZHOU}),
}
IN_COPY: Final = frozenset({MOOD, REPORT, HOW, PROMISE, NEXT, OWN_DAY, SHARED_DAY, FIX, WHY_NOT})  # 小明's alone


def standing_in(raw: bytes) -> set[str]:
    """Which of the words, or tell-tale pieces of them, stand in these bytes in any usual writing."""
    return {
        words
        for words in IN_CHAT
        for piece in (words, words[:5], words[-5:])
        for form in (piece.encode(), piece.encode("utf-16-le"), ascii(piece).strip("'").encode())
        if form in raw
    }


async def confided(quarter: Quarter) -> None:
    """All that can be confided, said through the chat, as far as its last word."""
    await _a_visit(quarter)
    await _a_talk(quarter)
    await _days_of_ones_own(quarter)
    await _mistakes(quarter)
    town = quarter.town
    await agreed(town)
    await town.tap(MING, "写几句", await feels(town, MING, "😟 不太好"))
    assert "只有您自己看得到" in (await town.ask(MING, MOOD)).text
    assert (await town.ask(MING, "我的心情")).photo is not None
    await town.ask(YU, "我的日子")
    await town.ask(YU, "加一个日子", "别的日子")
    await town.ask(YU, DRAFT)
    await _all_heard(quarter)


async def _all_heard(quarter: Quarter) -> None:
    """What was said up to now is of no more interest."""
    await quarter.settle()
    quarter.town.forget_unheard()


async def _a_visit(quarter: Quarter) -> None:
    town = quarter.town
    await report_own(quarter, words=REPORT)
    card = await town.hears(CHEN, "请您去看看 小明")
    assert REPORT in (await town.toast(CHEN, "🔒 看本人写的", card)).text
    await town.toast(CHEN, "✅ 去过了", card)
    await town.tap(CHEN, "📝 记几句", await town.hears(CHEN, "您去看了 小明"))
    question = await town.ask(CHEN, HOW, PROMISE, NEXT)
    await town.tap(CHEN, "一周后", question)
    await _all_heard(quarter)


async def _a_talk(quarter: Quarter) -> None:
    """Asked for at a place in words, held another time, with a line that both keep."""
    town = quarter.town
    await book(quarter, PLACE)
    await _all_heard(quarter)
    card = await book(quarter, "散步")
    await town.toast(CHEN, "可以", card)
    await _all_heard(quarter)
    town.forward(days=4, hours=9)
    await town.toast(CHEN, "✅ 谈过了", card)
    await town.tap(CHEN, "📝 留一句", await town.hears(CHEN, "谈过了"))
    await town.ask(CHEN, LINE)
    await town.toast(MING, "同意留", await town.hears(MING, LINE))
    await _all_heard(quarter)


async def _days_of_ones_own(quarter: Quarter) -> None:
    town = quarter.town
    for words, who in ((OWN_DAY, "只提醒我自己"), (SHARED_DAY, "同意，也让组长知道")):
        await town.tap(MING, "➕ 加一个日子", await town.ask(MING, "我的日子"))
        assert "前一天早上提醒您" in (await town.ask(MING, words, "12月16日", "只这一次", who)).text
    await look_again(quarter)
    await quarter.ring()
    page = await town.ask(CHEN, "关怀日历")
    label = next(label for row in page.buttons for label in row if label.startswith("看看："))
    assert SHARED_DAY in (await town.toast(CHEN, label, page)).text
    await _all_heard(quarter)


async def _mistakes(quarter: Quarter) -> None:
    """更正, a death, and kin who come for a copy."""
    town = quarter.town
    await town.ask(MING, "更正", FIX)
    opened = await town.tap(LI, "打开看", await town.hears(LI, "资料有不对的地方"))
    await town.tap(LI, "不改，说明原因", opened)
    await town.ask(LI, WHY_NOT)
    await recorded(quarter, ZHOU, WANG)
    await town.tap(ZHOU, "要一份", await town.ask(ZHOU, "亲属查阅", WANG, KIN))
    await _all_heard(quarter)


@pytest.fixture
async def told(quarter: Quarter, caplog: pytest.LogCaptureFixture) -> Quarter:
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "alembic", "telegram", "aiohttp", "apscheduler", "jieba", "PIL"):
        caplog.set_level(logging.WARNING, name)
    await confided(quarter)
    return quarter


async def test_nothing_that_was_confided_stands_in_the_open(
    told: Quarter, database_url: str, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    town = told.town
    assert standing_in(await everything(town)) == set()
    if town.database.embedded:
        assert standing_in(on_the_disk(database_url)) == set()
    in_group = "".join(one.text for one in town.group.chat.messages.values())
    assert standing_in(in_group.encode()) == set()
    assert WANG not in in_group
    _in_the_chats(told)
    await _in_the_copies(told)
    await _in_what_goes_up(told)
    saved = tmp_path / "one.backup"
    done = await run(against(town.box, TOKEN, database_url, town.settings.key_file), "backup", str(saved))
    assert done.code == 0, done.complained
    assert standing_in(saved.read_bytes() + done.said.encode() + done.complained.encode()) == set()
    assert standing_in(caplog.text.encode()) == set()


def _in_the_chats(told: Quarter) -> None:
    """Each word where the table says, and on no button; what a button asks for is a few numbers."""
    town = told.town
    keys = ButtonKeys(Keyring.from_file(town.settings.key_file).signer("buttons"))
    found: dict[str, set[str]] = {words: set() for words in IN_CHAT}
    for person in town.box.world.people.values():
        for heard in town[person.first_name].chat.messages.values():
            for words in standing_in(heard.text.encode()):
                found[words].add(person.first_name)
            rows = (heard.reply_markup or {}).get("inline_keyboard", [])
            for button in (one for row in rows for one in row):
                assert standing_in(str(button).encode()) == set()
                if "callback_data" in button:
                    assert keys.open(button["callback_data"]) is not None
    assert found == {words: set(some) for words, some in IN_CHAT.items()}


async def _in_the_copies(told: Quarter) -> None:
    """Everybody's own file: 小明's own words are in that of 小明, and of a line two keep only that there is one."""
    town = told.town
    found = {}
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        for name, member in town.members.items():
            data, _ = await exporting.file(turn, member)
            found[name] = standing_in(data)
        kin, _ = await exporting.for_kin(turn, town.members[WANG])
    assert standing_in(kin) == set()
    assert {name: words for name, words in found.items() if words} == {MING: IN_COPY}


async def _in_what_goes_up(told: Quarter) -> None:
    """Every part of the sheet, and the letter with the picture: neither words nor anybody's name."""
    town = told.town
    town.at(datetime(2027, 1, 4, 10, 0, tzinfo=SHANGHAI))
    await told.ring()
    await told.ring()
    town.forget_unheard()
    page = await town.ask(ZHOU, "上报")
    assert page.photo is not None
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        zhou = await people.get(tx, told.member(ZHOU).id)
        assert zhou is not None
        seen = await looking.look(turn, zhou, OfYear.of(date(2026, 12, 31)))
        assert isinstance(seen, looking.Page), Action.SEE_TOTALS
        file = sheet.of_page(seen).file
    assert file is not None
    parts = zipfile.ZipFile(BytesIO(file.data))
    raw = b"".join(parts.read(name) for name in parts.namelist()) + page.text.encode() + page.photo
    assert standing_in(raw) == set()
    assert [name for name in town.members if name.encode() in raw] == []
    assert standing_in(await everything(town)) == set()
    town.forget_unheard()
