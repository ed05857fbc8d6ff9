"""The branch of the town with its committee, and the community and the street above it.

`submit` makes a request as if its asker had pressed 发送; `ring` lets the clock's chores run.
"""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from domain.concerns import Topic, Urgency
from domain.members import Member, MemberStatus, Role
from domain.nodes import Node, NodeKind
from domain.privacy import NOTICE_VERSION, Scope
from domain.requests import Audience, HelpRequest, Medium, clocks
from sandbox.play.heard import Heard
from services import policies
from services.requests import climbing
from services.turn import Turn, post
from storage import nodes, people, standins
from storage import requests as store
from storage.schema import Tx
from tests.clock import FrozenClock
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town, town_of

SUN, LI, HE, WU, ZHENG = "小孙", "李委员", "何委员", "吴主任", "郑主任"
BODY = "家里老人要做手术，想问问补助怎么申请"

__all__ = ["BODY", "CHEN", "HE", "LI", "MING", "SUN", "WANG", "WU", "YU", "ZHENG", "ZHOU", "Quarter", "quarter_of"]


@dataclass(frozen=True)
class _Place:
    """Where somebody of the quarter stands and what they are there."""

    node: str
    role: Role


_PEOPLE: Final = {
    SUN: _Place("branch", Role.DEPUTY_SECRETARY),
    LI: _Place("branch", Role.ORGANIZATION_MEMBER),
    HE: _Place("branch", Role.DISCIPLINE_MEMBER),
    WU: _Place("community", Role.BRANCH_SECRETARY),
    ZHENG: _Place("street", Role.BRANCH_SECRETARY),
}


@dataclass
class Quarter:
    """The town and the posts around it: 小孙 副书记, 李委员 组织, 何委员 纪检, 吴主任 社区, 郑主任 街道."""

    town: Town
    community_id: int
    street_id: int

    def member(self, name: str) -> Member:
        return self.town.members[name]

    async def submit(
        self,
        who: str = MING,
        topic: Topic = Topic.HEALTH,
        *,
        urgency: Urgency = Urgency.ORDINARY,
        audience: Audience = Audience.RESPONSIBLE,
        excluded: Collection[str] = (),
        may_leave: bool = False,
        body: str = BODY,
    ) -> HelpRequest:
        """A request as 发送 makes it, with the first person asked."""
        asker = self.member(who)
        async with self.town.database.write() as tx:
            turn = Turn(tx, self.town.clock.now())
            request = await _store(turn, asker, topic, urgency, audience, may_leave, body, self._ids(excluded))
            await climbing.start(turn, request)
            await post(tx, [turn])
        await self.ring()
        return await self.request(request.id)

    async def request(self, request_id: int) -> HelpRequest:
        """The request as it stands."""
        async with self.town.database.read() as tx:
            found = await store.get(tx, request_id)
        assert found is not None
        return found

    async def take(self, who: str, request: HelpRequest) -> bool:
        """Somebody says 我来办, past the card."""
        async with self.town.database.write() as tx:
            return await store.take(tx, request.id, self.member(who).id, self.town.clock.now())

    async def away(self, who: str, **span: float) -> None:
        """Somebody is away from now on, past the dialogue."""
        now = self.town.clock.now()
        async with self.town.database.write() as tx:
            await standins.be_away(tx, self.member(who).id, now, now + timedelta(**span), self.member(who).id)

    async def stands_in(self, who: str, role: Role, node_id: int | None = None) -> None:
        """Somebody becomes the B岗 of a post in the branch."""
        async with self.town.database.write() as tx:
            at = self.town.branch_id if node_id is None else node_id
            await standins.name_backup(tx, at, role, self.member(who).id, self.member(ZHOU).id, self.town.clock.now())

    async def wait(self, **by: float) -> None:
        """Time passes, and the clock's chores run."""
        self.town.forward(**by)
        await self.ring()

    async def ring(self) -> None:
        await self.town.app.ring()
        await self.settle()

    async def settle(self) -> None:
        await self.town.settle()
        self.town.forward(seconds=4)
        await self.town.settle()

    def heard(self, who: str) -> list[Heard]:
        """What somebody has heard in private and the test has not looked at yet; it counts as looked at now."""
        mine = [one for one in self.town.stage.unheard if self.town.stage.is_in(one, self.town[who].chat)]
        self.town.stage.unheard = [one for one in self.town.stage.unheard if one not in mine]
        return mine

    def _ids(self, names: Collection[str]) -> list[int]:
        return [self.member(name).id for name in names]


@asynccontextmanager
async def quarter_of(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[Quarter]:
    """At the end nothing may be left unheard."""
    async with town_of(database_url, key_file, clock) as town:
        bot = next(iter(town.box.world.bots.values()))
        for index, name in enumerate(_PEOPLE):
            person = town.box.world.add_person(name, id=1101 + index)
            town.box.world.private_chat(bot, person).started = True
        async with town.database.write() as tx:
            quarter = await _settle_in(tx, town)
        yield quarter


async def _settle_in(tx: Tx, town: Town) -> Quarter:
    now = town.clock.now() - timedelta(days=30)
    street = await nodes.add(tx, None, NodeKind.STREET_COMMITTEE, "和平街道党工委", now)
    community = await nodes.add(tx, street.id, NodeKind.COMMUNITY_COMMITTEE, "幸福社区大党委", now)
    branch = (await nodes.tree(tx))[town.branch_id]
    await nodes.move(tx, branch, community.id, None, now)
    places: dict[str, Node] = {"street": street, "community": community, "branch": branch}
    for name, place in _PEOPLE.items():
        node = places[place.node]
        member = await people.add(tx, node.id, name, MemberStatus.FULL_MEMBER, now)
        await people.bind(tx, member.id, town[name].id)
        await people.give_consent(tx, member.id, Scope.BASIC, NOTICE_VERSION, now)
        await people.appoint(tx, member.id, node.id, place.role, now)
        found = await people.get(tx, member.id)
        assert found is not None
        town.members[name] = found
    return Quarter(town, community.id, street.id)


async def _store(
    turn: Turn,
    asker: Member,
    topic: Topic,
    urgency: Urgency,
    audience: Audience,
    may_leave: bool,
    body: str,
    excluded: Collection[int],
) -> HelpRequest:
    in_force = await policies.in_force(turn, asker.node_id)
    promise = clocks.promised(in_force.policy.clocks_for(topic, urgency), in_force.calendar, turn.now)
    branch = (await nodes.tree(turn.tx)).branch_of(asker.node_id)
    assert branch is not None
    return await store.add(
        turn.tx,
        body,
        excluded,
        turn.now,
        asker_id=asker.id,
        node_id=asker.node_id,
        branch_id=branch.id,
        topic=topic,
        urgency=urgency,
        audience=audience,
        medium=Medium.TEXT,
        about_id=None,
        hide_name=False,
        may_leave=may_leave,
        policy_id=in_force.policy_id,
        respond_by=promise.respond_by,
        resolve_by=promise.resolve_by,
        next_step_at=turn.now,
    )
