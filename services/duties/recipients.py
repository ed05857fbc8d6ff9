"""Who is reminded of a duty: the holder of the post, whoever stands in, or the member it is about."""

from domain.duties import ENTRIES, Asked, Branch, Code
from domain.features import Feature
from domain.members import Member, Role, is_counted
from services import features, people, standins
from services.turn import Turn
from storage import duty_settings as settings
from storage import people as members

LEADER = "leader"  # the step of an anniversary
_IN_TURN: dict[Asked, tuple[Role, ...]] = {
    Asked.SECRETARY: (Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY),
    Asked.ORGANIZATION_MEMBER: (Role.ORGANIZATION_MEMBER, Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY),
}


async def is_on(turn: Turn, node_id: int, code: Code) -> bool:
    """Whether a branch wants this entry: the whole calendar, and the entry's own switch."""
    return await features.on_at(turn, Feature.DUTIES, node_id) and code not in await settings.off_at(turn.tx, node_id)


async def of_post(turn: Turn, node_id: int, code: Code) -> Member | None:
    """The one who is asked about a matter of the branch now; None where nobody of the committee is there."""
    there = await standins.holders(turn, [node_id], turn.now)
    for role in _IN_TURN[ENTRIES[code].asked]:
        for person in there.get((node_id, role), ()):
            return await members.get(turn.tx, person.member_id)
    return None


async def of_step(turn: Turn, branch: Branch, code: Code, about_id: int, step: str) -> list[Member]:
    """Everybody who is reminded of this step now."""
    match ENTRIES[code].asked:
        case Asked.EVERY_MEMBER:
            return await _everybody(turn, branch, code)
        case Asked.OWN_LEADER:
            return await _own_leader(turn, branch, code, about_id) if step == LEADER else []
        case _:
            one = await of_post(turn, branch.node_id, code)
            return [] if one is None else [one]


async def _everybody(turn: Turn, branch: Branch, code: Code) -> list[Member]:
    """Full and probationary members who are with us and have not said that they need no reminder (DUE-06, S13)."""
    counted = [one for one in branch.people if is_counted(one) and one.telegram_id is not None]
    unwanted = await settings.unwanted_by(turn.tx, [one.id for one in counted])
    return [one for one in counted if (one.id, code) not in unwanted]


async def _own_leader(turn: Turn, branch: Branch, code: Code, about_id: int) -> list[Member]:
    """Whoever does not want it is not spoken of to anybody else either (K8)."""
    about = branch.member(about_id)
    if about is None or (about_id, code) in await settings.unwanted_by(turn.tx, [about_id]):
        return []
    for leader in await people.leaders_of(turn, about):
        if leader.id != about_id and leader.telegram_id is not None and not await standins.is_away(turn, leader.id):
            return [leader]
    return []
