"""Who has left, lost a post, or taken a request back: nothing of it stays with anybody (H23, PRV-08, V14)."""

import pytest
import sqlalchemy as sa

from domain.concerns import Topic
from domain.members import MemberStatus, Role
from domain.requests import RequestStatus
from services.requests import closing, helping, withdrawing
from storage import people, request_words
from storage import requests as store
from storage.schema import metadata
from tests.flows.asked import SURE, done, labels, over, taken
from tests.flows.intruders import (
    ASKED,
    NUMBER,
    REPLIED,
    all_press,
    anchors,
    by_services,
    pressing_it,
    told,
)
from tests.flows.quarter import LI, MING, YU, ZHOU, Quarter
from tests.flows.test_ladder import A_DAY


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
        (attempt,) = await all_press(quarter, on, pressing_it(action, request))
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
        await all_press(quarter, on, pressing_it(action, request, *([1] if action == "wy" else [])))
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
