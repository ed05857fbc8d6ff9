"""Texts that are meant to break something, names that look like markup, and floods (U4, L16, V10)."""

from typing import Any

import pytest
import sqlalchemy as sa

from domain.rates import PER_PERSON
from domain.requests import LONGEST_TEXT
from sandbox.play.heard import Heard
from services.requests import handing, helping
from services.turn import Turn, post
from storage import request_words
from storage import requests as store
from storage.people import members
from storage.request_words import WordsKind
from storage.schema import metadata
from tests.flows.asked import labels
from tests.flows.quarter import HE, LI, MING, YU, ZHOU, Quarter
from tests.flows.test_danger_anywhere import PNG
from tests.flows.test_ladder import A_DAY

FLOOD = 40
PLAIN = "住院的医药费医保怎么报销"
NASTY = {
    "markup": "<b>补助</b> <script>alert(1)</script> </pre><a href='tg://user?id=1'>书记</a> &lt;已转义&gt; &amp;",
    "markdown": "*药费* _报销_ [点这里](http://x.example) `rm -rf` ||藏着|| ~~没了~~",
    "from right to left": "\u202e药费报销\u202c \u200f右边\u200e 左边\u2066里面\u2069",
    "nothing to see": "药\u200b费\u200d报\ufeff销\u2060 住\u00ad院",
    "combining": "药费" + "\u0301" * 400 + "报销",
    "braces": "{{ request.number }} {% raw %} ${HOME} %s %(name)s \\u4e66 \\n",
    "statement": "药费'); DROP TABLE help_requests;-- \" ` \\",
    "pictures": "👨‍👩‍👧‍👦" * 280,
    "as long as may be": "<" * LONGEST_TEXT,
    "twice as long as it seems": "😀" * LONGEST_TEXT,
    "many lines": "药费\n" * 600,
}


def refused(quarter: Quarter) -> list[str]:
    """Calls that Telegram would not have taken."""
    calls = quarter.town.box.world.calls
    return [
        f"{call.method}: {call.refusal}" for call in calls if call.refusal and "not modified" not in str(call.refusal)
    ]


async def rows(quarter: Quarter, table: str) -> int:
    async with quarter.town.database.read() as tx:
        return int(await tx.scalar(sa.select(sa.func.count()).select_from(metadata.tables[table])) or 0)


async def sent(quarter: Quarter, words: str) -> None:
    """As far as the request, whatever is asked on the way."""
    town = quarter.town
    heard: Heard = await town.ask(MING, words)
    ways = ("医疗健康", "✅ 发送", "同意，继续", "只在支部里办")
    for _ in range(len(ways)):
        way = next((one for one in ways if one in labels(heard)), None)
        if way is None:
            break
        heard = await town.tap(MING, way, heard)
    await quarter.settle()
    quarter.heard(MING)


@pytest.mark.parametrize("kind", list(NASTY))
async def test_words_come_through_as_they_were_written(quarter: Quarter, kind: str) -> None:
    """In the request, the addition, the reply, the note and the reason, all in one message; nothing is markup."""
    words, town = f"{PLAIN} {NASTY[kind]}"[:LONGEST_TEXT].strip(), quarter.town
    await sent(quarter, words)
    async with town.database.read() as tx:
        assert await store.body(tx, 1) == words
    li, ming = quarter.member(LI), quarter.member(MING)
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        await request_words.add(tx, 1, ming.id, WordsKind.FROM_ASKER, words, turn.now)
        await helping.take(turn, li, 1)
        assert await helping.reply(turn, li, 1, words[: helping.LONGEST])
        assert await helping.note(turn, li, 1, words[: helping.LONGEST])
        await helping.open_words(turn, li, 1)
        await post(tx, [turn])
    await quarter.ring()
    opened = [one for one in quarter.heard(LI) if words[:20] in one.text]
    assert words[:1500].replace("\n", "") in opened[-1].text.replace("\n", "")
    assert not [
        entity for entity in opened[-1].message.entities if entity["type"] in {"text_link", "text_mention", "pre"}
    ]
    answered = "".join(one.text for one in quarter.heard(MING)).replace("\n", "")
    assert words[:200].replace("\n", "") in answered
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        assert isinstance(
            await handing.hand_on(turn, li, 1, quarter.member(HE).id, words[:200], back=False), handing.Handed
        )
        await helping.open_words(turn, quarter.member(HE), 1)
        await post(tx, [turn])
    await quarter.ring()
    assert [one for one in quarter.heard(HE) if words[:20] in one.text]
    assert refused(quarter) == []
    town.forget_unheard()


async def test_too_much_and_too_little_make_no_request(quarter: Quarter) -> None:
    """A message as long as Telegram lets one be, pictures alone, blanks nobody sees: a kind word, no draft of it."""
    town = quarter.town
    for words in ("药费报销" * 1024, "😀😀😀", "\u200b\u200d\ufeff.", "？？？", "1", "\u202e\u202c！"):
        assert (await town.ask(MING, words)).text
        await quarter.settle()
        assert await rows(quarter, "dialogues") == 0, words[:8]
    assert await rows(quarter, "help_requests") == 0
    assert refused(quarter) == []
    town.forget_unheard()


async def test_a_long_caption_is_said_in_full(quarter: Quarter) -> None:
    """The asker's and the helper's: more words than fit under a picture go before it."""
    town, long = quarter.town, "药费报销" * 255
    await sent(quarter, PLAIN)
    task = await town.hears(LI, "求助 26-001")
    await town.toast(LI, "🙋 我来办", task)
    mine = await town.hears(LI, "由您办理")
    quarter.heard(LI)
    await town.tap(LI, "💬 回复", mine)
    town.forward(seconds=9)
    town[LI].sends_photo(PNG, long)
    preview = await town[LI].hears()
    town.forward(seconds=9)
    town[LI].presses("📨 发送", on=preview)
    await quarter.settle()
    assert long in "".join(one.text for one in quarter.heard(MING))
    card = await town.ask(MING, "我的求助")
    await quarter.settle()
    card = next(one for one in [card, *quarter.heard(MING)] if "补充" in labels(one))
    await town.tap(MING, "补充", card)
    town.forward(seconds=9)
    town[MING].sends_photo(PNG, long)
    await quarter.settle()
    assert any(long in one.text for one in quarter.heard(LI))
    assert refused(quarter) == []
    town.forget_unheard()


async def test_a_flood_is_one_draft_and_no_request(quarter: Quarter) -> None:
    """V10: and the box of one flooding account stands in nobody's way."""
    town = quarter.town
    for number in range(FLOOD):
        town[YU].says(f"{PLAIN}，第{number}遍")
    assert "✅ 发送" in str((await town.ask(MING, PLAIN)).buttons)
    await quarter.settle()
    assert await rows(quarter, "help_requests") == 0
    assert await rows(quarter, "dialogues") == 2
    assert len(quarter.heard(YU)) <= PER_PERSON.burst + 1, "and that this is too much at once"
    town.forget_unheard()


async def test_names_that_look_like_markup_are_names(quarter: Quarter) -> None:
    """In cards, notices, lists, the slip, the log: a roster may hold anything."""
    town = quarter.town
    strange = {LI: "李<i>委&员", ZHOU: "周</b>书记{{x}}", MING: "明<a href='x'>&amp;"}
    async with town.database.write() as tx:
        for name, new in strange.items():
            member_id = quarter.member(name).id
            await tx.execute(sa.update(members).where(members.c.id == member_id).values(name=new))
        nodes = metadata.tables["nodes"]
        await tx.execute(sa.update(nodes).where(nodes.c.id == town.branch_id).values(name="第一<支>部&"))
    request = await quarter.submit(may_leave=True)
    heard: list[Any] = []
    for _ in range(9):
        await quarter.wait(hours=A_DAY)
        heard += quarter.heard(LI) + quarter.heard(ZHOU)
    assert any(strange[ZHOU] in one.text for one in heard)
    slips = [one.document.data.decode() for one in heard if one.document is not None]
    assert all("第一&lt;支&gt;部&amp;" in slip for slip in slips)
    assert slips
    await quarter.take(LI, request)
    await quarter.wait(hours=4 * A_DAY)
    assert strange[LI] in (await town.ask(ZHOU, "求助进展")).text
    assert refused(quarter) == []
    town.forget_unheard()
