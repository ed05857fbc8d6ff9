"""标签: by oneself, by the keeper of the roster, contested with one tap, seen by nobody else (O7)."""

import pytest

from domain.members import MemberFlag
from domain.messages import Press
from domain.reminders import Mode
from domain.tags import Tag
from handlers import ROUTES
from handlers.routing import Routes, Tap
from storage import access_log, people, reminder_wishes
from storage import tags as store
from tests.flows.intruders import QIAN, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, HE, LI, MING, WU, YU, ZHOU, Quarter
from tests.flows.town import STRANGER, Town

OTHERS = (YU, CHEN, HE, WU, QIAN, STRANGER)


async def flags_of(town: Town, who: str) -> frozenset[MemberFlag]:
    async with town.database.read() as tx:
        found = await people.get(tx, town.members[who].id)
    assert found is not None
    return found.flags


async def mode_of(town: Town, who: str) -> Mode:
    async with town.database.read() as tx:
        wishes = await reminder_wishes.of_members(tx, [town.members[who].id])
    return wishes.get(town.members[who].id, reminder_wishes.AS_EVERYBODY).mode


async def test_ones_own_comes_and_goes_with_a_tap(town: Town) -> None:
    """It sets defaults and takes them along; whoever has chosen since keeps what they chose."""
    page = await town.ask(MING, "标签")
    assert "还没有标签" in page.text
    choice = await town.tap(MING, "➕ 加一条", page)
    labels = [label for row in choice.buttons for label in row]
    assert "离退休" in labels
    assert not {"荣誉", "送学上门", "预备"} & set(labels)
    page = await town.tap(MING, "离退休", choice)
    assert "离退休（本人加的，11月23日（周一））" in page.text
    assert await flags_of(town, MING) == {MemberFlag.RETIRED_MEMBER}
    assert await mode_of(town, MING) is Mode.DAILY
    page = await town.tap(MING, "这条不对：离退休", page)
    assert "还没有标签" in page.text
    assert await flags_of(town, MING) == frozenset()
    assert await mode_of(town, MING) is Mode.EACH
    town.forget_unheard()


async def test_the_keeper_gives_one_and_the_member_contests_it(quarter: Quarter) -> None:
    """With trace: who set it, that it was contested, why it stands; the second time it goes."""
    town = quarter.town
    people_page = await town.tap(LI, "👥 给别的同志加标签", await town.ask(LI, "标签"))
    assert LI not in [label for row in people_page.buttons for label in row]
    sheet = await town.tap(LI, MING, people_page)
    sheet = await town.tap(LI, "加：困难", sheet)
    assert "困难（李委员加的" in sheet.text
    told = await town.hears(MING, "李委员给您加了一条标签：困难")
    await town.restart()
    page = await town.tap(MING, "这条不对", told)
    assert "困难（李委员加的，11月23日（周一））：说了不对，等答复" in page.text
    assert ["➕ 加一条"] in page.buttons
    card = await town.hears(LI, "小明 说「困难」这条标签不对")
    listed = await town.tap(LI, "👥 给别的同志加标签", await town.ask(LI, "标签"))
    sheet = await town.tap(LI, "请您看：小明「困难」", listed)
    assert ["没有错，留着：困难", "拿掉：困难"] in sheet.buttons
    question = await town.tap(LI, "没有错，留着", card)
    assert "请写一句为什么留着" in question.text
    assert "请写一句话" in (await town.ask(LI, "长" * 101)).text
    assert "已经转告小明" in (await town.ask(LI, "街道低保名单上有您")).text
    assert "李委员看过了，先留着：街道低保名单上有您" in (await town.hears(MING, "先留着")).text
    await town.toast_data(LI, card, "是不对，拿掉")
    assert "已经处理过了" in (await town.hears(LI, "处理过")).text
    assert await flags_of(town, MING) == {MemberFlag.MEMBER_IN_HARDSHIP}
    sheet = await town.tap(LI, MING, await town.tap(LI, "👥 给别的同志加标签", await town.ask(LI, "标签")))
    await town.tap(LI, "拿掉：困难", sheet)
    assert "把您的标签「困难」拿掉了" in (await town.hears(MING, "拿掉了")).text
    assert await flags_of(town, MING) == frozenset()
    async with town.database.read() as tx:
        opened = await access_log.about(tx, town.members[MING].id)
    assert {(one.actor_id, one.action) for one in opened} == {(town.members[LI].id, "see_tags")}
    town.forget_unheard()


async def test_what_the_roster_says_is_contested_too(quarter: Quarter) -> None:
    """送学上门, ticked by the keeper long ago: agreed that it is wrong, it goes, and hours are asked again."""
    town = quarter.town
    async with town.database.write() as tx:
        await people.put_flags(tx, town.members[YU].id, {MemberFlag.EXEMPT_HARD_REQUIREMENT})
    page = await town.ask(YU, "我的标签")
    assert "预备（花名册上的）" in page.text
    assert page.buttons[0] == ["这条不对：送学上门"]
    await town.toast(YU, "这条不对：送学上门", page)
    done = await town.tap(LI, "是不对，拿掉", await town.hears(LI, "小雨 说「送学上门」"))
    assert "已经告诉小雨" in done.text
    assert await flags_of(town, YU) == frozenset()
    town.forget_unheard()


async def test_nobody_else_sees_or_changes_one(quarter: Quarter) -> None:
    """No post, another post, the level above, next door, a stranger: nothing is told, nothing changes."""
    await next_door(quarter)
    town, ming = quarter.town, quarter.member(MING)
    async with town.database.write() as tx:
        tag_id = await store.put(tx, ming.id, Tag.HARDSHIP, quarter.member(LI).id, town.clock.now())
        await store.contest(tx, tag_id, town.clock.now())
        await people.put_flags(tx, ming.id, {MemberFlag.MEMBER_IN_HARDSHIP})
    on = await anchors(quarter, OTHERS)
    before = await state(quarter)
    number = list(Tag).index(Tag.HARDSHIP)
    presses = [Press("tgp", (ming.id,)), Press("tgg", (ming.id, 0)), Press("tgd", (ming.id, number))]
    for press in [*presses, Press("tgy", (tag_id,)), Press("tgk", (tag_id,)), Press("tgl", (0,))]:
        for attempt in await all_press(quarter, on, press):
            if (press.action, attempt.who) != ("tgl", QIAN):
                assert attempt.holds(["困难", MING]) == []
    assert await state(quarter) == before
    town.forget_unheard()


def our_taps() -> dict[str, Tap]:
    taps = Routes.of(ROUTES).taps
    return {action: tap for action, tap in taps.items() if action[:2] in {"tg", "sk", "fa"} and isinstance(tap, Tap)}


def test_none_of_our_buttons_works_in_a_group() -> None:
    """Of tags, skills and standing for somebody; who may press which is tried beside each of the three."""
    assert len(our_taps()) == 27
    assert [action for action, tap in our_taps().items() if not tap.private] == []


@pytest.mark.parametrize("who", [MING, CHEN])
async def test_no_list_for_who_keeps_no_roster(town: Town, who: str) -> None:
    page = await town.ask(who, "标签")
    assert "👥 给别的同志加标签" not in [label for row in page.buttons for label in row]
    assert "👥 给别的同志加标签" in [label for row in (await town.ask(ZHOU, "标签")).buttons for label in row]
