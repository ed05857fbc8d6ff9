"""我的: one page that says what is known of somebody, and leads to where it is put right (O13)."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.features import Feature
from domain.members import Member, Office
from domain.skills import Offer
from domain.studying import Year
from domain.tags import Tagged
from services import features, privacy, skills, tags
from services.studying import hours
from services.turn import Turn
from storage import attendees


@dataclass(frozen=True, slots=True)
class Record:
    """This year's meetings of one member, for themselves: counts, no rate and no rank."""

    held: int
    present: int
    excused: int
    made_up: int


@dataclass(frozen=True, slots=True)
class Mine:
    """`study` is None where the branch has no study switched on."""

    branch: str
    place: str
    posts: Sequence[tuple[Office, str]]
    tags: Sequence[Tagged]
    offers: Sequence[Offer]
    record: Record
    study: Year | None
    on: frozenset[Feature]


async def page(turn: Turn, member: Member) -> Mine:
    """All of it is the member's own, and nobody else's page looks like it."""
    held, on = await privacy.holding(turn, member), await features.all_on_at(turn, member.node_id)
    return Mine(
        held.branch,
        held.place,
        held.posts,
        await tags.of(turn, member),
        await skills.own(turn, member),
        await record(turn, member),
        await hours.of_year(turn, member) if Feature.STUDY in on else None,
        on,
    )


async def record(turn: Turn, member: Member) -> Record:
    start, end = hours.bounds(turn, turn.now.year)
    been = await attendees.of_member(turn.tx, member.id, start, end)
    present = [one for one in been if one.present_at is not None]
    away = [one for one in been if one.present_at is None]
    return Record(
        len(been), len(present), len([one for one in away if one.excused]), len([one for one in away if one.made_up])
    )
