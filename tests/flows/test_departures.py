"""Who has died or gone by the roster file: the same stops as by a tap, and nobody is rung for the dead (C19, K9)."""

from datetime import date

from domain.calls import Matter
from domain.care import TalkState, VisitState, VisitTrigger
from domain.danger import Circle
from domain.members import MemberStatus, Role
from domain.party_dates import PartyDates
from domain.roster.plan import Change, RosterPlan
from services import importing
from services.care import contacting, death, visits
from services.danger import calling
from services.turn import Turn, post
from storage import calls, care_talks, care_visits, danger, nodes, outgoing, party_dates, people, reminders
from tests.flows.quarter import CHEN, LI, MING, WANG, YU, ZHOU, Quarter
from tests.flows.test_talks import book, label_of


async def imported(quarter: Quarter, statuses: dict[str, MemberStatus], posts: frozenset[Role] | None = None) -> None:
    """老周 imports a file that says so, past the file itself."""
    town = quarter.town
    async with town.database.write() as tx:
        there = {one.name: one for one in await people.in_nodes(tx, await nodes.all_ids(tx))}
        changes = tuple(Change(2, there[name], None, status, posts) for name, status in statuses.items())
        branch, turn = (await nodes.tree(tx))[town.branch_id], Turn(tx, town.clock.now())
        await importing.apply(turn, quarter.member(ZHOU), branch, RosterPlan((), changes, (), (), (), (), ()))
        await post(tx, [turn])
    await quarter.ring()


async def _arranged(quarter: Quarter, who: str) -> int:
    """A visit to and one by this member, a talk, somebody to contact, a call, a birthday in three days."""
    town, member, now = quarter.town, quarter.member(who), quarter.town.clock.now()
    async with town.database.write() as tx:
        turn = Turn(tx, now)
        await visits.assign(turn, member, VisitTrigger.HOSPITAL, quarter.member(LI), date(2026, 11, 25), member)
        theirs = await visits.assign(
            turn, quarter.member(WANG), VisitTrigger.HARDSHIP, member, date(2026, 11, 25), member
        )
        assert await contacting.ask(turn, member, quarter.member(CHEN))
        await calls.ask(tx, [member.id], Matter.STUDY, 1, now)
        await party_dates.write(tx, member.id, PartyDates(date(2016, 11, 26)), now)
        await post(tx, [turn])
    await quarter.ring()
    await quarter.settle()
    town.forget_unheard()
    return theirs


async def _nothing_waits(quarter: Quarter, who: str, theirs: int) -> None:
    member = quarter.member(who)
    async with quarter.town.database.read() as tx:
        assert [one.state for one in await care_visits.about(tx, member.id) if one.is_open] == []
        handed_on = await care_visits.get(tx, theirs)
        talks = {one.state for one in await care_talks.all_of(tx, member.id)}
        assert await reminders.waiting_of(tx, member.id) == []
        assert await calls.of_members(tx, [member.id]) == []
        assert await people.offices_of(tx, member.id) == []
    assert handed_on is not None
    assert (handed_on.state, handed_on.visitor_id == member.id) == (VisitState.NAMED, False)
    assert talks <= {TalkState.CANCELLED}


async def test_a_death_in_the_file_is_a_death(quarter: Quarter) -> None:
    """小明's as by the two taps, 王奶奶's without an account; nobody takes off themselves; each has its way back."""
    town = quarter.town
    theirs = await _arranged(quarter, MING)
    await book(quarter)
    await town.plan()
    await quarter.settle()
    town.forget_unheard()
    before = set(town[MING].chat.messages)
    dead = MemberStatus.DECEASED
    await imported(quarter, {MING: dead, WANG: dead, ZHOU: dead})
    await _nothing_waits_after_a_death(quarter)
    page = await town.hears(ZHOU, "记下了。给 小明 同志")
    assert "记下了。给 王奶奶 同志" in (await town.hears(ZHOU, "王奶奶")).text
    assert [one.text for who in (YU, CHEN) for one in quarter.heard(who) if "吊唁" in one.text] == []
    assert "已告诉李委员" in (await town.toast(ZHOU, label_of(page, LI), page)).text
    assert "请不要在群里说" in (await town.hears(LI, "吊唁")).text
    await quarter.wait(days=3)
    assert set(town[MING].chat.messages) == before
    assert theirs
    town.forget_unheard()
    await imported(quarter, {MING: dead}, frozenset({Role.PUBLICITY_MEMBER}))
    assert quarter.heard(ZHOU) == []
    async with town.database.read() as tx:
        assert await people.offices_of(tx, quarter.member(MING).id) == []
    town.forget_unheard()


async def _nothing_waits_after_a_death(quarter: Quarter) -> None:
    ming, now = quarter.member(MING), quarter.town.clock.now()
    async with quarter.town.database.write() as tx:
        row, zhou = await people.get(tx, ming.id), await people.get(tx, quarter.member(ZHOU).id)
        assert await care_visits.about(tx, ming.id) == []
        assert await reminders.waiting_of(tx, ming.id) == []
        assert await calls.of_members(tx, [ming.id]) == []
        assert {one.state for one in await care_talks.all_of(tx, ming.id)} == {TalkState.CANCELLED}
        turn = Turn(tx, now)
        assert await death.may_record(turn, quarter.member(ZHOU), quarter.member(ZHOU).id) is None
    assert row is not None
    assert (row.status, row.telegram_id) == (MemberStatus.DECEASED, None)
    assert zhou == quarter.member(ZHOU)
    assert "应到 3 人" in quarter.town.group.board.text  # neither 小明 nor 王奶奶


async def test_who_has_moved_away_has_nothing_open_here(quarter: Quarter) -> None:
    """MOVED_AWAY and 除名 by the file: care ends, the account and what they asked for stay theirs."""
    town = quarter.town
    theirs = await _arranged(quarter, LI)
    request = await quarter.submit(LI)
    await imported(quarter, {LI: MemberStatus.MOVED_AWAY})
    await _nothing_waits(quarter, LI, theirs)
    async with town.database.read() as tx:
        row = await people.get(tx, quarter.member(LI).id)
    assert row is not None
    assert row.telegram_id == town[LI].id
    assert (await quarter.request(request.id)).status is request.status
    town.forget_unheard()


async def test_nobody_is_rung_for_the_dead(quarter: Quarter) -> None:
    """A call in danger that nobody answered: after the death no further ring, and none waits to be sent."""
    town, ming = quarter.town, quarter.member(MING)
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        await calling.call(turn, ming, Circle((quarter.member(CHEN),), ()))
        await post(tx, [turn])
    await quarter.ring()
    town.forget_unheard()
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        assert isinstance(await death.record(turn, quarter.member(ZHOU), ming.id), death.Recorded)
        await post(tx, [turn])
    await quarter.wait(minutes=20)
    async with town.database.read() as tx:
        (call,) = await danger.calls_of(tx, ming.id, 5)
        assert await outgoing.due(tx, {}, 50) == []
    assert call.ring == 0
    assert [one.text for who in (CHEN, ZHOU, LI) for one in quarter.heard(who) if MING in one.text] == []
    town.forget_unheard()
