"""What the care calendar looks at in one branch, read afresh each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain import care_dates as rules
from domain.care_dates import Born, CareRule, Known, OwnDay, RuleSetting, Said
from domain.duties import Code
from domain.members import Member, is_here
from domain.nodes import Tree
from domain.party_dates import NO_DATES, PartyDates
from services.care_dates import falling
from services.turn import Turn
from storage import care_dates, care_plans, duty_settings, nodes, party_dates, people


@dataclass(frozen=True, slots=True)
class Facts:
    """One branch's own members, and what is known of their days; who is gone is not among them."""

    node_id: int
    people: Mapping[int, Member]
    dates: Mapping[int, PartyDates]
    born: Mapping[int, Born]
    said: frozenset[tuple[int, Said]]
    no_anniversary: frozenset[int]
    own_days: tuple[OwnDay, ...]
    rules: Mapping[CareRule, RuleSetting]

    def of(self, member_id: int) -> PartyDates:
        return self.dates.get(member_id, NO_DATES)

    def known(self, member: Member, today: date) -> Known:
        """What the visiting rules ask about one."""
        born = self.born.get(member.id)
        age = None if born is None else rules.age(born, falling.born_on(born), today)
        dates = self.of(member.id)
        return Known(member, dates, age, rules.standing(dates, today))

    def has_said(self, member_id: int, what: Said) -> bool:
        return (member_id, what) in self.said


async def of_branch(turn: Turn, node_id: int) -> Facts:
    """A branch with its groups; branches below a general branch are their own."""
    tree = await nodes.tree(turn.tx)
    return await _of(turn, node_id, await people.in_nodes(turn.tx, within(tree, node_id)))


async def of_member(turn: Turn, member: Member) -> Facts:
    """The same of one member alone."""
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    return await _of(turn, member.node_id if branch is None else branch.id, [member])


def within(tree: Tree, node_id: int) -> list[int]:
    return [id_ for id_ in sorted(tree.subtree(node_id)) if tree.branch_of(id_) == tree[node_id]]


async def _of(turn: Turn, node_id: int, everybody: list[Member]) -> Facts:
    here = {one.id: one for one in everybody if is_here(one)}
    unwanted = await duty_settings.unwanted_by(turn.tx, here)
    return Facts(
        node_id,
        here,
        await party_dates.of_many(turn.tx, here),
        await care_dates.born_of(turn.tx, here),
        await care_dates.said_by(turn.tx, here),
        frozenset(member_id for member_id, code in unwanted if code is Code.ANNIVERSARY),
        tuple(await care_dates.own_days_of(turn.tx, here)),
        await care_plans.settings_of(turn.tx, node_id),
    )
