"""How the bench gets a prepared branch for the real bot, and proves afterwards that nothing was lost."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bench.clients.arguments import TOKEN
from bench.ledger import BOARD_MESSAGE, Press
from domain.meetings import MeetingKind
from domain.members import Member, MemberStatus
from domain.messages import Press as Pressing
from domain.nodes import NodeKind
from handlers.keys import ButtonKeys
from storage import cards, meetings, migrations, nodes, people
from storage.database import Database
from storage.meetings import Plan
from storage.nodes import Chat
from storage.schema import Tx
from storage.sealing import Keyring


@dataclass(frozen=True)
class Prepared:
    """A branch that waits for its members to sign in."""

    environment: dict[str, str]
    """Settings of `python -m bot`; `{api}` in a value becomes the address of the fake Bot API."""

    presses: list[Press]
    """One sign-in per group and user asked for, with the bot's own signed callback_data."""


def prepare(workdir: Path, groups: list[tuple[int, list[int]]]) -> Prepared:
    """Create a database in `workdir` with these group chats, their members, and an open meeting in each."""
    url = f"sqlite+aiosqlite:///{workdir / 'bench.db'}"
    key_file = workdir / "bench.key"
    environment = {
        "XIAOBAN_TOKEN": TOKEN,
        "XIAOBAN_API_URL": "{api}/bot",
        "XIAOBAN_FILE_URL": "{api}/file/bot",
        "XIAOBAN_DATABASE_URL": url,
        "XIAOBAN_KEY_FILE": str(key_file),
        "XIAOBAN_LOG_LEVEL": "WARNING",
    }
    return Prepared(environment, asyncio.run(_fill(url, key_file, groups)))


async def _fill(url: str, key_file: Path, groups: list[tuple[int, list[int]]]) -> list[Press]:
    keyring = Keyring.from_file(key_file)
    keys = ButtonKeys(keyring.signer("buttons"))
    database = Database.open(url, keyring)
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    presses: list[Press] = []
    try:
        await migrations.upgrade(database)
        async with database.write() as tx:
            branch = await nodes.add(tx, None, NodeKind.BRANCH, "测速支部", now)
            for chat_id, users in groups:
                meeting_id = await _group(tx, branch.id, chat_id, users, now)
                data = keys.pack(Pressing("s", (meeting_id,)))
                presses += [(chat_id, user, data) for user in users]
    finally:
        await database.close()
    return presses


async def _group(tx: Tx, branch_id: int, chat_id: int, users: list[int], now: datetime) -> int:
    """A party group with its chat, its members and a meeting whose sign-in is open; returns the meeting's id."""
    group = await nodes.add(tx, branch_id, NodeKind.PARTY_GROUP, f"第{chat_id}组", now)
    await nodes.bind(tx, Chat(chat_id, group.id, None, "测速群"), now)
    rows = [
        {
            "node_id": group.id,
            "name": f"党员{user}",
            "status": str(MemberStatus.FULL_MEMBER),
            "telegram_id": user,
            "created_at": now,
        }
        for user in users
    ]
    await tx.execute(sa.insert(people.members), rows)
    invited: list[Member] = await people.in_nodes(tx, [group.id])
    starts_at = now + timedelta(minutes=20)
    plan = Plan(
        node_id=group.id,
        kind=MeetingKind.GROUP_MEETING,
        title="十一月党小组会",
        place="党群服务中心",
        starts_at=starts_at,
        opens_at=now - timedelta(minutes=10),
        closes_at=starts_at + timedelta(hours=2),
        chat_id=chat_id,
        created_by=invited[0].id,
    )
    meeting = await meetings.announce(tx, plan, invited, now)
    await cards.keep(tx, f"board:{meeting.id}", chat_id, BOARD_MESSAGE, b"")
    await meetings.note_phase(tx, meeting.id, 1)
    return meeting.id


def count_recorded(workdir: Path) -> int:
    """Count the attendance rows of all groups. The bot still runs: only what is committed is seen."""
    with closing(sqlite3.connect(workdir / "bench.db")) as connection:
        count: int = connection.execute("SELECT count(*) FROM attendance").fetchone()[0]
        return count
