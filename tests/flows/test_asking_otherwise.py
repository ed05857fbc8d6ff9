"""Asking by voice, with pictures, for somebody else, in the group; what is not for us (H1, H15, H16, H24, HELP-06)."""

import sqlalchemy as sa

from domain.privacy import Scope
from domain.requests import Medium
from sandbox.world import membership
from services.requests import leaving
from services.turn import Turn
from storage import people, request_words
from storage import requests as store
from storage.dialogues import dialogues
from tests.flows.asked import SURE, labels, over, send, taken
from tests.flows.quarter import CHEN, LI, MING, WANG, YU, ZHOU, Quarter
from tests.flows.test_sentinel import everything
from tests.flows.town import STRANGER, Town

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da6364f8ffbf1e000584027fb44ed0"
    "5e0000000049454e44ae426082"
)


async def files_of(quarter: Quarter, request_id: int = 1) -> list[str | None]:
    async with quarter.town.database.read() as tx:
        return [one.file_kind for one in await request_words.of(tx, request_id)]


async def test_a_voice_goes_to_a_human(quarter: Quarter) -> None:
    """H16."""
    town = quarter.town
    town[MING].sends_voice()
    draft = await town[MING].hears()
    assert "我听不懂内容，会原样交给同志听" in draft.text
    assert "交给 书记 老周" in draft.text
    changed = await town.tap(MING, "改类别", await town.tap(MING, "改一下", draft))
    draft = await town.tap(MING, "医疗健康", changed)
    assert "类别：医疗健康" in draft.text
    assert "交给 组织委员 李委员" in draft.text
    consent = await town.tap(MING, "✅ 发送", draft)
    card = await town.tap(MING, "只在支部里办", await town.tap(MING, "同意，继续", consent))
    assert "语音 · 医疗健康" in card.text
    assert (await quarter.request(1)).medium is Medium.VOICE
    assert await files_of(quarter) == ["voice"]
    assert "语音" in (await town.hears(LI, "求助 26-001")).text
    await over(quarter)


async def test_pictures_and_files_belong_to_the_draft(quarter: Quarter) -> None:
    """H15: before and after the words, as a picture or a file."""
    town = quarter.town
    town[MING].sends_photo(PICTURE)
    asked = await town[MING].hears()
    assert "请写一句话，说说是什么事" in asked.text
    await town.ask(MING, SURE)
    town.forward(seconds=4)
    town[MING].sends_file("费用清单.pdf", b"%PDF-1.4")
    draft = await town[MING].hears()
    assert "带 2 个附件" in draft.text
    consent = await town.tap(MING, "✅ 发送", draft)
    await town.tap(MING, "只在支部里办", await town.tap(MING, "同意，继续", consent))
    assert await files_of(quarter) == ["photo", "document"]
    await over(quarter)


async def test_files_for_a_request_on_its_way(quarter: Quarter) -> None:
    town = quarter.town
    _, card = await taken(quarter)
    town[MING].sends_file("补充材料.xlsx", b"not a roster")
    choice = await town[MING].hears()
    assert labels(choice) == ["补充到 26-001", "是另一件事", "取消"]
    assert "转给了组织委员 李委员" in (await town.tap(MING, "补充到 26-001", choice)).text
    await quarter.settle()
    await town.tap(MING, "补充", card)
    town.forward(seconds=4)
    town[MING].sends_voice()
    assert "转给了组织委员 李委员" in (await town[MING].hears()).text
    assert await files_of(quarter) == ["document", "voice"]
    await quarter.settle()
    await over(quarter)


async def test_a_file_that_nobody_waits_for(quarter: Quarter) -> None:
    """H15: a document is a roster only for who keeps one; too big is too big; a question comes first."""
    town = quarter.town
    town[YU].sends_file("名单.csv", "姓名\n某人".encode())
    assert "花名册" in (await town[YU].hears()).text
    await town.ask(YU, SURE)
    town.forward(seconds=4)
    town[YU].sends_file("录像.mov", b"x", size=21 * 1024 * 1024)
    assert "最大 20 MB" in (await town[YU].hears()).text
    town.forward(seconds=9)
    await town.tap(YU, "换个人看", await town.ask(YU, "材料都齐了"))
    town.forward(seconds=4)
    town[YU].sends_photo(PICTURE)
    assert "请先回答上面那个问题" in (await town[YU].hears()).text
    town[STRANGER].starts()
    await town[STRANGER].hears()
    town.forward(seconds=4)
    town[STRANGER].sends_voice()
    assert "还不认识您" in (await town[STRANGER].hears()).text


async def test_for_somebody_else_only_a_word_of_care(quarter: Quarter) -> None:
    """H24: no details, whatever is typed; to the group leader of the person."""
    town = quarter.town
    screen = await town.ask(MING, "求助")
    asked = await town.tap(MING, "替别人说", screen)
    assert "不写具体情况" in asked.text
    assert "没有找到「王大妈」" in (await town.ask(MING, "王大妈")).text
    draft = await town.ask(MING, WANG)
    assert "请关心 王奶奶" in draft.text
    assert "党小组长 陈姐" in draft.text
    refused = await town.tap(MING, "我想写具体情况", draft)
    assert "只能由王奶奶本人来说" in refused.text
    refused = await town.ask(MING, "她上周摔了一跤没人管")
    assert "只能由王奶奶本人来说" in refused.text
    card = await town.tap(MING, "✅ 发送", refused)
    assert "请关心 王奶奶" in card.text
    assert "补充" not in labels(card)
    request = await quarter.request(1)
    assert (request.medium, request.about_id) == (Medium.CARE, quarter.member(WANG).id)
    async with town.database.read() as tx:
        assert await store.body(tx, 1) is None
        assert await request_words.of(tx, 1) == []
    assert "求助 26-001" in (await town.hears(CHEN, "26-001")).text
    more = await town.tap(MING, "更多…", card)
    assert "可以转到社区、街道" not in labels(more), "for one's own matters only"
    async with town.database.write() as tx:
        asker = quarter.member(MING)
        assert await leaving.decide(Turn(tx, town.clock.now()), asker, 1, may_leave=True) is None
    assert "摔了一跤".encode() not in await everything(town)
    await over(quarter)


async def test_care_for_the_group_leader_goes_one_rung_up(quarter: Quarter) -> None:
    town = quarter.town
    await town.tap(MING, "替别人说", await town.ask(MING, "求助"))
    draft = await town.ask(MING, CHEN)
    assert "交给 组织委员 李委员" in draft.text
    await town.tap(MING, "取消", draft)


async def test_a_report_is_shown_the_way_and_not_kept(quarter: Quarter) -> None:
    """HELP-06: the proper channel, nothing stored; it may still be for us."""
    town = quarter.town
    shown = await town.ask(MING, "我要举报物业经理收受贿赂")
    assert "12388" in shown.text
    assert shown.buttons == [["不是举报，是求助"]]
    async with town.database.read() as tx:
        assert await tx.scalar(sa.select(sa.func.count()).select_from(dialogues)) == 0
    await town.tap(MING, "不是举报，是求助", shown)
    draft = await town.ask(MING, "被人举报了，医保报销和住院费停了，我想问问怎么办")
    assert "✅ 发送" in labels(draft) or "转人工" in labels(draft)


async def test_in_the_group_one_line_and_no_word_kept(town: Town) -> None:
    """H1, HELP-02: by command, by mention, by answering the bot; once in ten minutes where it was no command."""
    said = "我老伴癌症晚期没钱治"
    town.stage.bot.privacy = False
    membership.promote(town.box.world, town.group.chat, town.stage.bot, by=town[CHEN].person)
    await town.hears(CHEN, "管理员")
    for words in (f"/help {said}", f"/求助@xiaoban_bot {said}", f"/求助 {said}", f"@xiaoban_bot {said}"):
        town.forward(seconds=4)
        town[MING].says(words, to=town.group)
        heard = await town.group.hears()
        assert heard.text == "这里不展开，点这里私聊我："
        assert [one.get("url") for row in heard.button_rows for one in row] == ["https://t.me/xiaoban_bot?start=help"]
    town.forward(seconds=4)
    town[YU].says(said, to=town.group, reply_to=heard)
    town[YU].says(f"小伴 {said}", to=town.group)
    await town.settle()
    town.forward(minutes=11)
    town[YU].says(f"/weather {said}", to=town.group)
    await town.settle()
    assert town.stage.unread() == []
    town[YU].says(said, to=town.group, reply_to=heard)
    assert "私聊我" in (await town.group.hears()).text
    assert said.encode() not in await everything(town)
    town[YU].opens("https://t.me/xiaoban_bot?start=help")
    assert "请直接写给我" in (await town[YU].hears()).text


async def test_without_a_committee_it_still_arrives(town: Town) -> None:
    """A branch with a group leader and a secretary only."""
    draft = await town.ask(MING, SURE)
    assert "交给 书记 老周" in draft.text
    consent = await town.tap(MING, "✅ 发送", draft)
    card = await town.tap(MING, "同意，继续", consent)
    assert "已交给 书记 老周" in card.text
    assert "26-001" in (await town.hears(ZHOU, "求助 26-001")).text
    await town.settle()
    town.forget_unheard()


async def test_the_notice_comes_first_also_for_words(town: Town) -> None:
    """V3."""
    async with town.database.write() as tx:
        await people.withdraw_consent(tx, town.members[MING].id, Scope.BASIC, town.clock.now())
    assert (await town.ask(MING, SURE)).buttons == [["同意，加入"], ["先不加入"]]
    assert "110" in (await town.ask(MING, "求助")).text


async def test_a_marker_of_secrecy_is_not_kept_and_the_secretary_hears_that_much(quarter: Quarter) -> None:
    """SEC-04: before, within and after a draft; once a day, without a name or a word."""
    town = quarter.town
    words = "这份机密材料怎么归档"
    shown = await town.ask(MING, words)
    assert "请把刚才那条消息删掉" in shown.text
    told = await town[ZHOU].hears()
    assert MING not in told.text
    assert "机密" not in told.text
    await town.ask(MING, SURE)
    town.forward(seconds=9)
    assert "请把刚才那条消息删掉" in (await town.ask(MING, words)).text
    assert "没有正在办的事" in (await town.ask(MING, "取消")).text
    town.forward(seconds=9)
    card = await send(quarter)
    await town.tap(MING, "补充", card)
    town.forward(seconds=9)
    assert "请把刚才那条消息删掉" in (await town.ask(MING, words)).text
    assert await files_of(quarter) == []
    await quarter.settle()
    assert "机密".encode() not in await everything(town)
    assert quarter.heard(ZHOU) == []
    await over(quarter)


async def test_too_long_and_too_little(quarter: Quarter) -> None:
    town = quarter.town
    assert "1800 个字以内" in (await town.ask(MING, "难" * 1801)).text
    assert "没看懂" in (await town.ask(MING, "7")).text
    await town.ask(MING, SURE)
    town.forward(seconds=9)
    assert "1800 个字以内" in (await town.ask(MING, "难" * 1799)).text


async def test_words_for_an_open_request_are_no_longer_than_a_message_can_show(quarter: Quarter) -> None:
    """What cannot be shown whole would be lost to the helper."""
    town = quarter.town
    await taken(quarter)
    town.forward(seconds=9)
    assert "补充到 26-001" in labels(await town.ask(MING, "难" * 1700))
    assert "1800 个字以内" in (await town.ask(MING, "难" * 200)).text
    await over(quarter)


async def test_a_branch_that_has_switched_help_off(quarter: Quarter) -> None:
    """A12."""
    town = quarter.town
    page = await town.ask(ZHOU, "功能")
    label = next(label for label in labels(page) if label.endswith("求助"))
    await town.tap(ZHOU, label, page)
    assert "没看懂" in (await town.ask(MING, SURE)).text
    assert "没有开通" in (await town.ask(MING, "求助")).text
    town.forward(seconds=9)
    town[MING].sends_voice()
    assert "没有保存" in (await town[MING].hears()).text


async def test_a_roster_is_a_roster_also_while_a_request_is_open(quarter: Quarter) -> None:
    """H15: what a file is for shows in who sends it and in its name; a name can tell too much (SEC-04)."""
    town = quarter.town
    await send(quarter, ZHOU)
    await quarter.settle()
    await over(quarter)
    town[ZHOU].sends_file("花名册.csv", "姓名,组织\n小明,第三党小组".encode())
    await quarter.settle()
    assert any("花名册" in one.text or "没有" in one.text for one in quarter.heard(ZHOU))
    town[ZHOU].sends_file("发票.pdf", b"%PDF")
    assert "补充到 26-001" in labels(await town[ZHOU].hears())
    town.forward(seconds=9)
    town[ZHOU].sends_file("机密文件.pdf", b"%PDF")
    assert "请把刚才那条消息删掉" in (await town[ZHOU].hears()).text
    await over(quarter)


async def test_a_marked_file_is_not_looked_at(town: Town) -> None:
    """V13: neither as a roster nor as an addition; the secretary hears that much, and not whose."""
    town[CHEN].sends_file("机密★名单.csv", "姓名\n某人".encode())
    assert "像有涉密的字样" in (await town[CHEN].hears()).text
    told = await town[ZHOU].hears()
    assert "涉密" in told.text
    assert CHEN not in told.text
