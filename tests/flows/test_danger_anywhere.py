"""Danger is heard from anybody, at any moment of the private chat, and nowhere else (C9, SAFE-07)."""

import logging

import pytest
import sqlalchemy as sa

from domain.messages import Lane, Message
from domain.privacy import Scope
from sandbox.play.heard import Heard
from services.turn import Turn, post
from storage import people as roster
from storage.schema import metadata
from tests.flows.cries import CRY, called, cries, is_answer
from tests.flows.test_sentinel import everything
from tests.flows.town import CHEN, MING, STRANGER, YU, Town
from tests.flows.troubles import calls, count

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
FAINT = "活着没什么意思"


async def asked_gently(town: Town) -> Heard:
    """Somebody says it; returns the question."""
    town.forward(seconds=4)
    town[MING].says(FAINT)
    return await town.hears(MING, "您现在是不是很难受")


async def test_a_stranger_gets_the_numbers(town: Town) -> None:
    town[STRANGER].starts()
    await town[STRANGER].hears()
    answer = await cries(town, STRANGER)
    assert "没法替您叫人" in answer.text
    assert "12356" in (await town.tap(STRANGER, "误会了", answer)).text
    assert await count(town.database, "danger_calls") == 0


async def test_before_the_notice(town: Town) -> None:
    """A life first, the notice later."""
    async with town.database.write() as tx:
        await roster.withdraw_consent(tx, town.members[MING].id, Scope.BASIC, town.clock.now())
        await roster.withdraw_consent(tx, town.members[CHEN].id, Scope.BASIC, town.clock.now())
    answer = await cries(town)
    assert "老周、陈姐" in answer.text
    assert "请现在就打给小明" in (await town.tap(CHEN, "我来联系", await called(town, CHEN))).text
    assert "用之前，请先看看" not in (await town.tap(MING, "🚑 身体急病", answer)).text
    town.forget_unheard()


@pytest.mark.parametrize(
    "words", [f"/求助 {CRY}", f"/help {CRY}", f"求助 {CRY}", f"/start {CRY}", f"/我 {CRY}", f"请假 {CRY}"]
)
async def test_words_after_a_command(town: Town, words: str) -> None:
    await cries(town, MING, words)
    town.forget_unheard()


async def test_in_the_middle_of_a_question_that_stays_open(town: Town) -> None:
    """The words are in no draft, and the question is as it was."""
    await town.ask(CHEN, "新会议")
    async with town.database.read() as tx:
        before = (await tx.execute(sa.select(metadata.tables["dialogues"]))).one()
    await cries(town, CHEN)
    async with town.database.read() as tx:
        assert (await tx.execute(sa.select(metadata.tables["dialogues"]))).one() == before
    assert "取消" in (await town.ask(CHEN, "取消")).text
    town.forget_unheard()


async def test_whoever_is_too_fast_is_answered_all_the_same(town: Town) -> None:
    for _ in range(25):
        town[MING].says("日历")
    await town.settle()
    town.forget_unheard()
    town[MING].says(CRY)
    town.forward(seconds=4)
    assert is_answer(await town.hears(MING, "我听到了"))
    town.forget_unheard()


async def test_by_word_by_command_and_by_button(town: Town) -> None:
    for words in ("我现在很难受", "/我现在很难受", "/sos"):
        await cries(town, MING, words)
    town.forget_unheard()
    assert await count(town.database, "danger_calls") == 1
    town.forward(hours=13)
    gentle = await asked_gently(town)
    town.forget_unheard()
    assert is_answer(await town.tap(MING, "我现在很难受", gentle))
    town.forget_unheard()


async def test_a_faint_cue_is_asked_about_once_in_twelve_hours(town: Town) -> None:
    gentle = await asked_gently(town)
    assert gentle.buttons == [["我现在很难受", "我还好"]]
    town.forget_unheard()
    await town.ask(MING, FAINT)
    await town.settle()
    assert [one for one in town.stage.unheard if "是不是很难受" in one.text] == []
    town.forget_unheard()
    town.forward(hours=12)
    gentle = await asked_gently(town)
    town.forget_unheard()
    assert "谢谢您告诉我" in (await town.tap(MING, "我还好", gentle)).text
    assert await count(town.database, "danger_calls") == 0
    town.forget_unheard()


async def test_a_second_wording_is_heard(town: Town) -> None:
    """An edited message is read for danger, and for nothing else."""
    said = town[MING].says("日历")
    await town[MING].hears()
    body = town[MING].chat.as_message(said)
    town.box.world.deliver(town.stage.bot, "edited_message", {**body, "text": CRY, "edit_date": body["date"]})
    assert is_answer(await town[MING].hears())
    town.box.world.deliver(town.stage.bot, "edited_message", {**body, "text": "请假", "edit_date": body["date"]})
    await town.settle()
    town.forget_unheard()


async def test_the_words_under_a_picture(town: Town) -> None:
    town[MING].sends_photo(PNG, CRY)
    assert is_answer(await town[MING].hears())
    town[MING].sends_file("信.txt", b"not looked at", CRY)
    town.forward(seconds=4)
    assert is_answer(await town[MING].hears())
    town.forget_unheard()


async def test_the_group_is_not_listened_to(town: Town) -> None:
    """SAFE-07: also where it is a command, and where the bot could hear everything."""
    before = len(calls(town, "sendMessage"))
    for words in (CRY, f"/help {CRY}", f"/calendar {CRY}"):
        town.forward(seconds=4)
        town[YU].says(words, to=town.group)
    await town.settle()
    told = [call for call in calls(town, "sendMessage")[before:] if call.chat_id != town.group.chat.id]
    assert told == []
    assert await count(town.database, "danger_calls") == 0
    town.forget_unheard()


async def test_the_sentence_is_nowhere(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """C9, PRV-08: in no table, log or letter, sealed or not; a sealed draft could be opened, so there is none."""
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "alembic", "telegram", "aiohttp", "apscheduler"):
        caplog.set_level(logging.WARNING, name)
    sentence = "实在撑不下去了，我不想活了，药就在手边"
    await cries(town, MING, sentence)
    await town.settle()
    found = await everything(town)
    assert "小明".encode() in found
    assert sentence.encode() not in found
    async with town.database.read() as tx:
        opened = [
            value for table in metadata.tables.values() for row in await tx.execute(sa.select(table)) for value in row
        ]
    assert not [value for value in opened if "药就在手边" in str(value)]
    assert "药就在手边" not in caplog.text
    assert not [one for one in town.stage.unheard if "药就在手边" in one.text]
    town.forget_unheard()


async def test_when_all_else_fails_there_are_the_numbers(town: Town) -> None:
    """SAFE-05: never silence."""
    async with town.database.write() as tx:
        await tx.execute(sa.text("ALTER TABLE danger_calls RENAME TO elsewhere"))
    town[MING].says(CRY)
    answer = await town[MING].hears()
    assert is_answer(answer)
    assert "没能替您叫人" in answer.text
    assert await count(town.database, "inbox", state="failed") == 0
    async with town.database.write() as tx:
        await tx.execute(sa.text("ALTER TABLE elsewhere RENAME TO danger_calls"))


async def test_danger_leaves_at_once_while_a_broadcast_runs(town: Town) -> None:
    """L6: the answer is not behind the letters that wait, and Telegram refuses nothing."""
    others = [town.box.world.add_person(f"同志{number}", id=5000 + number) for number in range(300)]
    for person in others:
        town.box.world.private_chat(town.stage.bot, person).started = True
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        for person in others:
            turn.tell(person.id, Message("通知"), lane=Lane.BROADCAST)
        await post(tx, [turn])
    await town.app.ring()
    await town.box.world.watch.until(lambda: len(calls(town, "sendMessage")) >= 20, 10)
    town[MING].says(CRY)
    assert is_answer(await town[MING].hears())
    assert await count(town.database, "outbox", state="waiting") > 30
    await town.settle()
    assert len(calls(town, "sendMessage")) == 303
    assert [call for call in town.box.world.calls if call.refusal is not None] == []
    town.forget_unheard()
