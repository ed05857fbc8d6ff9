"""Who must not know, never hears: the excluded, whoever is outside without a consent, who has lost the post, who is not
told the name (H10, H14, E10, V5, V14)."""

from typing import Any

import pytest
import sqlalchemy as sa

from domain.concerns import Topic
from domain.members import MemberStatus, Role
from domain.messages import MediaKind, Press
from domain.requests import HelpRequest, RequestStatus
from sandbox.play.roles import PlayedGroup
from sandbox.world.files import FileKind
from services.requests import closing, handing, helping, leaving, pressing, reading, relieving, withdrawing
from services.turn import Turn, post
from storage import log_chats, people, request_words
from storage import requests as store
from storage.request_words import WordsKind
from storage.schema import metadata
from tests.flows.asked import SURE, done, labels, over, send, taken
from tests.flows.cries import called, cries
from tests.flows.intruders import ADDED, ASKED, NUMBER, REPLIED, WHY, all_press, anchors
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHENG, ZHOU, Quarter
from tests.flows.test_ladder import A_DAY, asked

HELPERS = (CHEN, HE, LI, SUN, WU, YU, ZHENG, ZHOU)


def told(quarter: Quarter, who: str) -> str:
    """Everything that stands in somebody's chat with us now, and all that they were told and have not looked at."""
    standing = [one.text for one in quarter.town[who].chat.messages.values()]
    return "\n".join([*standing, *(one.text + str(one.buttons) for one in quarter.heard(who))])


async def committee_group(quarter: Quarter) -> PlayedGroup:
    """A log group with everybody of the committee in it."""
    town = quarter.town
    chat = town.box.world.add_group("支委群", [town[ZHOU].person, town[LI].person], with_bot=True)
    await town.settle()
    async with town.database.write() as tx:
        await log_chats.choose(tx, chat.id, town.branch_id, None, "支委群", town.clock.now())
    return town.stage.group("支委群")


async def by_services(quarter: Quarter, *deeds: Any) -> list[Any]:
    """Each deed is one turn; what they returned."""
    outcomes = []
    for deed in deeds:
        async with quarter.town.database.write() as tx:
            turn = Turn(tx, quarter.town.clock.now())
            outcomes.append(await deed(turn))
            await post(tx, [turn])
        await quarter.ring()
    return outcomes


@pytest.mark.parametrize("kept", [ZHOU, LI, CHEN])
@pytest.mark.parametrize("may_leave", [True, False])
async def test_who_is_kept_from_it_never_hears_of_it(quarter: Quarter, kept: str, may_leave: bool) -> None:
    """Not as the next rung, a stand-in, the secretary of the list, a reader of the log, nor by any button."""
    town = quarter.town
    group = await committee_group(quarter)
    await quarter.stands_in(kept, Role.DISCIPLINE_MEMBER)
    if kept != LI:
        await quarter.stands_in(kept, Role.ORGANIZATION_MEMBER)
    await quarter.away(HE, days=20)
    request = await quarter.submit(topic=Topic.HEALTH, excluded=[kept], may_leave=may_leave, body=ASKED)
    for _ in range(6):
        await quarter.wait(hours=A_DAY)
    ming = quarter.member(MING)
    await by_services(quarter, lambda turn: pressing.nudge(turn, ming, request.id))
    await by_services(quarter, lambda turn: pressing.go_up(turn, ming, request.id))
    helper = (await asked(quarter, request.id))[-1]
    await by_services(quarter, lambda turn: helping.take(turn, quarter.member(helper), request.id))
    assert (await quarter.request(request.id)).owner_id == quarter.member(helper).id
    for _ in range(8):
        await quarter.wait(hours=A_DAY)
    on = await anchors(quarter, [kept])
    for action in ("to", "tm", "tt", "tw", "wt", "wo", "wq"):
        (attempt,) = await all_press(quarter, on, _press(action, request))
        assert attempt.holds([ASKED, NUMBER, MING]) == []
    assert NUMBER not in (await town.ask(kept, "待办")).text
    assert NUMBER not in (await town.ask(kept, "求助进展")).text
    assert NUMBER not in (await town.ask(kept, "状态")).text
    assert NUMBER not in told(quarter, kept)
    assert NUMBER not in "".join(one.text for one in group.chat.messages.values())
    async with town.database.read() as tx:
        turn = Turn(tx, town.clock.now())
        readers = await reading.readers(turn, request.id)
    assert {one.member_id for one in readers if not one.granted} == {quarter.member(kept).id}
    town.forget_unheard()


async def test_whom_a_word_of_care_is_about_does_not_meet_it_on_the_list(quarter: Quarter) -> None:
    request = await quarter.submit(topic=Topic.HEALTH)
    async with quarter.town.database.write() as tx:
        table = store.help_requests
        await tx.execute(sa.update(table).where(table.c.id == request.id).values(about_id=quarter.member(ZHOU).id))
    assert NUMBER not in (await quarter.town.ask(ZHOU, "求助进展")).text
    assert NUMBER in (await quarter.town.ask(SUN, "求助进展")).text
    quarter.town.forget_unheard()


async def test_who_was_refused_is_not_among_those_who_have_seen_it(quarter: Quarter) -> None:
    """H29: the asker reads who opened it; a refused attempt is the keeper's business."""
    card = await send(quarter)
    await quarter.settle()
    request = await quarter.request(1)
    on = await anchors(quarter, [YU, HE, LI])
    await all_press(quarter, on, _press("to", request))
    seen = await quarter.town.tap(MING, "谁看过", card)
    assert LI in seen.text
    assert YU not in seen.text
    assert HE not in seen.text
    await over(quarter)


async def test_a_hidden_name_comes_out_nowhere(quarter: Quarter) -> None:
    """H14: through transfers, files, reminders, taking over, the slip, reopening; and danger still has a name."""
    town = quarter.town
    group = await committee_group(quarter)
    request = await quarter.submit(topic=Topic.HEALTH, may_leave=True, body=ASKED)
    ming, li, zhou = (quarter.member(name) for name in (MING, LI, ZHOU))
    stored = town.box.world.files.put("单子.pdf", b"%PDF", kind=FileKind.DOCUMENT)
    async with town.database.write() as tx:
        await store.change(tx, request.id, hide_name=True)
        at, said = town.clock.now(), WordsKind.FROM_ASKER
        await request_words.add(
            tx, request.id, ming.id, said, ADDED, at, file_kind=str(MediaKind.DOCUMENT), file=stored.file_id
        )
    await by_services(
        quarter,
        lambda turn: helping.open_words(turn, li, request.id),
        lambda turn: helping.open_files(turn, li, request.id),
        lambda turn: pressing.nudge(turn, ming, request.id),
        lambda turn: helping.take(turn, li, request.id),
        lambda turn: helping.reply(turn, li, request.id, REPLIED),
        lambda turn: handing.hand_on(turn, li, request.id, quarter.member(HE).id, WHY, back=False),
        lambda turn: pressing.go_up(turn, ming, request.id),
    )
    assert (await quarter.request(request.id)).owner_id == quarter.member(HE).id
    for _ in range(8):
        await quarter.wait(hours=A_DAY)
    (over_to,) = await by_services(quarter, lambda turn: relieving.take_over(turn, zhou, request.id))
    assert over_to is not None
    await by_services(
        quarter,
        lambda turn: helping.open_words(turn, zhou, request.id),
        lambda turn: helping.done(turn, zhou, request.id),
        lambda turn: closing.confirm(turn, ming, request.id),
        lambda turn: closing.reopen(turn, ming, request.id),
    )
    for name in HELPERS:
        slips = [
            one.document.data.decode() for one in town.stage.unheard if one.document and b"<html" in one.document.data
        ]
        assert MING not in told(quarter, name), name
        assert MING not in "".join(slips)
    assert NUMBER in "".join(one.text for one in group.chat.messages.values())
    assert MING not in "".join(one.text for one in group.chat.messages.values())
    town.forget_unheard()
    await cries(town, MING)
    await quarter.settle()
    assert MING in (await called(town, ZHOU)).text
    town.forget_unheard()


async def test_nobody_outside_hears_of_it_without_a_yes(quarter: Quarter) -> None:
    """E10: and when the yes is taken back it ends at once, also for who was asked, or has it in hand."""
    town = quarter.town
    request = await quarter.submit(topic=Topic.HEALTH, body=ASKED)
    ming, wu = quarter.member(MING), quarter.member(WU)
    for _ in range(8):
        await quarter.wait(hours=A_DAY)
    assert NUMBER not in told(quarter, WU) + told(quarter, ZHENG)

    async def yes(turn: Turn) -> object:
        return await leaving.decide(turn, ming, request.id, may_leave=True)

    async def no(turn: Turn) -> object:
        return await leaving.decide(turn, ming, request.id, may_leave=False)

    await by_services(quarter, yes)
    assert NUMBER in told(quarter, WU)
    await by_services(quarter, lambda turn: helping.open_words(turn, wu, request.id))
    assert ASKED in told(quarter, WU)
    await by_services(quarter, no)
    after = told(quarter, WU).splitlines()[-40:]
    assert ASKED not in "".join(one.text for one in town[WU].chat.messages.values())
    assert after
    town.forget_unheard()
    await quarter.wait(hours=A_DAY)
    nudged, up = await by_services(
        quarter,
        lambda turn: pressing.nudge(turn, ming, request.id),
        lambda turn: pressing.go_up(turn, ming, request.id),
    )
    assert isinstance(nudged, pressing.Nudged)
    assert WU not in (nudged.name or "")
    assert WU not in str(up)
    assert quarter.heard(WU) + quarter.heard(ZHENG) == []
    await by_services(quarter, yes, lambda turn: helping.take(turn, wu, request.id))
    assert (await quarter.request(request.id)).owner_id == wu.id
    await by_services(quarter, no)
    again = await quarter.request(request.id)
    assert (again.owner_id, again.status, again.round) == (None, RequestStatus.NEW, 2)
    assert [one for one in quarter.heard(LI) if NUMBER in one.text]
    on = await anchors(quarter, [WU])
    for action in ("to", "tm", "tt", "tr", "tn", "tf", "tb", "td", "tw", "wt", "wo"):
        (attempt,) = await all_press(quarter, on, _press(action, request))
        assert attempt.holds([ASKED, NUMBER, MING]) == []
    town.forget_unheard()


async def test_a_wish_to_go_up_is_not_granted_outside_once_the_yes_is_gone(quarter: Quarter) -> None:
    """请上级看看 said at night for the morning, and the consent taken back before that."""
    request = await quarter.submit(topic=Topic.HEALTH, may_leave=True, excluded=[])
    ming = quarter.member(MING)
    await by_services(quarter, lambda turn: helping.take(turn, quarter.member(LI), request.id))
    await by_services(quarter, lambda turn: pressing.go_up(turn, ming, request.id))  # the secretary
    quarter.town.forward(hours=12)
    (later,) = await by_services(quarter, lambda turn: pressing.go_up(turn, ming, request.id))
    assert WU in str(later)
    await by_services(quarter, lambda turn: leaving.decide(turn, ming, request.id, may_leave=False))
    await quarter.wait(hours=12)
    assert NUMBER not in told(quarter, WU)
    quarter.town.forget_unheard()


@pytest.mark.parametrize("how", ["relieved", "removed", "stand-in removed", "left the bot"])
async def test_who_is_no_helper_any_more_has_nothing_any_more(quarter: Quarter, how: str) -> None:
    """A lost post, a place on the roster lost, the bot left: what they had begins anew with somebody who is there."""
    town = quarter.town
    owner = YU if how == "stand-in removed" else LI
    if owner == YU:
        await quarter.stands_in(YU, Role.ORGANIZATION_MEMBER)
        await quarter.away(LI, days=30)
    request = await quarter.submit(topic=Topic.HEALTH, body=ASKED)
    him = quarter.member(owner)
    await by_services(
        quarter,
        lambda turn: helping.take(turn, him, request.id),
        lambda turn: helping.open_words(turn, him, request.id),
    )
    assert (await quarter.request(request.id)).owner_id == him.id
    on = await anchors(quarter, [owner])
    if how == "left the bot":
        page = await town.ask(owner, "隐私")
        sure = await town.tap(owner, "退出小伴", page)
        assert "已经退出" in (await town.tap(owner, "确定退出", sure)).text
    else:
        async with town.database.write() as tx:
            if how == "relieved":
                await people.relieve(tx, him.id, town.branch_id, Role.ORGANIZATION_MEMBER, town.clock.now())
            else:
                await people.change(tx, him.id, node_id=him.node_id, status=MemberStatus.REMOVED)
    await quarter.settle()
    quarter.heard(owner)
    for action in ("to", "tm", "tt", "tr", "tn", "tf", "tb", "td", "tw", "wt", "wo"):
        (attempt,) = await all_press(quarter, on, _press(action, request))
        assert attempt.holds([ASKED, MING, NUMBER]) == []
    if how != "left the bot":
        assert NUMBER not in str((await town.ask(owner, "待办")).buttons)
    quarter.heard(owner)
    await quarter.wait(hours=A_DAY)
    await quarter.wait(minutes=1)
    again = await quarter.request(request.id)
    assert again.owner_id is None
    assert again.round == 2
    assert ASKED not in "".join(one.text for one in town[owner].chat.messages.values())
    assert [one for one in quarter.heard(ZHOU) if NUMBER in one.text]
    town.forget_unheard()


async def links(quarter: Quarter, who: str, request_id: int) -> list[str]:
    """Rows of any table that tie a person, by number or by account, to a request."""
    member = quarter.member(who)
    account = quarter.town[who].id
    found = []
    async with quarter.town.database.read() as tx:
        for table in metadata.tables.values():
            for row in (await tx.execute(sa.select(table))).mappings():
                mine = {
                    name
                    for name, value in row.items()
                    if name.endswith(("_id", "_by")) and value in {member.id, account}
                }
                its = table.name == "help_requests" and row["id"] == request_id
                its = its or row.get("request_id") == request_id
                its = its or any(f"request:{request_id}" in str(row.get(name)) for name in ("topic", "key"))
                if its and mine - {"request_id", "node_id", "branch_id", "policy_id"}:
                    found.append(f"{table.name}: {sorted(mine)}")
    return found


async def test_what_was_withdrawn_is_nobodys(quarter: Quarter) -> None:
    """H23: no row ties the asker to it, not even the memory of what was said once; nor does a late press."""
    town = quarter.town
    request = await quarter.submit(topic=Topic.HEALTH, body=ASKED)
    for _ in range(3):
        await quarter.wait(hours=A_DAY)
    reminder = next(one for one in quarter.heard(ZHOU) if "请求助人同意转出" in labels(one))
    await town.toast(ZHOU, "请求助人同意转出", reminder)
    await quarter.settle()
    letter = next(one for one in quarter.heard(MING) if "同意转出" in labels(one))
    await by_services(
        quarter,
        lambda turn: helping.take(turn, quarter.member(LI), request.id),
        lambda turn: helping.open_words(turn, quarter.member(LI), request.id),
    )
    assert await links(quarter, MING, request.id)
    await by_services(quarter, lambda turn: withdrawing.withdraw(turn, quarter.member(MING), request.id))
    await town.toast_data(MING, letter, "同意转出")
    on = await anchors(quarter, [MING])
    for action in ("qk", "qb", "qx", "qa", "qs", "qd", "qy", "qo", "wy"):
        await all_press(quarter, on, _press(action, request, *([1] if action == "wy" else [])))
    assert await links(quarter, MING, request.id) == []
    assert ASKED not in "".join(one.text for one in town[LI].chat.messages.values())
    town.forget_unheard()


async def test_who_leaves_takes_their_requests_along(quarter: Quarter) -> None:
    """V14: open and closed ones; they are told so before, and the helper hears that it is over."""
    town = quarter.town
    asks = await done(quarter)
    await town.toast(MING, "解决了", asks)
    await quarter.settle()
    await over(quarter)
    town.forward(hours=1)
    second = await quarter.submit(topic=Topic.HEALTH, body=ASKED)
    await by_services(quarter, lambda turn: helping.take(turn, quarter.member(LI), second.id))
    await over(quarter)
    sure = await town.tap(MING, "退出小伴", await town.ask(MING, "隐私"))
    assert "求助会一起撤回" in sure.text
    await town.tap(MING, "确定退出", sure)
    await quarter.settle()
    assert any("26-002 求助人已撤回" in one.text for one in quarter.heard(LI))
    for request_id in (1, second.id):
        assert (await quarter.request(request_id)).status is RequestStatus.WITHDRAWN
        assert await links(quarter, MING, request_id) == []
        async with town.database.read() as tx:
            assert await store.body(tx, request_id) is None
            assert await request_words.of(tx, request_id) == []
    assert SURE not in told(quarter, LI) + ASKED
    await quarter.wait(days=3)
    assert quarter.heard(MING) == []
    town.forget_unheard()


async def test_half_a_year_after_closing_the_words_are_gone(quarter: Quarter) -> None:
    """PRV-08."""
    town = quarter.town
    task, _ = await taken(quarter)
    li, ming = quarter.member(LI), quarter.member(MING)
    await by_services(
        quarter,
        lambda turn: helping.reply(turn, li, 1, REPLIED),
        lambda turn: helping.done(turn, li, 1),
        lambda turn: closing.confirm(turn, ming, 1),
    )
    assert task.text
    for days, kept in ((179, True), (2, False)):
        await quarter.wait(days=days)
        async with town.database.read() as tx:
            assert (await store.body(tx, 1) == SURE) is kept
            assert (await request_words.of(tx, 1) != []) is kept
    town.forget_unheard()


def _press(action: str, request: HelpRequest, *more: int) -> Press:
    return Press(action, (request.id, *more))
