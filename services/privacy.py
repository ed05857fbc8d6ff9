"""What somebody agreed to; taking it back is `services.own_data.withdrawing` (PRV-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.members import Member, Office
from domain.privacy import NOTICE_VERSION, Scope
from services import people
from services.turn import Turn
from storage import nodes
from storage import people as store
from storage.people import Consent


@dataclass(frozen=True, slots=True)
class Holding:
    """What is kept about somebody, as `/privacy` and `/me` show it."""

    member: Member
    branch: str
    place: str
    contact: str | None
    posts: Sequence[tuple[Office, str]]
    consents: Sequence[Consent]

    @property
    def given(self) -> list[Scope]:
        """What stands, in the order of `Scope`."""
        standing = {consent.scope for consent in self.consents if consent.withdrawn_at is None}
        return [scope for scope in Scope if scope in standing]

    @property
    def joined_at(self) -> datetime | None:
        """Since when the basic consent stands."""
        basic = [one for one in self.consents if one.scope == Scope.BASIC and one.withdrawn_at is None]
        return basic[-1].given_at if basic else None


async def has(turn: Turn, member_id: int, scope: Scope) -> bool:
    """Whether the member agrees to this scope in the words of today."""
    return await store.consent(turn.tx, member_id, scope) == NOTICE_VERSION


async def give(turn: Turn, member_id: int, scope: Scope) -> None:
    """Write down that the member agreed just now."""
    await store.give_consent(turn.tx, member_id, scope, NOTICE_VERSION, turn.now)


async def holding(turn: Turn, member: Member) -> Holding:
    """Everything the two pages show; people see all of their own."""
    tree = await nodes.tree(turn.tx)
    leaders = [leader for leader in await people.leaders_of(turn, member) if leader.id != member.id]
    branch = tree.branch_of(member.node_id) or tree[member.node_id]
    offices = await store.offices_of(turn.tx, member.id)
    return Holding(
        member,
        branch.name,
        tree[member.node_id].name,
        leaders[0].name if leaders else None,
        [(office, tree[office.node_id].name) for office in offices],
        await store.consents_of(turn.tx, member.id),
    )
