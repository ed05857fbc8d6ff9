"""What helpers must not see, and what must not stay (H10, H14, H15, V2)."""

import json
import logging

import pytest
import sqlalchemy as sa

from domain.messages import MediaKind
from domain.requests import HelpRequest, RequestStatus
from sandbox.play.heard import Heard
from sandbox.world.files import FileKind
from services.requests import cards, helping
from services.turn import Turn, post
from storage import access_log, request_words
from storage import requests as store
from storage.outbox import outbox
from storage.request_words import WordsKind
from storage.request_words import request_words as words_table
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, YU, ZHOU, Quarter
from tests.flows.test_sentinel import everything, on_the_disk

ASKED, REPLIED, NOTED, WHY = (
    "儿媳上周把存折拿走了",
    "这事我去找您儿子谈谈",
    "此人前年也闹过一回",
    "我跟她家是三代表亲",
)


async def taken(quarter: Quarter, who: str, request: HelpRequest) -> Heard:
    """Somebody opens it and takes it; the card as it is then."""
    await quarter.ring()
    card = await quarter.town.hears(who, f"求助 {request.number}")
    await quarter.town.toast(who, "🙋 我来办", card)
    mine = await quarter.town.hears(who, "由您办理")
    quarter.town.forget_unheard()
    return mine


async def changed(quarter: Quarter, request: HelpRequest, **changes: object) -> None:
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        await tx.execute(sa.update(store.help_requests).where(store.help_requests.c.id == request.id).values(**changes))
        found = await store.get(tx, request.id)
        assert found is not None
        await cards.refresh(turn, found)
        await post(tx, [turn])
    await quarter.ring()


async def with_file(quarter: Quarter, request: HelpRequest, kind: FileKind, name: str) -> None:
    stored = quarter.town.box.world.files.put(name, b"OggS", kind=kind)
    async with quarter.town.database.write() as tx:
        asker = quarter.member(MING).id
        now = quarter.town.clock.now()
        said = WordsKind.FROM_ASKER
        media = str(MediaKind(str(kind)))
        await request_words.add(tx, request.id, asker, said, None, now, file_kind=media, file=stored.file_id)


async def test_a_hidden_name_is_nowhere_in_what_a_helper_gets(quarter: Quarter) -> None:
    request = await quarter.submit(MING, body=ASKED)
    await changed(quarter, request, hide_name=True)
    card = await quarter.town.hears(LI, "求助 26-001")
    await quarter.town.toast(LI, "👁 打开看", card)
    words = await quarter.town.hears(LI, ASKED)
    assert "求助人没有留名" in words.text
    assert MING not in words.text
    quarter.town.forget_unheard()


async def test_who_is_left_out_hears_nothing_gets_nothing_and_opens_nothing(quarter: Quarter) -> None:
    """A complaint about 李委员: not asked, not handed to, and a button that was lent does not open it."""
    request = await quarter.submit(MING, body=ASKED, excluded=[LI])
    mine = await taken(quarter, ZHOU, request)
    assert quarter.heard(LI) == []
    question = await quarter.town.tap(ZHOU, "↪️ 转给…", mine)
    assert not [label for row in question.buttons for label in row if LI in label or CHEN in label]
    menu = await quarter.town.ask(LI, "菜单")
    data = next(one["callback_data"] for row in mine.button_rows for one in row if one["text"] == "👁 打开看")
    refused = await quarter.town[LI].toast(quarter.town[LI].presses_data(data, on=menu))
    assert refused.alert
    assert ASKED not in refused.text
    async with quarter.town.database.read() as tx:
        (entry,) = await access_log.refusals(tx)
    assert (entry.actor_id, entry.request_id) == (quarter.member(LI).id, request.id)
    assert not [one for one in quarter.town[LI].chat.messages.values() if "26-001" in one.text]
    quarter.town.forget_unheard()


@pytest.mark.parametrize("lent", ["💬 回复", "🗒 内部备注", "↪️ 转给…", "↩️ 退回", "✅ 办好了", "🙋 我来办"])
async def test_a_lent_button_does_nothing(quarter: Quarter, lent: str) -> None:
    request = await quarter.submit(MING, body=ASKED)
    await quarter.ring()
    card = await quarter.town.hears(LI, "求助 26-001")
    if lent != "🙋 我来办":
        await quarter.town.toast(LI, "🙋 我来办", card)
        card = await quarter.town.hears(LI, "由您办理")
    data = next(one["callback_data"] for row in card.button_rows for one in row if one["text"] == lent)
    quarter.town.forget_unheard()
    menu = await quarter.town.ask(YU, "菜单")
    assert "不由您办理" in (await quarter.town[YU].toast(quarter.town[YU].presses_data(data, on=menu))).text
    async with quarter.town.database.read() as tx:
        assert [one.actor_id for one in await access_log.refusals(tx)] == [quarter.member(YU).id]
    assert (await quarter.request(request.id)).owner_id != quarter.member(YU).id
    quarter.town.forget_unheard()


async def test_who_is_not_asked_has_nothing_on_the_list(quarter: Quarter) -> None:
    await quarter.submit(MING, body=ASKED)
    await quarter.ring()
    quarter.town.forget_unheard()
    for name in (ZHOU, SUN, HE, CHEN):
        assert "现在没有等您办的求助" in (await quarter.town.ask(name, "待办")).text


async def test_a_file_that_still_waits_is_not_sent_to_who_may_open_it_no_more(quarter: Quarter) -> None:
    request = await quarter.submit(MING, body=ASKED)
    await with_file(quarter, request, FileKind.VOICE, "voice.ogg")
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        await cards.ask(turn, request, quarter.member(ZHOU))
        await helping.open_files(turn, quarter.member(LI), request.id)
        await post(tx, [turn])
        later = Turn(tx, quarter.town.clock.now())
        assert isinstance(await helping.take(later, quarter.member(ZHOU), request.id), helping.Taken)
        await post(tx, [later])
        waiting = await tx.scalars(sa.select(outbox.c.topic).where(outbox.c.topic.startswith("file:")))
        assert list(waiting) == []
    await quarter.settle()
    quarter.town.forget_unheard()


async def test_a_voice_and_a_paper_are_heard_and_taken_back(quarter: Quarter) -> None:
    request = await quarter.submit(MING, body="")
    await with_file(quarter, request, FileKind.VOICE, "voice.ogg")
    await with_file(quarter, request, FileKind.DOCUMENT, "诊断书.pdf")
    mine = await taken(quarter, LI, request)
    await quarter.town.toast(LI, "👁 打开看", mine)
    words = await quarter.town.hears(LI, "（语音")
    assert words.buttons[-1] == ["📎 听语音、看附件"]
    for _ in range(2):
        await quarter.town.toast(LI, "📎 听语音、看附件", words)
        await quarter.ring()
        held = [one.attachment for one in quarter.town[LI].chat.messages.values() if one.attachment]
        assert [one.kind for one in held] == [FileKind.VOICE, FileKind.DOCUMENT]
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        await store.change(tx, request.id, status=RequestStatus.WITHDRAWN)
        await store.erase(tx, request.id)
        await request_words.erase(tx, request.id)
        found = await store.get(tx, request.id)
        assert found is not None
        await cards.refresh(turn, found)
        await post(tx, [turn])
    await quarter.ring()
    assert not [one for one in quarter.town[LI].chat.messages.values() if one.attachment]
    quarter.town.forget_unheard()


async def test_sentences_are_sealed_or_gone(
    quarter: Quarter, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What was asked, answered, noted, and why it was handed on: in no table, log or letter (V2, V9)."""
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "alembic", "telegram", "aiohttp", "apscheduler"):
        caplog.set_level(logging.WARNING, name)
    town = quarter.town
    request = await quarter.submit(MING, body=ASKED)
    mine = await taken(quarter, LI, request)
    await town.toast(LI, "👁 打开看", mine)
    assert ASKED in (await town.hears(LI, ASKED)).text
    await town.tap(LI, "💬 回复", mine)
    preview = await town.ask(LI, REPLIED)
    town[LI].presses("📨 发送", on=preview)
    assert REPLIED in (await town.hears(MING, REPLIED)).text
    town.forget_unheard()
    await town.tap(LI, "🗒 内部备注", mine)
    await town.ask(LI, NOTED)
    await quarter.ring()
    town.forget_unheard()
    await town.tap(LI, "纪检委员 何委员", await town.tap(LI, "↪️ 转给…", mine))
    await town.tap(LI, "不改分类", await town.ask(LI, WHY))
    his = await town.hears(HE, "由您办理")
    await town.toast(HE, "👁 打开看", his)
    words = await town.hears(HE, ASKED)
    assert all(sentence in words.text for sentence in (REPLIED, NOTED, WHY))
    await town.tap(HE, "💬 回复", his)
    await town.ask(HE, "长" * 1001)
    await quarter.ring()
    async with town.database.read() as tx:
        texts = set((await tx.execute(sa.select(words_table.c.text))).scalars())
    assert {REPLIED, NOTED, WHY} <= texts
    places = [await everything(town), caplog.text.encode()]
    if town.database.embedded:
        places.append(on_the_disk(database_url))
    for raw in places:
        assert [sentence for sentence in (ASKED, REPLIED, NOTED, WHY) if _stands_in(sentence, raw)] == []
    town.forget_unheard()


def _stands_in(sentence: str, raw: bytes) -> bool:
    forms = (sentence.encode(), sentence.encode("utf-16-le"), json.dumps(sentence).strip('"').encode())
    return any(form in raw for form in forms)
