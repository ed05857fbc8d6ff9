"""A branch of many to write notices to, whose letters are carried by hand: what arrived is kept apart, to judge by."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.broadcasts import VALID_FOR, Audience, Broadcast, Counts, Delivered
from domain.members import Member, MemberStatus, Role
from domain.nodes import NodeKind
from services import reach, views
from services.broadcasts import feeding, receipts, steering
from services.turn import Turn, post
from storage import broadcast_recipients, broadcasts, nodes, outgoing
from storage import people as members
from storage.broadcasts import Plan, Words
from storage.database import Database
from storage.outgoing import Waiting
from storage.schema import Tx

BODY = "周五下午三点打扫楼道，请带好手套"


@dataclass
class Hall:
    """`now` is the only clock; `got` counts what each account got, `lost` those who blocked us."""

    database: Database
    now: datetime
    branch_id: int = 0
    secretary: Member = field(default=Member(0, 0, "", MemberStatus.FULL_MEMBER))
    with_us: int = 0
    without: int = 0
    got: Counter[int] = field(default_factory=Counter)
    lost: set[int] = field(default_factory=set)
    wire: list[Waiting] = field(default_factory=list)

    @classmethod
    async def built(cls, database: Database, now: datetime, with_us: int, without: int) -> "Hall":
        made = cls(database, now, with_us=with_us, without=without)
        async with database.write() as tx:
            await made._settle(tx)
        return made

    async def _settle(self, tx: Tx) -> None:
        branch = await nodes.add(tx, None, NodeKind.BRANCH, "幸福社区第一党支部", self.now)
        self.branch_id = branch.id
        for number in range(self.with_us + self.without + 1):
            member = await members.add(tx, branch.id, f"党员{number}", MemberStatus.FULL_MEMBER, self.now)
            if number <= self.with_us:
                await members.bind(tx, member.id, 1000 + number)
            if number == 0:
                await members.appoint(tx, member.id, branch.id, Role.BRANCH_SECRETARY, self.now)
        secretary = await members.by_telegram(tx, 1000)
        assert secretary is not None
        self.secretary = secretary

    async def write(self) -> Broadcast:
        """A notice as 发送 makes it."""
        async with self.database.write() as tx:
            plan = Plan(self.branch_id, Audience.NODE, self.secretary.id, self.now, self.now + VALID_FOR)
            return await broadcasts.add(tx, plan, Words(BODY, "书记"), self.now)

    async def feed(self) -> None:
        """The chore, until it says that there is no more."""
        more = True
        while more:
            async with self.database.write() as tx:
                turn = Turn(tx, self.now)
                more = await feeding.feed(turn)
                await post(tx, [turn])

    async def claim(self, most: int) -> None:
        """Delivery takes so many letters of notices out of the line."""
        async with self.database.write() as tx:
            due = [one for one in await outgoing.due(tx, {}, 1000) if one.topic is None]
            self.wire += await outgoing.claim(tx, [one.id for one in due[:most]])

    async def land(self) -> None:
        """All that was claimed is carried, each to its end, and the ends are told."""
        wire, self.wire = self.wire, []
        ended: dict[int, tuple[str, str | None]] = {}
        for waiting in wire:
            ended[waiting.id] = (await self._carried(waiting), None)
        async with self.database.write() as tx:
            turn = Turn(tx, self.now)
            for waiting in wire:
                if ended[waiting.id][0] == "dead":
                    await reach.lost(turn, waiting.letter.chat_id)
            await outgoing.end(tx, ended, self.now)
            await receipts.take(turn, [(waiting.letter, ended[waiting.id][0]) for waiting in wire])
            await post(tx, [turn])

    async def _carried(self, waiting: Waiting) -> str:
        letter = waiting.letter
        async with self.database.read() as tx:
            drawn = await views.draw(letter.live or "", Turn(tx, self.now), letter.ref or 0)
        if drawn is None:
            return "expired"
        if letter.chat_id in self.lost:
            return "dead"
        self.got[letter.chat_id] += 1
        return "sent"

    async def crash(self) -> None:
        """The process dies with letters claimed and not yet on the wire: the next one finds them in line."""
        self.wire = []
        async with self.database.write() as tx:
            await outgoing.release_claims(tx, self.now)

    async def pause(self, broadcast: Broadcast) -> None:
        async with self.database.write() as tx:
            turn = Turn(tx, self.now)
            await steering.pause(turn, self.secretary, broadcast.id)
            await post(tx, [turn])

    async def stop(self, broadcast: Broadcast) -> None:
        async with self.database.write() as tx:
            turn = Turn(tx, self.now)
            await steering.stop(turn, self.secretary, broadcast.id)
            await post(tx, [turn])

    async def go_on(self, broadcast: Broadcast) -> None:
        async with self.database.write() as tx:
            turn = Turn(tx, self.now)
            await steering.go_on(turn, self.secretary, broadcast.id)
            await post(tx, [turn])

    async def writes(self, account: int) -> None:
        """Somebody lets us in again and says a word."""
        self.lost.discard(account)
        async with self.database.write() as tx:
            await reach.reached(Turn(tx, self.now), account)

    async def counts(self, broadcast: Broadcast) -> Counts:
        async with self.database.read() as tx:
            return await broadcast_recipients.counts(tx, broadcast.id)

    async def through(self, broadcast: Broadcast) -> Counts:
        """Everything comes to its end."""
        for _ in range(50):
            self.now += timedelta(seconds=15)
            await self.feed()
            await self.claim(1000)
            await self.land()
        return await self.counts(broadcast)

    def everybody_once(self, counts: Counts) -> bool:
        """Whoever is counted as having it has it once, and nobody else has it."""
        return set(self.got.values()) <= {1} and counts.by_state.get(Delivered.SENT, 0) == len(self.got)
