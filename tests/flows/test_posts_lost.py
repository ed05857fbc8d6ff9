"""Who was relieved of the post, who left, and who is to get what they were never offered (V5, S10)."""

import pytest
import sqlalchemy as sa

from domain.members import MemberStatus, Role
from domain.roster.plan import Change, RosterPlan
from services import importing
from services.turn import Turn
from storage import nodes, people
from storage.schema import metadata
from tests.flows.announcing import heard_by, hush, previewed, ring, sent
from tests.flows.beside import attacked, made
from tests.flows.intruders import next_door
from tests.flows.quarter import CHEN, LI, MING, ZHOU, Quarter
from tests.flows.test_reminder_attacks import OF_A_LEADER, OF_ANY_LEADER


async def relieved(quarter: Quarter, who: str, role: Role, node_id: int) -> None:
    async with quarter.town.database.write() as tx:
        await people.relieve(tx, quarter.member(who).id, node_id, role, quarter.town.clock.now())


async def test_who_is_relieved_leads_no_more(quarter: Quarter) -> None:
    """The old buttons of a leader who was relieved a minute ago."""
    found = await made(quarter)
    await relieved(quarter, CHEN, Role.GROUP_LEADER, quarter.town.group_id)
    tables = {**OF_A_LEADER, **OF_ANY_LEADER}
    assert await attacked(quarter, (CHEN,), [found.press(action, args) for action, args in tables.items()]) == []


async def test_a_panel_with_names_is_kept_up_for_leaders_alone(quarter: Quarter) -> None:
    town = quarter.town
    board, _ = await town.plan()
    async with town.database.write() as tx:
        branch = (await nodes.tree(tx))[town.branch_id]
        moved = RosterPlan((), (Change(2, quarter.member(CHEN), None, None, frozenset()),), (), (), (), (), ())
        await importing.apply(Turn(tx, town.clock.now()), town.members[ZHOU], branch, moved)
    town.forget_unheard()
    await town.toast(MING, "🙋 请假", board)
    await quarter.settle()
    assert [one.text for one in quarter.heard(CHEN) if MING in one.text] == []
    town.forget_unheard()


async def test_who_lost_the_post_in_the_preview_sends_nothing(quarter: Quarter) -> None:
    town = await hush(quarter)
    preview = await previewed(town, LI)
    await relieved(quarter, LI, Role.ORGANIZATION_MEMBER, town.branch_id)
    answer = await town.tap(LI, "📤 发送", preview)
    assert "只有负责这件事的同志能办" in answer.text
    async with town.database.read() as tx:
        assert await tx.scalar(sa.select(sa.func.count()).select_from(metadata.tables["broadcasts"])) == 0


async def test_how_far_a_notice_is_stays_with_who_may_send(quarter: Quarter) -> None:
    town = await hush(quarter)
    await next_door(quarter)
    await quarter.away(MING, days=1)
    await sent(town, LI)
    await ring(town)
    await relieved(quarter, LI, Role.ORGANIZATION_MEMBER, town.branch_id)
    town.forget_unheard()
    town.forward(days=1)
    await ring(town)
    assert MING in heard_by(town)
    assert [one.text for one in quarter.heard(LI) if "已送达" in one.text] == []
    town.forget_unheard()


@pytest.mark.parametrize("whom", ["幸福社区第二党支部全体", "幸福社区第二党支部", "和平街道党工委全体", "6", "node:6"])
async def test_an_audience_that_was_not_offered(quarter: Quarter, whom: str) -> None:
    """Typed instead of pressed: the name or the number of a branch next door."""
    town = await hush(quarter)
    await next_door(quarter)
    town.forget_unheard()
    await town.ask(ZHOU, "通知", "周五打扫楼道")
    assert "请点下面的一个按钮" in (await town.ask(ZHOU, whom)).text
    await quarter.settle()
    town.forget_unheard()


async def test_who_leaves_while_it_is_being_sent(quarter: Quarter) -> None:
    """Off the roster between the list and their turn: they hear nothing, and nobody is asked to phone them."""
    town = await hush(quarter)
    await quarter.away(MING, days=1)
    await sent(town, ZHOU)
    await ring(town)
    async with town.database.write() as tx:
        await people.change(tx, quarter.member(MING).id, node_id=town.group_id, status=MemberStatus.REMOVED)
    town.forward(days=1)
    await ring(town)
    assert MING not in heard_by(town)
    assert MING not in (await town.ask(CHEN, "电话单")).text
    town.forget_unheard()
