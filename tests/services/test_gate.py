"""The gate tells many at once, and one who cannot be told holds up nobody (S11)."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from domain.members import Member, MemberStatus
from domain.messages import Lane
from domain.nodes import NodeKind
from domain.reminders import ReminderKind
from services import reminding
from services.reminding import Wanted, gate
from services.turn import Turn
from storage import nodes, people
from storage import reminders as store
from storage.database import Database
from storage.schema import Tx
from tests.clock import FrozenClock

_POISON_SQLITE = """
CREATE TRIGGER poison BEFORE UPDATE ON reminders WHEN NEW.state = 'told' AND NEW.member_id = {poisoned}
BEGIN SELECT RAISE(ABORT, 'poison'); END
"""
_POISON_POSTGRESQL = """
CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poison'; END $$;
CREATE TRIGGER poison BEFORE UPDATE ON reminders FOR EACH ROW
WHEN (NEW.state = 'told' AND NEW.member_id = {poisoned}) EXECUTE FUNCTION poison()
"""


async def _members(tx: Tx, now: datetime) -> list[Member]:
    branch = await nodes.add(tx, None, NodeKind.BRANCH, "第一党支部", now)
    made = [await people.add(tx, branch.id, name, MemberStatus.FULL_MEMBER, now) for name in ("甲", "乙", "丙")]
    for one in made:
        await people.bind(tx, one.id, 9000 + one.id)
    return await people.many(tx, [one.id for one in made])


async def _poison(tx: Tx, member_id: int) -> None:
    postgresql = tx.dialect.name == "postgresql"
    for statement in _POISON_POSTGRESQL.split(";\nCREATE TRIGGER") if postgresql else [_POISON_SQLITE]:
        words = statement if not statement.startswith(" poison") else f"CREATE TRIGGER{statement}"
        await tx.execute(sa.text(words.format(poisoned=member_id)))


async def test_one_who_cannot_be_told_holds_up_nobody(database: Database, clock: FrozenClock) -> None:
    now = clock.now()
    async with database.write() as tx:
        everybody = await _members(tx, now)
        poisoned = everybody[1]
        wanted = [Wanted(one, "one", now, now + timedelta(days=1)) for one in everybody]
        await reminding.promise(Turn(tx, now), ReminderKind.STUDY, 1, wanted)
        await _poison(tx, poisoned.id)
    async with database.write() as tx:
        turn = Turn(tx, now)
        assert await gate.remind(turn)
        assert not await gate.remind(turn)
        told = {letter.chat_id for letter in turn.letters if letter.lane == Lane.REMINDER}
        assert told == {one.telegram_id for one in everybody if one != poisoned}
        (later,) = await store.waiting_of(tx, poisoned.id)
        assert later.due_at == now + gate.TRY_AGAIN
