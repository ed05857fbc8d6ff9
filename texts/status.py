"""How the installation is, in words."""

from collections.abc import Sequence
from datetime import datetime

from domain.messages import Message
from domain.readiness import Finding
from texts import setup
from texts.hotlines import directory
from texts.rendering import html

FEATURE = "status"


def status(
    *,
    database: str,
    waiting_in: int,
    failed_in: int,
    waiting_out: int,
    dead_out: int,
    last_heard: datetime | None,
    rung_at: datetime | None,
    unreachable: tuple[str, ...],
    without_backup: Sequence[Finding],
    now: datetime,
) -> Message:
    """The answer to /status."""
    late = None if rung_at is None else max(0, round((now - rung_at).total_seconds()))
    return Message(
        html(
            FEATURE,
            "status",
            database={"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database],
            waiting_in=waiting_in,
            failed_in=failed_in,
            waiting_out=waiting_out,
            dead_out=dead_out,
            last_heard=last_heard,
            late=late,
            unreachable="、".join(unreachable),
            without_backup=[setup.finding(found) for found in without_backup],
            unchecked="、".join(line.name for line in directory.stale(now.date())),
            now=now,
        )
    )
