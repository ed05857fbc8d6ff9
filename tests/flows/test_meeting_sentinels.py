"""What is said in a branch's organisational life is searched for wherever it could be left (V2, V9, M12, M31).

Tables as the database gives them, its file, the log, the group, everybody's chat and buttons, and everybody's own copy.
"""

import logging
from collections.abc import Mapping
from typing import Final

import pytest

from handlers.keys import ButtonKeys
from services.own_data import exporting
from services.turn import Turn
from storage.sealing import Keyring
from tests.flows import organised as said
from tests.flows.organised import SENTINELS, organised
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WANG, YU, ZHENG, ZHOU, Quarter
from tests.flows.test_sentinel import everything, on_the_disk
from tests.flows.town import names_an_absentee

EVERYBODY: Final = frozenset({CHEN, MING, YU, ZHOU, SUN, LI, HE})  # who was invited to the general meeting
FOR_THE_INVITED: Final = frozenset({said.ITEM, said.MATERIAL})  # announced to all, as a meeting's title is: not sealed
# Who has these words in their chat, written or told.
IN_CHAT: Final[Mapping[str, frozenset[str]]] = {
    said.ADDRESS: frozenset(
        {YU, ZHOU, SUN, LI}
    ),  # the host, and who leads that meeting; 陈姐 and 小明 have not said yes
    **dict.fromkeys((said.STAY, said.HOST, said.CONTACT), frozenset({MING, CHEN})),
    **dict.fromkeys((said.SKILL, said.SKILL_ASK), frozenset({MING, YU})),
    said.TAG_WHY: frozenset({MING, LI}),
    said.NOT_YET: frozenset({ZHENG, ZHOU}),  # a reason between two branches
    said.CONFIG: frozenset(),
    said.POLL_DRAFT: frozenset({CHEN}),
    said.BACKFILL: frozenset({CHEN, MING, YU, ZHOU}),  # M23: told to all on the list
    **dict.fromkeys((said.MOVED, *FOR_THE_INVITED), EVERYBODY),
    said.LEAVE: frozenset({MING}),
    **dict.fromkeys((said.MARK, said.DISPUTE, said.ANSWER), frozenset({YU, ZHOU})),
    said.RESOLUTION: frozenset({ZHOU}),
    **dict.fromkeys((said.TASK, said.CLOSING), frozenset({CHEN, ZHOU})),
    **dict.fromkeys((said.POINT, said.OPINION, said.AMENDED, said.WHY_AMENDED), frozenset({ZHOU})),
}
IN_COPY: Final[Mapping[str, frozenset[str]]] = {
    MING: frozenset({said.STAY, said.HOST, said.CONTACT, said.SKILL, said.TAG_WHY, said.LEAVE}),
    YU: frozenset({said.ADDRESS, said.SKILL_ASK, said.MARK, said.DISPUTE, said.ANSWER}),
    CHEN: frozenset({said.TASK, said.CLOSING}),
}


def test_a_line_that_no_group_may_read_would_be_found() -> None:
    """The end of every conversation looks for such a line in the group (`Town.named_in_group`)."""
    for line in ("🙋 请假：小明", "未签到：陈姐、王奶奶", "老周缺席", "王奶奶（病假）", "小雨迟到，原因：堵车"):
        assert names_an_absentee(line, [CHEN, MING, YU, ZHOU, WANG])
    for line in ("应到 8 人｜请假 1 人", "📍 小雨家", "主持人：老周"):
        assert not names_an_absentee(line, [CHEN, MING, YU, ZHOU, WANG])


def standing_in(raw: bytes) -> frozenset[str]:
    """Which of the words, or tell-tale pieces of them, stand in these bytes in any usual writing."""
    return frozenset(
        words
        for words in SENTINELS
        for piece in (words, words[:5], words[-5:])
        for form in (piece.encode(), piece.encode("utf-16-le"), ascii(piece).strip("'").encode())
        if form in raw
    )


async def test_what_was_said_stays_where_it_belongs(
    quarter: Quarter, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "alembic", "telegram", "aiohttp", "apscheduler", "jieba", "PIL"):
        caplog.set_level(logging.WARNING, name)
    await organised(quarter)
    town = quarter.town
    assert standing_in(await everything(town)) == FOR_THE_INVITED
    if town.database.embedded:
        assert standing_in(on_the_disk(database_url)) == FOR_THE_INVITED
    assert standing_in(caplog.text.encode()) == frozenset()
    _in_the_group(quarter)
    _in_the_chats(quarter)
    await _in_the_copies(quarter)


def _in_the_group(quarter: Quarter) -> None:
    """No word of anybody's, and nobody's name: not who is on leave, absent, late, or left out of 应到."""
    town = quarter.town
    in_group = "".join(f"{one.text}{one.reply_markup}" for one in town.group.chat.messages.values())
    assert "应到 8 人，实到 3 人，请假 1 人，缺席 4 人" in in_group
    assert standing_in(in_group.encode()) == frozenset()
    assert [name for name in town.members if name in in_group.replace(said.HOME, "")] == []
    assert [words for words in ("卧床", "病假", "事假", "迟到", "早退") if words in in_group] == []


def _in_the_chats(quarter: Quarter) -> None:
    """Each word where the table says, and on no button; a button holds a few numbers under our signature."""
    town = quarter.town
    keys = ButtonKeys(Keyring.from_file(town.settings.key_file).signer("buttons"))
    found: dict[str, set[str]] = {words: set() for words in IN_CHAT}
    left_out = set()
    for person in town.box.world.people.values():
        for heard in town[person.first_name].chat.messages.values():
            left_out |= {person.first_name} if "年老体弱卧床" in heard.text and WANG in heard.text else set()
            for words in standing_in(heard.text.encode()):
                found[words].add(person.first_name)
            for button in (one for row in heard.inline_keyboard for one in row if "callback_data" in one):
                assert keys.open(button["callback_data"]) is not None
    assert found == {words: set(some) for words, some in IN_CHAT.items()}
    assert set(IN_CHAT) == set(SENTINELS)
    assert left_out == {ZHOU}


async def _in_the_copies(quarter: Quarter) -> None:
    """In everybody's own file their own words, and no word about or by somebody else."""
    found = {}
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        for name, member in quarter.town.members.items():
            found[name] = standing_in((await exporting.file(turn, member))[0])
    assert {name: words for name, words in found.items() if words} == IN_COPY
