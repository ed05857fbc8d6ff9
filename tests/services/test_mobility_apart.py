"""Nobody reaches into another place: a second home sees what was done there, and nothing else (O9, O10, O15)."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.affiliations import AffiliationState
from domain.meetings import MeetingKind
from domain.members import Member, MemberStatus, Role
from domain.mobility import Stay
from domain.nodes import Node, NodeKind
from services import organisation
from services.care import death
from services.mobility import asking, belonging, guests, listing
from services.turn import Turn
from storage import meetings as meeting_store
from storage import mobility, nodes, people
from storage import mobility_affiliations as store
from storage import mobility_transfers as transfers
from storage.meetings import Plan
from tests.services.conftest import Somebody

NAMES = "甲乙丙丁"
_SLOW = [HealthCheck.function_scoped_fixture]
GRANTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans(), st.integers(0, 2)), max_size=8)


async def _town(turn: Turn) -> tuple[list[Node], list[Member], list[Member]]:
    """Four branches, each with a secretary and a member."""
    homes = [await nodes.add(turn.tx, None, NodeKind.BRANCH, name, turn.now) for name in NAMES]
    keepers, members = [], []
    for home in homes:
        keeper = await people.add(turn.tx, home.id, f"书记{home.name}", MemberStatus.FULL_MEMBER, turn.now)
        await people.appoint(turn.tx, keeper.id, home.id, Role.BRANCH_SECRETARY, turn.now)
        keepers.append(keeper)
        members.append(await people.add(turn.tx, home.id, f"党员{home.name}", MemberStatus.FULL_MEMBER, turn.now))
    return homes, keepers, members


async def _meeting(turn: Turn, home: Node, keeper: Member) -> int:
    start = turn.now + timedelta(hours=1)
    plan = Plan(home.id, MeetingKind.THEME_DAY, "党日", "", start, turn.now, start, None, keeper.id)
    return (await meeting_store.announce(turn.tx, plan, [keeper], turn.now)).id


@given(grants=GRANTS)
@settings(max_examples=15, deadline=None, suppress_health_check=_SLOW)
async def test_no_list_shows_another_places_rows(turn: Turn, grants: list[tuple[int, int, bool, int]]) -> None:
    """Whatever was asked, granted, attended: a keeper sees those granted to their place, and what they did there."""
    homes, keepers, members = await _town(turn)
    came: dict[tuple[int, int], int] = {}
    active: set[tuple[int, int]] = set()
    for who, where, yes, often in grants:
        asked = None if who == where else await store.ask(turn.tx, members[who].id, homes[where].id, turn.now)
        if asked is None or not yes:
            continue
        await belonging.decide(turn, keepers[where], asked.id, yes=True)
        active.add((who, where))
        for _ in range(often):
            meeting_id = await _meeting(turn, homes[where], keepers[where])
            [guest] = await store.invite(turn.tx, meeting_id, [members[who].id])
            await store.came(turn.tx, guest.id, turn.now)
        came[who, where] = often
    for where, keeper in enumerate(keepers):
        found = await belonging.here(turn, keeper)
        assert not isinstance(found, belonging.Refused)
        shown = {(one.member.id, one.came) for one in found}
        assert shown == {(members[who].id, came[who, at]) for who, at in active if at == where}
        assert {one.affiliation.node_id for one in found} <= {homes[where].id}


@given(away=st.sets(st.integers(0, 3)), moved=st.integers(0, 3))
@settings(max_examples=10, deadline=None, suppress_health_check=_SLOW)
async def test_who_is_away_is_known_to_their_own_branch_alone(turn: Turn, away: set[int], moved: int) -> None:
    homes, keepers, members = await _town(turn)
    for who in away:
        today = turn.now.date()
        stay = Stay(0, members[who].id, "东莞", "不清楚", "微信", today, today, homes[(who + 1) % 4].id)
        await mobility.begin(turn.tx, stay, members[who].id, turn.now)
    for where, keeper in enumerate(keepers):
        found = await listing.away(turn, keeper)
        assert not isinstance(found, listing.NotAllowed)
        assert {member.id for member, _ in found.stays} == ({members[where].id} if where in away else set())
        for who in away - {where}:
            assert await listing.one(turn, keeper, members[who].id) is None


async def test_o10_one_person_reports_to_one_place_once(turn: Turn) -> None:
    homes, keepers, [ming, *_] = await _town(turn)
    first = await store.ask(turn.tx, ming.id, homes[1].id, turn.now)
    assert first is not None
    assert await store.ask(turn.tx, ming.id, homes[1].id, turn.now) is None
    assert await belonging.decide(turn, keepers[2], first.id, yes=True) == belonging.Refused()
    assert isinstance(await belonging.decide(turn, keepers[1], first.id, yes=True), belonging.Settled)
    assert await belonging.decide(turn, keepers[1], first.id, yes=False) == belonging.SettledBefore()
    again = await belonging.ask(turn, ming, homes[1].id)
    assert isinstance(again, belonging.AskedBefore)
    assert again.affiliation.state is AffiliationState.ACTIVE
    assert await belonging.leave(turn, ming, homes[1].id) == homes[1]
    assert await store.ask(turn.tx, ming.id, homes[1].id, turn.now) is not None


@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
@settings(max_examples=15, deadline=None, suppress_health_check=_SLOW)
async def test_moving_a_subtree_keeps_history(turn: Turn, moves: list[tuple[int, int]]) -> None:
    """O1: people, meetings and what they did hang on their node, wherever it hangs; each move is remembered."""
    homes, keepers, members = await _town(turn)
    groups = [await nodes.add(turn.tx, home.id, NodeKind.PARTY_GROUP, f"{home.name}组", turn.now) for home in homes[:2]]
    everything = [*homes, *groups]
    meeting_ids = [await _meeting(turn, home, keeper) for home, keeper in zip(homes, keepers, strict=True)]
    made = 0
    for what, under in moves:
        before = (await nodes.tree(turn.tx))[everything[what].id].parent_id
        outcome = await organisation.move_node(turn, None, everything[what].id, everything[under].id)
        made += isinstance(outcome, organisation.Moved) and before != everything[under].id
    ids = [one.id for one in everything]
    assert sum([len(await nodes.moves(turn.tx, one)) for one in ids]) == made
    assert len(await nodes.tree(turn.tx)) >= len(ids)
    for home, keeper, member, meeting_id in zip(homes, keepers, members, meeting_ids, strict=True):
        kept = await meeting_store.get(turn.tx, meeting_id)
        row = await people.get(turn.tx, member.id)
        assert kept is not None
        assert row is not None
        assert (kept.node_id, row.node_id) == (home.id, home.id)
        assert await meeting_store.expected_ids(turn.tx, meeting_id) == {keeper.id}


async def test_qrm_09_guests_are_in_no_count(turn: Turn) -> None:
    homes, keepers, [ming, *_] = await _town(turn)
    asked = await store.ask(turn.tx, ming.id, homes[1].id, turn.now)
    assert asked is not None
    await belonging.decide(turn, keepers[1], asked.id, yes=True)
    meeting_id = await _meeting(turn, homes[1], keepers[1])
    meeting = await meeting_store.get(turn.tx, meeting_id)
    assert meeting is not None
    await guests.invite(turn, meeting)
    [(who, guest)] = await guests.of_meeting(turn, meeting_id)
    assert (who, guest.comes, guest.came_at) == (ming, None, None)
    assert await meeting_store.expected_ids(turn.tx, meeting_id) == {keepers[1].id}


async def test_after_a_death_nobody_is_away_anywhere(branch: Turn, somebody: Somebody) -> None:
    """C19: the words go, no second place, no transfer, and nothing is asked of anybody."""
    ming, zhou, today = await somebody("小明"), await somebody("老周"), branch.now.date()
    away = await mobility.begin(
        branch.tx, Stay(0, ming.id, "东莞", "不清楚", "微信", today, today), ming.id, branch.now
    )
    await asking.again(branch, ming, away)
    other = await nodes.add(branch.tx, None, NodeKind.BRANCH, "第二党支部", branch.now)
    assert await store.ask(branch.tx, ming.id, other.id, branch.now)
    assert await transfers.start(branch.tx, ming.id, ming.node_id, (other.id, other.name), zhou.id, branch.now)
    assert isinstance(await death.record(branch, zhou, ming.id), death.Recorded)
    stay = await mobility.get(branch.tx, away.id)
    assert stay is not None
    assert (stay.place, stay.ended_on) == ("", today)
    assert await store.living_of(branch.tx, ming.id) == []
    assert await transfers.open_of(branch.tx, ming.id) is None
    assert await mobility.to_ask(branch.tx, branch.now + timedelta(days=400), 10) == []
