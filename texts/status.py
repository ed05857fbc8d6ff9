"""How the installation is, in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from domain.burden import MOST_AS_A_RULE, Burden
from domain.messages import Lane, Message
from domain.readiness import Finding
from domain.reminders import MESSAGES_A_DAY
from domain.upkeep import Upkeep
from texts import setup
from texts.hotlines import directory
from texts.rendering import html, plain

FEATURE = "status"
_DATABASES: Final[Mapping[str, str]] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def status(
    *,
    upkeep: Upkeep,
    burden: Burden | None,
    unreachable: Sequence[str],
    without_backup: Sequence[Finding],
    vacant: Sequence[Finding],
    cleared_at: datetime | None,
    now: datetime,
) -> Message:
    """The answer to /status: one short line each; more only where somebody has to look."""
    too_much = burden is not None and burden.is_too_much
    return Message(
        html(
            FEATURE,
            "status",
            troubles=upkeep.troubles(now) + too_much,
            upkeep=upkeep,
            database=_DATABASES[upkeep.database],
            rung_before=None if upkeep.rung_at is None else max(0, round((now - upkeep.rung_at).total_seconds())),
            lines=[(lane(line.lane), line.letters) for line in upkeep.lines],
            late=[(lane(line.lane), line.oldest) for line in upkeep.lines if line.is_late(now)],
            burden=burden,
            measure=MESSAGES_A_DAY,
            most_as_a_rule=MOST_AS_A_RULE,
            unreachable="、".join(unreachable),
            vacant=[setup.finding(found) for found in vacant],
            without_backup=[setup.finding(found) for found in without_backup],
            unchecked="、".join(line.name for line in directory.stale(now.date())),
            cleared_at=cleared_at,
            now=now,
        )
    )


def lane(which: Lane) -> str:
    """What the letters of a lane are called."""
    return plain(FEATURE, f"lane_{which.name.lower()}")
