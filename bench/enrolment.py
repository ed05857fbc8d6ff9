"""A large organisation in the real bot's database: thousands of members, their groups, and a leader of each."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from bench.clients.arguments import TOKEN
from bench.postbox import FIRST_RECIPIENT
from domain.members import MemberStatus, Role
from domain.nodes import NodeKind
from domain.privacy import NOTICE_VERSION, Scope
from storage import migrations, nodes, people
from storage.database import Database
from storage.schema import Tx
from storage.sealing import Keyring

IN_A_GROUP = 50
IN_A_BRANCH = 500


@dataclass(frozen=True)
class Enrolled:
    """Ids of all members in the order of their Telegram accounts, and of the first branch."""

    member_ids: list[int]
    branch_id: int


def environment(workdir: Path) -> dict[str, str]:
    """Settings of `python -m bot` in this directory; `{api}` in a value becomes the address of the fake Bot API."""
    return {
        "XIAOBAN_TOKEN": TOKEN,
        "XIAOBAN_API_URL": "{api}/bot",
        "XIAOBAN_FILE_URL": "{api}/file/bot",
        "XIAOBAN_DATABASE_URL": f"sqlite+aiosqlite:///{workdir / 'bench.db'}",
        "XIAOBAN_KEY_FILE": str(workdir / "bench.key"),
        "XIAOBAN_LOG_LEVEL": "WARNING",
    }


def at(settings: dict[str, str], api: str) -> dict[str, str]:
    """The same settings, with the fake Bot API at this address."""
    return {name: value.replace("{api}", api) for name, value in settings.items()}


async def opened(workdir: Path) -> Database:
    """A fresh database in this directory, with all its tables."""
    settings = environment(workdir)
    database = Database.open(settings["XIAOBAN_DATABASE_URL"], Keyring.from_file(Path(settings["XIAOBAN_KEY_FILE"])))
    await migrations.upgrade(database)
    return database


async def enrol(
    tx: Tx, count: int, now: datetime, *, first: int = FIRST_RECIPIENT, in_a_branch: int = IN_A_BRANCH
) -> Enrolled:
    """Members in groups of 50, the first of each its leader, the groups in branches with a secretary."""
    upper = await nodes.add(tx, None, NodeKind.COMMUNITY_COMMITTEE, "测速党工委", now)
    branch_id, member_ids, branches = upper.id, list[int](), list[int]()
    for start in range(0, count, IN_A_GROUP):
        if start % in_a_branch == 0:
            branch_id = (await nodes.add(tx, upper.id, NodeKind.BRANCH, f"第{start // in_a_branch + 1}支部", now)).id
            branches.append(branch_id)
        group = await nodes.add(tx, branch_id, NodeKind.PARTY_GROUP, f"第{start // IN_A_GROUP + 1}组", now)
        users = range(first + start, first + min(start + IN_A_GROUP, count))
        joined = await _join(tx, group.id, users, now)
        await people.appoint(tx, joined[0], group.id, Role.GROUP_LEADER, now)
        if start % in_a_branch == 0:
            await people.appoint(tx, joined[-1], branch_id, Role.BRANCH_SECRETARY, now)
        member_ids += joined
    return Enrolled(member_ids, branches[0])


async def _join(tx: Tx, group_id: int, users: range, now: datetime) -> list[int]:
    """Put these Telegram accounts on the roster of a group; all have agreed to the notice."""
    rows = [
        {
            "node_id": group_id,
            "name": f"党员{user % 10_000_000}",
            "status": str(MemberStatus.FULL_MEMBER),
            "telegram_id": user,
            "created_at": now,
        }
        for user in users
    ]
    await tx.execute(sa.insert(people.members), rows)
    joined = list(
        await tx.scalars(
            sa.select(people.members.c.id).where(people.members.c.node_id == group_id).order_by(people.members.c.id)
        )
    )
    agreed = {"scope": str(Scope.BASIC), "version": NOTICE_VERSION, "given_at": now}
    await tx.execute(sa.insert(people.consents), [{"member_id": member_id} | agreed for member_id in joined])
    return joined
