"""How the bot behaves in front of everybody (U3, M24, M25, L4, L5, M35)."""

from datetime import datetime, timedelta
from itertools import pairwise

from domain.members import MemberStatus
from sandbox.world.journal import Call
from storage import meetings, people
from tests.conftest import SHANGHAI
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


def _in_group(town: Town, method: str) -> list[Call]:
    chat_id = town.group.chat.id
    return [call for call in town.box.world.calls if call.method == method and int(call.params["chat_id"]) == chat_id]


async def test_one_message_for_one_meeting(town: Town) -> None:
    """U3: whatever happens at a meeting, the group gets one message; all else is an edit, a toast or private."""
    board, panel = await town.plan()
    for who in (MING, YU, ZHOU):
        await town.toast(who, "👌 会来", board)
    town.at(FRIDAY_THREE)
    for who in (CHEN, MING, YU):
        await town.toast(who, "✅ 签到", board)
        town.forward(seconds=5)
    await town.settle()
    sure = await town.hears(CHEN, "（这份名单只有您能看到）")
    town[CHEN].presses("🏁 结束会议", on=panel)
    sure = await town.hears(CHEN, "现在结束这次会议吗")
    town[CHEN].presses("结束会议", on=sure)
    assert "实到 3 人" in (await town.board()).text
    assert len(_in_group(town, "sendMessage")) == 1
    assert len(_in_group(town, "sendDocument")) == 0
    town.forget_unheard()


async def test_edits_keep_three_seconds_apart(town: Town) -> None:
    """M24, L5: forty people press within four seconds, and the board is edited at most every three."""
    crowd = await _crowd(town, 40)
    board, _ = await town.plan()
    town.at(FRIDAY_THREE)
    for number, name in enumerate(crowd):
        press = town[name].presses("✅ 签到", on=board)
        assert "已签到" in (await town[name].toast(press)).text
        if number % 10 == 9:
            town.forward(seconds=1)
    assert "已签到 40 人" in (await town.board()).text
    edits = _in_group(town, "editMessageText")
    assert 2 <= len(edits) <= 4
    assert all(later.at - earlier.at >= timedelta(seconds=3) for earlier, later in pairwise(edits))
    town.forget_unheard()


async def test_no_edit_without_a_change(town: Town) -> None:
    """L4: the board is edited only when it says something else."""
    board, _ = await town.plan()
    town.at(FRIDAY_THREE)
    for _ in range(3):
        await town.toast(MING, "✅ 签到", board)
        town.forward(seconds=5)
        await town.settle()
    shown = [call.params["text"] for call in _in_group(town, "editMessageText")]
    assert len(shown) == len(set(shown)) == 1
    assert all(call.refusal is None for call in town.box.world.calls)
    town.forget_unheard()


async def test_no_name_ever_reaches_the_group(town: Town) -> None:
    """M25."""
    board, panel = await town.plan()
    await town.toast(YU, "🙋 请假", board)
    town.at(FRIDAY_THREE)
    await town.toast(MING, "✅ 签到", board)
    await town.settle()
    town[CHEN].presses("🏁 结束会议", on=panel)
    sure = await town.hears(CHEN, "现在结束这次会议吗")
    town[CHEN].presses("结束会议", on=sure)
    await town.board()
    said = [*_in_group(town, "sendMessage"), *_in_group(town, "editMessageText")]
    assert said
    for call in said:
        assert not [name for name in town.members if name in call.params["text"]]
    town.forget_unheard()


async def test_a_tap_signs_in_only_the_tapper(town: Town) -> None:
    """M35."""
    board, _ = await town.plan()
    town.at(FRIDAY_THREE)
    await town.toast(MING, "✅ 签到", board)
    await town.toast(MING, "✅ 签到", board)
    assert "已签到 1 人" in (await town.board()).text
    assert "已到：小明\n" in (await town.panel()).text
    town.forget_unheard()


async def test_the_board_turns_its_page_by_the_clock(town: Town) -> None:
    """M6: opening, beginning and ending show on the board without anybody pressing."""
    await town.plan()
    for minutes, words in ((-29, "正在签到"), (1, "正在签到"), (121, "签到时间已过")):
        town.at(FRIDAY_THREE + timedelta(minutes=minutes))
        await town.app.ring()
        assert words in (await town.board()).text
    assert [row for row in town.group.board.buttons if "🙋 请假" in row] == []
    async with town.database.read() as tx:
        assert await meetings.stale_boards(tx, town.clock.now()) == []
    town.forget_unheard()


async def _crowd(town: Town, size: int) -> list[str]:
    """More members of the group, who have all joined."""
    world = town.box.world
    names = [f"党员{number:02}" for number in range(size)]
    async with town.database.write() as tx:
        for number, name in enumerate(names):
            person = world.add_person(name, id=3000 + number)
            world.private_chat(town.stage.bot, person).started = True
            town[name].joins(town.group)
            member = await people.add(tx, town.group_id, name, MemberStatus.FULL_MEMBER, town.clock.now())
            await people.bind(tx, member.id, person.id)
    await town.settle()
    return names
