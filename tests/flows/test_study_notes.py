"""写几句: private unless its author says otherwise, taken back at any time, and taken along (S17, PRV-07)."""

import sqlalchemy as sa

from domain.members import Role
from domain.messages import Press
from sandbox.play.heard import Heard
from storage import people, studying_notes
from storage.schema import metadata
from tests.flows.study import BRANCH, FIRST, arrange, heard, presses
from tests.flows.town import CHEN, MING, STRANGER, YU, ZHOU, Town

WORDS = "读到第三条想起了我爹的老党证"


async def write(town: Town, who: str = MING, words: str = WORDS) -> Heard:
    """Write a note on the first piece; returns its card."""
    page = await town.ask(who, "学习")
    opened = await town.tap(who, "📖 打开", page)
    question = await town.tap(who, "✍️ 写几句", opened)
    assert "只有您看得到" in question.text
    return await town.ask(who, words)


async def test_private_by_default_and_sealed(town: Town) -> None:
    await arrange(town, week="11月23日（周一）")
    card = await write(town)
    assert WORDS in card.text
    assert "🔒 只有您看得到" in card.text
    await town.settle()
    assert [one for who in (CHEN, YU, ZHOU) for one in heard(town, who)] == []
    async with town.database.read() as tx:
        raw = await tx.execute(sa.text("SELECT words FROM study_notes"))
        assert WORDS.encode() not in bytes(raw.scalar_one())
    listed = await town.tap(MING, "✍️ 我写的", await town.tap(MING, "更多", await town.ask(MING, "学习")))
    assert listed.buttons == [[f"11月23日（周一） {FIRST}"]]
    again = await town.tap(MING, listed.buttons[0][0], listed)
    assert WORDS in again.text


async def test_shared_with_the_publicity_member_and_taken_back(town: Town) -> None:
    async with town.database.write() as tx:
        await people.appoint(tx, town.members[YU].id, town.branch_id, Role.PUBLICITY_MEMBER, town.clock.now())
    await arrange(town, week="11月23日（周一）")
    card = await write(town)
    offer = await town.tap(MING, "给大家看看", card)
    assert "只给一位同志看：宣传委员 小雨" in offer.text
    shared = await town.tap(MING, "只给小雨看", offer)
    assert "已给支部一位同志看" in shared.text
    seen = await town.hears(YU, "小明写了学习体会")
    assert WORDS in seen.text
    assert heard(town, ZHOU) == []
    private = await town.tap(MING, "收回", shared)
    assert "🔒 只有您看得到" in private.text
    emptied = await town.hears(YU, "本人收回了")
    assert WORDS not in emptied.text
    assert emptied.message_id == seen.message_id
    town.forget_unheard()


async def test_prv_11_it_goes_to_nobody_but_who_was_named(town: Town) -> None:
    """The branch has another publicity member by the time of the press: a yes to one is none to the other."""
    await arrange(town, week="11月23日（周一）")
    offer = await town.tap(MING, "给大家看看", await write(town))
    assert "只给一位同志看：书记 老周" in offer.text
    async with town.database.write() as tx:
        await people.appoint(tx, town.members[YU].id, town.branch_id, Role.PUBLICITY_MEMBER, town.clock.now())
    assert "先自己留着" in (await town.toast(MING, "只给老周看", offer)).text
    await town.settle()
    assert [one for who in (YU, ZHOU) for one in heard(town, who)] == []


async def test_in_the_group_only_by_name_and_by_choice(town: Town) -> None:
    """The one way that words reach a group: the author pressed 贴到群里，写我的名字."""
    await arrange(town, week="11月23日（周一）")
    offer = await town.tap(MING, "给大家看看", await write(town))
    assert "第三党小组" in offer.text
    shared = await town.tap(MING, "贴到群里，写我的名字", offer)
    posted = await town.group.hears()
    assert posted.text == f"✍️ 小明的学习体会：{FIRST}\n\n{WORDS}"
    erased = await town.tap(MING, "删掉", shared)
    assert "删掉了" in erased.text
    await town.settle()
    town.forward(seconds=4)
    await town.settle()
    assert [one.text for one in town.group.chat.messages.values() if one.text] == ["✍️ 这份学习体会，本人收回了。"]
    town.forget_unheard()


async def test_writing_again_makes_it_private_again(town: Town) -> None:
    await arrange(town, week="11月23日（周一）")
    shared = await town.tap(MING, "只给老周看", await town.tap(MING, "给大家看看", await write(town)))
    await town.hears(ZHOU, WORDS)
    await town.tap(MING, "重写", shared)
    card = await town.ask(MING, "换几句话说")
    assert "🔒 只有您看得到" in card.text
    await town.hears(ZHOU, "本人收回了")
    town.forget_unheard()


async def test_nobody_gets_at_anothers_note(town: Town) -> None:
    """V5: not the leader, not the secretary, not a stranger, whatever they press."""
    await arrange(town, week="11月23日（周一）")
    await write(town)
    before = await _notes(town)
    to_zhou = Press("stnb", (1, town.members[ZHOU].id))
    town[STRANGER].starts()
    messages = {who: await town.ask(who, "电话") for who in (CHEN, YU, ZHOU)}
    messages[STRANGER] = await town[STRANGER].hears()
    for who, message in messages.items():
        for press in (*(Press(one, (1,)) for one in ("stnv", "stns", "stng", "stnw", "stnd")), to_zhou):
            toast = await presses(town, who, message, press)
            await town.settle()
            assert WORDS not in toast.text
            assert not [one for one in heard(town, who) if WORDS in one.text]
    assert await _notes(town) == before
    town.forget_unheard()


async def test_a_marker_is_not_kept(town: Town) -> None:
    """SEC-04."""
    await arrange(town, week="11月23日（周一）")
    refused = await write(town, words="内部资料第三页说的")
    assert "没有保存" in refused.text
    assert await _notes(town) == []
    town.forget_unheard()


async def test_whoever_leaves_takes_it_all_along(town: Town) -> None:
    """PRV-07: notes, marks, hours and taste; what stands in the group says only that it was taken back."""
    await arrange(town, week="11月23日（周一）")
    offer = await town.tap(MING, "给大家看看", await write(town))
    await town.tap(MING, "贴到群里，写我的名字", offer)
    await town.group.hears()
    await town.ask(MING, "已学")
    await town.tap(MING, "不用发给我", await town.ask(MING, "学习提醒"))
    sure = await town.tap(MING, "退出小伴", await town.ask(MING, "隐私"))
    assert "已经退出" in (await town.tap(MING, "确定退出", sure)).text
    await town.settle()
    town.forward(seconds=4)
    await town.settle()
    assert WORDS not in str([one.text for one in town.group.chat.messages.values()])
    async with town.database.read() as tx:
        for name in ("study_marks", "study_hours", "study_tastes"):
            table = metadata.tables[name]
            assert list(await tx.execute(sa.select(table).where(table.c.member_id == town.members[MING].id))) == []
        note = await studying_notes.get(tx, 1)
    assert note is not None
    assert note.words is None
    town.forget_unheard()


async def test_a_note_belongs_to_ones_own_piece(town: Town) -> None:
    await arrange(town, whom=f"{BRANCH}：预备党员", week="11月23日（周一）")
    message = await town.ask(MING, "菜单")
    assert "已经撤下" in (await presses(town, MING, message, Press("stn", (1,)))).text


async def _notes(town: Town) -> list[object]:
    async with town.database.read() as tx:
        return [tuple(row) for row in await tx.execute(sa.select(studying_notes.notes))]
