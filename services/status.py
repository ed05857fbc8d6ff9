"""How the installation is (A9)."""

from dataclasses import dataclass
from datetime import datetime

from domain import readiness
from domain.access import Action
from domain.members import Member
from domain.readiness import Finding
from services import access, standins
from services.turn import Turn
from storage import inbox, outbox, people


@dataclass(frozen=True, slots=True)
class Status:
    """What an operator or a leader asks first; `unreachable` are names of the asker's own branch."""

    database: str
    inbox_waiting: int
    inbox_failed: int
    outbox_waiting: int
    outbox_dead: int
    last_heard: datetime | None
    rung_at: datetime | None
    unreachable: tuple[str, ...]
    without_backup: tuple[Finding, ...]


async def status(turn: Turn, member: Member) -> Status | None:
    """None for whoever may not see it."""
    own = await access.nodes_for(turn, member, Action.SEE_STATUS)
    if not own:
        return None
    arrived = await inbox.counts(turn.tx)
    letters = await outbox.counts(turn.tx)
    heard = await inbox.last_heard(turn.tx)
    return Status(
        database=turn.tx.dialect.name,
        inbox_waiting=arrived.get("waiting", 0) - 1,  # the question itself is being worked off
        inbox_failed=arrived.get("failed", 0),
        outbox_waiting=sum(count for (_, state), count in letters.items() if state in {"waiting", "sending"}),
        outbox_dead=sum(count for (_, state), count in letters.items() if state == "dead"),
        last_heard=heard.at if heard is not None else None,
        rung_at=heard.rung_at if heard is not None else None,
        unreachable=tuple(member.name for member in await people.unreachable(turn.tx, own)),
        without_backup=tuple(readiness.without_backup(await standins.without_backup(turn, own))),
    )
