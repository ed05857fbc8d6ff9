"""A branch whose request ladder is driven hour by hour: the real services on a real database, under our own clock."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.concerns import Topic, Urgency
from domain.members import Member, MemberStatus, Role
from domain.nodes import NodeKind
from domain.policies import Policy, written
from domain.requests import Audience, HelpRequest, Medium, StepKind, clocks
from services import absences, policies
from services.requests import climbing, watching
from services.turn import Turn, post
from storage import nodes, people, request_steps, standins
from storage import policies as policies_store
from storage import requests as store
from storage.database import Database
from storage.request_steps import Fired
from storage.schema import Tx
from tests.databases import TEST_KEYS

BODY = "一位邻居的难处，只说给该听的人"
POSTS = (
    ("leader", Role.GROUP_LEADER, "group"),
    ("organization", Role.ORGANIZATION_MEMBER, "branch"),
    ("discipline", Role.DISCIPLINE_MEMBER, "branch"),
    ("secretary", Role.BRANCH_SECRETARY, "branch"),
    ("deputy", Role.DEPUTY_SECRETARY, "branch"),
    ("community", Role.BRANCH_SECRETARY, "community"),
    ("street", Role.BRANCH_SECRETARY, "street"),
)
BACKUPS = (("stand-in", Role.ORGANIZATION_MEMBER, "branch"), ("asker", Role.GROUP_LEADER, "group"))
NAMES = ("asker", "stand-in", *(name for name, _, _ in POSTS))


@dataclass
class Neighbourhood:
    """`now` is the only clock; `database` is opened anew by `restart`."""

    url: str
    now: datetime
    database: Database
    members: dict[str, Member] = field(default_factory=dict)
    nodes: dict[str, int] = field(default_factory=dict)

    @classmethod
    async def built(cls, url: str, now: datetime) -> "Neighbourhood":
        """Everybody in their posts, all with us."""
        made = cls(url, now, Database.open(url, TEST_KEYS))
        async with made.database.write() as tx:
            await made._settle(tx)
        return made

    async def restart(self) -> None:
        await self.database.close()
        self.database = Database.open(self.url, TEST_KEYS)

    async def ring(self) -> None:
        """The chores of the ladder, each turn a transaction of its own, until nothing more is due."""
        for chore in (absences.begin, climbing.climb, watching.watch):
            while await self.turn(chore):
                pass

    async def turn(self, done: Callable[[Turn], Awaitable[object]]) -> object:
        """One turn, committed."""
        async with self.database.write() as tx:
            turn = Turn(tx, self.now)
            outcome = await done(turn)
            await post(tx, [turn])
        return outcome

    async def submit(
        self,
        topic: Topic,
        urgency: Urgency = Urgency.ORDINARY,
        audience: Audience = Audience.RESPONSIBLE,
        excluded: Collection[str] = (),
        *,
        may_leave: bool = False,
    ) -> HelpRequest:
        """A request, stored and started as 发送 does it."""
        asker = self.members["asker"]

        async def submitted(turn: Turn) -> HelpRequest:
            in_force = await policies.in_force(turn, asker.node_id)
            promise = clocks.promised(in_force.policy.clocks_for(topic, urgency), in_force.calendar, turn.now)
            made = await store.add(
                turn.tx,
                BODY,
                [self.members[name].id for name in excluded],
                turn.now,
                asker_id=asker.id,
                node_id=asker.node_id,
                branch_id=self.nodes["branch"],
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
            await climbing.start(turn, made)
            return made

        made = await self.turn(submitted)
        assert isinstance(made, HelpRequest)
        return made

    async def take(self, request: HelpRequest, name: str) -> bool:
        """我来办."""
        async with self.database.write() as tx:
            return await store.take(tx, request.id, self.members[name].id, self.now)

    async def be_away(self, name: str, hours: float) -> None:
        member_id = self.members[name].id
        async with self.database.write() as tx:
            await standins.be_away(tx, member_id, self.now, self.now + timedelta(hours=hours), member_id)

    async def publish(self, policy: Policy) -> None:
        async with self.database.write() as tx:
            await policies_store.publish(
                tx, self.nodes["branch"], written(policy), self.members["secretary"].id, self.now
            )

    async def request(self, request_id: int) -> HelpRequest:
        async with self.database.read() as tx:
            found = await store.get(tx, request_id)
        assert found is not None
        return found

    async def steps(self, request_id: int) -> list[Fired]:
        """Everything the ladder did, oldest first."""
        async with self.database.read() as tx:
            return await request_steps.fired(tx, request_id, 1)

    async def asked(self, request_id: int) -> list[str]:
        """Who was asked, by name, in order."""
        names = {member.id: name for name, member in self.members.items()}
        return [names[one.member_id] for one in await self.steps(request_id) if one.kind is StepKind.ASK]

    async def _settle(self, tx: Tx) -> None:
        street = await nodes.add(tx, None, NodeKind.STREET_COMMITTEE, "和平街道党工委", self.now)
        community = await nodes.add(tx, street.id, NodeKind.COMMUNITY_COMMITTEE, "幸福社区大党委", self.now)
        branch = await nodes.add(tx, community.id, NodeKind.BRANCH, "第一党支部", self.now)
        group = await nodes.add(tx, branch.id, NodeKind.PARTY_GROUP, "第一党小组", self.now)
        self.nodes = {"street": street.id, "community": community.id, "branch": branch.id, "group": group.id}
        homes = {name: node for name, _, node in POSTS}
        for index, name in enumerate(NAMES):
            home = self.nodes[homes.get(name, "group")]
            member = await people.add(tx, home, name, MemberStatus.FULL_MEMBER, self.now)
            await people.bind(tx, member.id, 5000 + index)
            self.members[name] = member
        for name, role, node in POSTS:
            await people.appoint(tx, self.members[name].id, self.nodes[node], role, self.now)
        for name, role, node in BACKUPS:
            by = self.members["secretary"].id
            await standins.name_backup(tx, self.nodes[node], role, self.members[name].id, by, self.now)
