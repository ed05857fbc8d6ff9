"""Several branches on one bot: nobody reaches into another one (O15)."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.access import Action
from domain.members import MemberStatus, Role
from domain.nodes import NodeKind
from services import access, founding, joining, prints, roster, setup
from services.turn import Turn
from storage import access_log, invitations, nodes, people
from storage.nodes import Chat
from tests.services.conftest import Somebody


@given(role=st.sampled_from(Role), action=st.sampled_from(Action))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_post_reaches_another_branch(turn: Turn, role: Role, action: Action) -> None:
    ours, theirs = [await nodes.add(turn.tx, None, NodeKind.BRANCH, f"{name}", turn.now) for name in "甲乙"]
    group = await nodes.add(turn.tx, theirs.id, NodeKind.PARTY_GROUP, "第一党小组", turn.now)
    member = await people.add(turn.tx, ours.id, "小明", MemberStatus.FULL_MEMBER, turn.now)
    await people.appoint(turn.tx, member.id, ours.id, role, turn.now)
    assert not {theirs.id, group.id} & set(await access.nodes_for(turn, member, action))
    assert not await access.may(turn, member, action, group.id)


async def test_lists_hold_only_ones_own_people(branch: Turn, somebody: Somebody) -> None:
    other = await nodes.add(branch.tx, None, NodeKind.BRANCH, "第二党支部", branch.now)
    stranger = await people.add(branch.tx, other.id, "小李", MemberStatus.FULL_MEMBER, branch.now)
    zhou = await somebody("老周")
    page = await roster.page(branch, zhou)
    assert isinstance(page, roster.Page)
    ours = {one.name for _, group in page.groups for one in group}
    assert ours == {"陈姐", "小明", "小雨", "老周", "王奶奶", "李姐", "老吴"}
    listed = await joining.not_joined(branch, zhou)
    assert isinstance(listed, joining.NotJoined)
    assert [one.name for one in listed.members] == ["王奶奶"]
    assert await joining.invite(branch, zhou, stranger.id) == joining.NotAllowed()
    (refused,) = await access_log.refusals(branch.tx)
    assert (refused.actor_id, refused.node_id, refused.member_id) == (zhou.id, other.id, stranger.id)
    await nodes.bind(branch.tx, Chat(-7, other.id, None, "第二党支部"), branch.now)
    assert await setup.bind_chat(branch, zhou, -7, None, "第二党支部") == setup.Taken()


async def test_prv_16_a_general_branch_prints_for_its_own_only(turn: Turn) -> None:
    """A superior sees totals: the names of the branch below are on no list of theirs."""
    above = await nodes.add(turn.tx, None, NodeKind.GENERAL_BRANCH, "党总支", turn.now)
    below = await nodes.add(turn.tx, above.id, NodeKind.BRANCH, "第一党支部", turn.now)
    secretary = await people.add(turn.tx, above.id, "小张", MemberStatus.FULL_MEMBER, turn.now)
    await people.appoint(turn.tx, secretary.id, above.id, Role.BRANCH_SECRETARY, turn.now)
    await people.add(turn.tx, above.id, "老吴", MemberStatus.FULL_MEMBER, turn.now)
    hers = await people.add(turn.tx, below.id, "王奶奶", MemberStatus.FULL_MEMBER, turn.now)
    found = await prints.readers(turn, secretary, above.id)
    assert isinstance(found, prints.Readers)
    assert [one.name for one, _ in found.on_paper] == ["小张", "老吴"]
    assert await prints.add(turn, secretary, above.id, hers.id) == prints.NotAllowed()


async def test_who_founded_one_branch_owns_no_other(branch: Turn, somebody: Somebody) -> None:
    """A founder's rights are those of the branch they founded, and end when its secretary has joined."""
    token = (await joining.invite_leader(branch)).removeprefix("lead_")
    invitation = await invitations.find(branch.tx, token)
    assert invitation is not None
    home = await nodes.add(branch.tx, None, NodeKind.BRANCH, "第二党支部", branch.now)
    founder = await people.add(branch.tx, home.id, "小李", MemberStatus.FULL_MEMBER, branch.now)
    assert await people.bind(branch.tx, founder.id, 2001)
    assert await invitations.use(branch.tx, invitation.id, 2001, branch.now)
    await invitations.note_founded(branch.tx, invitation.id, home.id)
    bound = await people.get(branch.tx, founder.id)
    assert bound is not None
    assert await access.nodes_for(branch, bound, Action.MANAGE_ROSTER) == [home.id]
    assert await access.nodes_for(branch, bound, Action.SEE_NAMES) == []
    secretary = await people.add(branch.tx, home.id, "小张", MemberStatus.FULL_MEMBER, branch.now)
    await people.appoint(branch.tx, secretary.id, home.id, Role.BRANCH_SECRETARY, branch.now)
    assert await access.nodes_for(branch, bound, Action.MANAGE_ROSTER) == [home.id]
    assert await people.bind(branch.tx, secretary.id, 2002)
    assert await access.nodes_for(branch, bound, Action.MANAGE_ROSTER) == []
    assert await founding.open_link(branch, 2003, token) == joining.UsedUp()
