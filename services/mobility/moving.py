"""A member goes to another branch: history stays where it was made, everything that is under way is settled (O11)."""

from domain.features import Feature
from domain.members import Member, MemberStatus
from domain.nodes import Tree
from domain.requests import HelpRequest, is_open
from domain.transfers import Transfer
from services import boards, expecting, features, policies
from services.care import stopping
from services.mobility import ending, staying
from services.requests import cards, climbing, renewing, withdrawing
from services.turn import Turn
from storage import deductions, duty_settings, nodes, requests, standins
from storage import mobility_affiliations as affiliations
from storage import people as members


async def open_requests(turn: Turn, member: Member) -> list[HelpRequest]:
    """What the member has asked for and nobody has finished."""
    return [one for one in await requests.of_asker(turn.tx, member.id) if is_open(one)]


async def carry_out(turn: Turn, transfer: Transfer, member: Member) -> None:
    """All of it is one turn: before its commit the old branch answers for everything, after it for nothing.

    What the member has asked for stays with the old branch where they said so; else it begins anew in the new one,
    or, where that is not with us, is taken back with its words.
    """
    tree = await nodes.tree(turn.tx)
    await _end_posts(turn, member, tree, transfer.from_branch_id)
    await stopping.part(turn, member)
    await staying.end(turn, member)
    for entry in await deductions.in_force(turn.tx, [member.id]):  # another branch has not decided it (QRM-10)
        await deductions.end(turn.tx, entry.id, transfer.started_by, turn.now)
    status = member.status if transfer.to_branch_id is not None else MemberStatus.MOVED_AWAY
    home = transfer.to_branch_id or member.node_id
    if transfer.to_branch_id is None:
        await ending.end_all(turn, member)
    await affiliations.end(turn.tx, member.id, turn.now.date(), tree.subtree(home))
    await members.change(turn.tx, member.id, node_id=home, status=status)
    for request in await open_requests(turn, member) if not transfer.may_read_on else ():
        await _take_along(turn, member, request, transfer.to_branch_id)
    moved = await members.get(turn.tx, member.id) or member
    await expecting.settle(turn, home)
    await cards.put_away(turn, moved)
    await boards.put_away(turn, moved)
    for branch_id in (transfer.from_branch_id, home):
        await duty_settings.look_again(turn.tx, branch_id)


async def _end_posts(turn: Turn, member: Member, tree: Tree, branch_id: int) -> None:
    """Posts and stand-ins of the branch they leave; those elsewhere are none of its business."""
    below = tree.subtree(branch_id)
    for office in await members.offices_of(turn.tx, member.id):
        if office.node_id in below:
            await members.relieve(turn.tx, member.id, office.node_id, office.role, turn.now)
    for backup in await standins.backups_by(turn.tx, member.id):
        if backup.node_id in below:
            await standins.drop_backup(turn.tx, backup.node_id, backup.role)


async def _take_along(turn: Turn, member: Member, request: HelpRequest, to_branch_id: int | None) -> None:
    """The old helpers' cards are drawn empty: the request is in no node of theirs any more."""
    if to_branch_id is None or not await features.on_at(turn, Feature.HELP, to_branch_id):
        await withdrawing.withdraw(turn, member, request.id)
        return
    rules = (await policies.in_force(turn, to_branch_id)).policy_id
    await requests.move(turn.tx, request.id, to_branch_id, to_branch_id, rules, turn.now)
    await renewing.begin_anew(turn, await cards.again(turn, request))
    moved = await cards.again(turn, request)
    await climbing.start(turn, moved)
    await cards.refresh(turn, await cards.again(turn, request))
