"""Where messages do no good a leader phones: the list, the one word a day about it, and what one tap does (S7, S12)."""

import pytest

from domain.calls import Matter
from domain.features import Feature
from domain.members import MemberStatus
from domain.messages import Message
from services import calls
from services.turn import Turn, post
from storage import attendees, nodes, people
from tests.flows.quarter import CHEN, LI, MING, SUN, WANG, YU, ZHOU, Quarter
from tests.flows.town import Town


async def ask(town: Town, name: str, matter: Matter, ref: int) -> None:
    async with town.database.write() as tx:
        await calls.ask(Turn(tx, town.clock.now()), town.members[name], matter, ref)


@pytest.fixture
async def town(town: Town) -> Town:
    """What else the bot says of its own accord is not of this file."""
    await hush(town)
    return town


@pytest.fixture
async def quarter(quarter: Quarter) -> Quarter:
    await hush(quarter.town)
    return quarter


async def hush(town: Town) -> None:
    async with town.database.write() as tx:
        await nodes.switch_features_off(tx, town.branch_id, frozenset({Feature.STUDY, Feature.DUTIES}))


async def ring(town: Town) -> None:
    await town.app.ring()
    await town.settle()


async def test_a_leader_hears_once_a_day_and_phones(town: Town) -> None:
    await ask(town, WANG, Matter.CONTACT, 1)
    await ask(town, MING, Matter.CONTACT, 1)
    await ring(town)
    heard = await town[CHEN].hears()
    assert "有 2 位同志" in heard.text
    assert "王奶奶、小明" in heard.text
    await ask(town, YU, Matter.CONTACT, 1)
    await ring(town)
    listed = await town.tap(CHEN, "📞 打开电话单", heard)
    assert "电话单（3 位同志）" in listed.text
    assert "王奶奶 · 11月23日（周一）起" in listed.text
    assert listed.buttons == [["✅ 王奶奶 打过了"], ["✅ 小明 打过了"], ["✅ 小雨 打过了"]]
    assert "王奶奶的电话已记下" in (await town.toast(CHEN, "✅ 王奶奶 打过了", listed)).text
    listed = await town[CHEN].hears()
    assert "王奶奶" not in listed.text
    assert "（2 位同志）" in listed.text


async def test_what_is_not_done_is_said_twice_and_stays_on_the_list(town: Town) -> None:
    await ask(town, WANG, Matter.CONTACT, 1)
    said = []
    for _ in range(5):
        await ring(town)
        said.append(sum("想请您打个电话" in one.text for one in town.stage.unheard))
        town.forget_unheard()
        town.forward(days=1)
    assert said == [1, 1, 0, 0, 0]
    assert "王奶奶" in (await town.ask(CHEN, "电话单")).text


async def test_a_call_about_a_meeting_is_answered_for_the_member(town: Town) -> None:
    await town.plan()
    town.forget_unheard()
    for name in (WANG, MING, YU):
        await ask(town, name, Matter.MEETING, 1)
    listed = await town.ask(CHEN, "电话单")
    assert "来不来" in listed.text
    assert listed.buttons[:2] == [["王奶奶 会来", "王奶奶 请假"], ["✅ 王奶奶 打过了"]]
    for label in ("王奶奶 请假", "小明 会来", "✅ 小雨 打过了"):
        town[CHEN].presses(label, on=listed)
        listed = await town.hears(CHEN, "电话单")
    assert "空的" in listed.text
    async with town.database.read() as tx:
        everybody = await attendees.of_meeting(tx, 1)
    answered = {one.member.name: str(one.rsvp) for one in everybody if one.rsvp is not None}
    assert answered == {WANG: "leave", MING: "going"}
    await town.settle()
    town.forget_unheard()


async def test_who_answered_meanwhile_is_off_the_list(town: Town) -> None:
    board, _ = await town.plan()
    await ask(town, MING, Matter.MEETING, 1)
    await ask(town, YU, Matter.STUDY, 7)
    await town.toast(MING, "👌 会来", board)
    async with town.database.write() as tx:
        await calls.settled(Turn(tx, town.clock.now()), town.members[YU].id, Matter.STUDY, 7)
    town.forget_unheard()
    await ring(town)
    assert "空的" in (await town.ask(CHEN, "电话单")).text
    town.forget_unheard()


async def test_a_meeting_that_has_begun_needs_no_call(town: Town) -> None:
    await town.plan()
    await ask(town, WANG, Matter.MEETING, 1)
    town.forward(days=10)
    await ring(town)
    town.forget_unheard()
    assert "空的" in (await town.ask(CHEN, "电话单")).text


async def test_while_a_leader_is_away_the_next_one_phones(quarter: Quarter) -> None:
    town = quarter.town
    await ask(town, WANG, Matter.CONTACT, 1)
    await ask(town, CHEN, Matter.CONTACT, 1)
    assert "陈姐" in (await town.ask(ZHOU, "电话单")).text
    await quarter.away(CHEN, days=3)
    await ring(town)
    assert "王奶奶" in (await town.ask(ZHOU, "电话单")).text
    await quarter.away(ZHOU, days=1)
    assert "王奶奶" in (await town.ask(SUN, "电话单")).text
    town.forward(days=4)
    town.forget_unheard()
    listed = await town.ask(CHEN, "电话单")
    assert "王奶奶" in listed.text
    assert "陈姐" not in listed.text


async def test_long_lists_below_hide_nobody(quarter: Quarter) -> None:
    """A hundred whom the group leader phones have waited longer than the one whom the secretary is to phone."""
    town = quarter.town
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        for number in range(110):
            old = await people.add(tx, town.group_id, f"老同志{number}", MemberStatus.FULL_MEMBER, turn.now)
            await calls.ask(turn, old, Matter.CONTACT, 1)
    town.forward(minutes=5)
    await ask(town, LI, Matter.CONTACT, 1)
    listed = await town.ask(ZHOU, "电话单")
    assert "（1 位同志）" in listed.text
    assert LI in listed.text
    assert "（100 位同志）" in (await town.ask(CHEN, "电话单")).text


async def test_s9_nobody_phones_who_wants_no_word(town: Town) -> None:
    """免打扰 is for telephone calls too; when it is over, who is still to be phoned stands there again."""
    await town.ask(MING, "免打扰 三天")
    await ask(town, MING, Matter.CONTACT, 1)
    await ask(town, WANG, Matter.CONTACT, 1)
    await ring(town)
    assert "有 1 位同志" in (await town[CHEN].hears()).text
    listed = await town.ask(CHEN, "电话单")
    assert "王奶奶" in listed.text
    assert "小明" not in listed.text
    town.forward(days=4)
    await ring(town)
    town.forget_unheard()
    assert "小明" in (await town.ask(CHEN, "电话单")).text


async def test_nobody_phones_who_is_no_member_any_more(town: Town) -> None:
    await ask(town, MING, Matter.CONTACT, 1)
    async with town.database.write() as tx:
        mine = town.members[MING]
        await people.change(tx, mine.id, node_id=mine.node_id, status=MemberStatus.REMOVED)
    await ring(town)
    assert "没有" in (await town.ask(CHEN, "电话单")).text


async def test_who_blocked_the_bot_is_on_the_list_until_they_write(town: Town) -> None:
    await town.plan()
    town.forget_unheard()
    town[MING].blocks()
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        turn.tell(town[MING].id, Message("您好"))
        await post(tx, [turn])
    await ring(town)
    await ring(town)
    town.forget_unheard()
    assert "小伴联系不上" in (await town.ask(CHEN, "电话单")).text
    town[MING].unblocks()
    await town.ask(MING, "菜单")
    assert "空的" in (await town.ask(CHEN, "电话单")).text
    town.forget_unheard()


async def test_others_have_no_list_and_their_taps_do_nothing(quarter: Quarter) -> None:
    town = quarter.town
    await ask(town, WANG, Matter.CONTACT, 1)
    listed = await town.ask(CHEN, "电话单")
    for name in (MING, LI):
        own = await town.ask(name, "电话单")
        assert "王奶奶" not in own.text
        data = listed.button_rows[0][0]["callback_data"]
        refused = await town[name].toast(town[name].presses_data(data, on=own))
        assert "打过" not in refused.text
    assert "王奶奶" in (await town.ask(CHEN, "电话单")).text
    town.forget_unheard()
