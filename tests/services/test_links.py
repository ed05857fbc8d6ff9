"""Links beyond what a conversation shows: pages, kinds, and who made them."""

from domain.members import MemberStatus
from services import founding, joining
from services.turn import Turn
from storage import people
from tests.services.conftest import Somebody


async def test_a_long_list_comes_in_pages(branch: Turn, somebody: Somebody) -> None:
    chen = await somebody("陈姐")
    for number in range(joining.PER_PAGE):
        await people.add(branch.tx, chen.node_id, f"同志{number}", MemberStatus.FULL_MEMBER, branch.now)
    await people.add(branch.tx, chen.node_id, "老李", MemberStatus.REMOVED, branch.now)
    first = await joining.not_joined(branch, chen)
    assert isinstance(first, joining.NotJoined)
    assert (len(first.members), first.more, first.total) == (joining.PER_PAGE, True, joining.PER_PAGE + 1)
    second = await joining.not_joined(branch, chen, 1)
    assert isinstance(second, joining.NotJoined)
    assert (len(second.members), second.more) == (1, False)


async def test_one_kind_of_link_is_not_the_other(branch: Turn, somebody: Somebody) -> None:
    leaders = (await joining.invite_leader(branch)).removeprefix("lead_")
    assert await joining.open_link(branch, 9, leaders) == joining.NotALink()
    invited = await joining.invite(branch, await somebody("陈姐"), (await somebody("王奶奶")).id)
    assert isinstance(invited, joining.Invited)
    assert await founding.open_link(branch, 9, invited.payload.removeprefix("join_")) == joining.NotALink()


async def test_links_are_never_alike(branch: Turn) -> None:
    made = {await joining.invite_leader(branch) for _ in range(50)}
    assert len(made) == 50
    assert {len(payload) for payload in made} == {len("lead_") + 22}  # 128 bits
