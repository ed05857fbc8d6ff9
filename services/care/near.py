"""Who could go: holders of posts around a member, in their own branch. Nobody above it hears of a visit by us."""

from domain.members import Member, is_here
from services import people
from services.turn import Turn
from storage import nodes, standins
from storage import people as members


async def holders(turn: Turn, about: Member) -> list[Member]:
    """Their own leaders first, then the others of group and branch who can be reached; never the member."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(about.node_id)
    rungs = [node.id for node in tree.ladder(about.node_id)]
    within = rungs if branch is None else [one for one in rungs if one in tree.subtree(branch.id)]
    offices = await members.offices_at(turn.tx, within)
    leaders = await people.leaders_of(turn, about)
    known = {one.id: one for one in [*leaders, *await members.many(turn.tx, [one.member_id for one in offices])]}
    there = await standins.there(turn.tx, known, turn.now)
    return [one for one in known.values() if one.id in there and one.id != about.id and is_here(one)]
