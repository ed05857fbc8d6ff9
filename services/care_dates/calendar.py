"""「关怀日历」: the next sixty days, as far as each leader needs to know them."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Action
from domain.care_dates import AHEAD, CareDate, DayKind
from domain.duties import Code
from domain.members import Member
from domain.nodes import Node
from services import access
from services.care_dates import coming, facts, festivals
from services.duties import recipients
from services.turn import Turn


@dataclass(frozen=True, slots=True)
class Page:
    """`opens` are the days whose words this leader may read; `keeps`: rules and lists are theirs too."""

    branch: Node
    dates: Sequence[CareDate]
    opens: frozenset[int]
    keeps: bool
    checks_fifty: bool


async def page(turn: Turn, leader: Member) -> Page | None:
    """Of the own group, or of the whole branch for its committee; None for who looks after nobody."""
    place = await festivals.place_of(turn, leader)
    if place is None:
        return None
    branch, reach = place
    known, today = await facts.of_branch(turn, branch.id), turn.now.date()
    keeps = branch.id in await access.nodes_for(turn, leader, Action.MANAGE_ROSTER)
    seen, opens = [], set()
    who = await coming.responsible(turn, known)
    for one in coming.dates(known, today, today + AHEAD):
        if one.kind is DayKind.OWN_DAY:
            if who.of(known, one) != leader:
                continue
            opens.add(one.about_id)
        elif one.node_id not in reach or (one.for_keepers and not keeps):
            continue
        seen.append(one)
    asked = await recipients.of_post(turn, branch.id, Code.FIFTY_YEARS)
    return Page(branch, seen, frozenset(opens), keeps, asked is not None and asked.id == leader.id)
