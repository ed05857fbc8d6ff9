"""A message that cannot be handled is set aside, stops no other, and can be tried again (S12, A9, V9)."""

import pytest
import sqlalchemy as sa

from domain.messages import Lane, Press
from handlers.keys import ButtonKeys
from storage.sealing import Keyring
from tests.flows.town import MING, TOKEN, YU, ZHOU, Town
from tests.flows.troubles import begun, count, signed_in, tell
from tests.processes import against, run

WORDS = "谁也不该看见这句话"


async def rename(town: Town, old: str, new: str) -> None:
    """An operator's slip: a table is not there."""
    async with town.database.write() as tx:
        await tx.execute(sa.text(f"ALTER TABLE {old} RENAME TO {new}"))


async def test_a_letter_we_cannot_read(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """It is sealed and kept, its sender and the secretary are told, `failed --retry` brings it back."""
    await rename(town, "dialogues", "elsewhere")
    assert "没有办成" in (await town.ask(MING, WORDS)).text
    await rename(town, "elsewhere", "dialogues")
    town.forward(seconds=9)
    assert "1 条办不了" in (await town.ask(ZHOU, "状态")).text
    assert [record.message for record in caplog.records] == ["有一条消息办不了，已放到一边。"]
    await town.stop()
    environment = against(town.box, TOKEN, town.settings.database_url, town.settings.key_file)
    listed = await run(environment, "failed")
    assert (listed.code, listed.complained) == (0, "")
    assert "2026-11-23 10:00" in listed.said
    assert "Error" in listed.said
    assert WORDS not in listed.said
    checked = await run(environment, "check")
    assert "有 1 条消息办不了" in checked.said
    retried = await run(environment, "failed", "--retry")
    assert "1 条消息已放回" in retried.said
    await town.start()
    assert "没有办成" not in (await town[MING].hears()).text
    await town.settle()
    assert await count(town.database, "inbox", state="failed") == 0
    assert "办不了" not in (await town.ask(ZHOU, "状态")).text


async def test_a_poisoned_press_among_good_ones(town: Town) -> None:
    """Those that share its commit do not notice."""
    board = await begun(town)
    keys = ButtonKeys(Keyring.from_file(town.settings.key_file).signer("buttons"))
    queue = town.box.world.queues[town.stage.bot.id]
    queue.hold()
    good = {who: town[who].presses("✅ 签到", on=board) for who in (MING, YU)}
    bad = town[ZHOU].presses_data(keys.pack(Press("topic", ())), on=board)
    late = town[ZHOU].presses("✅ 签到", on=board)
    queue.release()
    for who, press in good.items():
        assert "已签到" in (await town[who].toast(press)).text
    assert "没有办成" in (await town[ZHOU].toast(bad)).text
    assert "已签到" in (await town[ZHOU].toast(late)).text
    assert await signed_in(town) == 3
    assert await count(town.database, "inbox", state="failed") == 1
    assert "已签到 3 人" in (await town.board()).text
    town.forget_unheard()


async def test_a_chore_that_fails_stops_no_other(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    await rename(town, "access_log", "elsewhere")
    await town.app.ring()
    await rename(town, "elsewhere", "access_log")
    assert [record.message for record in caplog.records] == ["有一件定时事务办不了：tidy"]
    assert await count(town.database, "heard", rung_at=town.clock.now()) == 1


async def test_what_cannot_be_written_down_stops_no_other_letter(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """While a table is gone nobody can note that a reminder was said: answers go on, and it is not said twice (L6)."""
    await rename(town, "burden", "elsewhere")
    await tell(town, town[MING].chat.id, "提醒一句", lane=Lane.REMINDER)
    for _ in range(3):
        assert "小伴" in (await town.ask(YU, "菜单")).text
    town.forward(seconds=30)
    await town.settle()
    await rename(town, "elsewhere", "burden")
    await town.restart()
    await town.settle()
    assert [record.message for record in caplog.records].count("信件的结果记不下来，已放到一边。") == 1
    assert [one.text for one in town.stage.unheard] == ["提醒一句"]
    town.forget_unheard()
