"""Reminders by the thousand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.reminders import ReminderKind
from storage import reminders
from storage.reminders import Promise
from storage.schema import Tx


async def promise(tx: Tx, member_ids: Sequence[int], at: datetime) -> None:
    """Promise each of these members one reminder of their dues."""
    until = at + timedelta(days=1)
    promised = [Promise(member_id, ReminderKind.DUES, 1, "t-0", at, at, until) for member_id in member_ids]
    await reminders.promise(tx, promised)
