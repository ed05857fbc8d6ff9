"""What a member has of meetings, reminders and study, and a leader beside who would like to see it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa

from domain.members import MemberStatus, Role
from domain.messages import Press
from domain.nodes import NodeKind
from domain.privacy import NOTICE_VERSION, Scope
from domain.reminders import ReminderKind
from domain.studying import Draft, Learners, Source, monday
from services import leave, reminding
from services.reminding import Wanted
from services.studying import hours, programmes
from services.turn import Turn, post
from storage import dialogues, make_up, nodes, people, studying_notes
from storage import leave as leaves
from storage.reminders import reminders
from tests.flows.intruders import PASSING, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, MING, WANG, YU, Quarter
from tests.flows.test_make_up import closed
from tests.flows.test_study_attacks import in_dialogue

TIAN = "小田"  # leads the group beside
TITLE, PIECE, READ, NOTE, REASON, TOLD = (
    "腊月里的党小组会",
    "红旗渠的故事",
    "夜里读的那本旧书",
    "想起我爷爷那一辈",
    "老伴要做手术",
    "会上商量了送饭的事",
)
SECRETS: Final = (MING, WANG, TITLE, PIECE, READ, NOTE, REASON, TOLD)
MEETING, LEAVE, MAKE_UP, REMINDER, STUDY_PIECE, PROGRAMME, ENTRY, STUDY_NOTE, MEMBER, BRANCH, SERIAL = range(-11, 0)


@dataclass(frozen=True)
class Made:
    """What 小明 has, and what the leaders have made for the group: the number behind each placeholder."""

    numbers: Mapping[int, int]

    def press(self, action: str, args: Collection[int]) -> Press:
        return Press(action, tuple(self.numbers.get(one, one) for one in args))


async def made(quarter: Quarter) -> Made:
    """A meeting that was held without 小明, who had asked leave; study, notes and hours of theirs; a reminder."""
    town, ming = quarter.town, quarter.member(MING)
    await next_door(quarter)
    await _beside(quarter)
    await closed(town, YU, title=TITLE, leave=MING)
    now = town.clock.now()
    async with town.database.write() as tx:
        turn = Turn(tx, now)
        asked = await leaves.of(tx, 1, ming.id)
        given = await make_up.of(tx, 1, ming.id)
        assert asked is not None
        assert given is not None
        await leave.give_reason(turn, ming, asked.id, REASON)
        await make_up.keep_note(tx, given.id, NOTE)
        plan = programmes.Plan(town.group_id, Learners.EVERYONE, TITLE, monday(now.date()), [Draft(PIECE, 40, None)])
        looked = await programmes.publish(turn, quarter.member(CHEN), plan)
        assert looked is not None
        piece = looked.pieces[0]
        entry = await hours.add(turn, ming.id, 60, Source.OWN, None, title=READ, day=date(2026, 11, 1))
        note = await studying_notes.write(tx, ming.id, piece.id, NOTE, now)
        wanted = Wanted(ming, "day", now, now + timedelta(days=1))
        await reminding.promise(turn, ReminderKind.MEETING, 1, [wanted])
        told = await tx.scalar(sa.select(reminders.c.id).where(reminders.c.member_id == ming.id).limit(1))
        assert told is not None
        await tx.execute(sa.update(reminders).where(reminders.c.id == told).values(state="told", told_with=told))
        await post(tx, [turn])
    await quarter.ring()
    await town.ask(MING, "免打扰")
    await quarter.settle()
    async with town.database.read() as tx:
        table = dialogues.dialogues
        serial = await tx.scalar(sa.select(table.c.serial).where(table.c.telegram_id == town[MING].id))
    town.forget_unheard()
    numbers = (1, asked.id, given.id, told, piece.id, looked.programme.id, entry, note)
    more = (quarter.member(WANG).id, town.branch_id, serial or 0)
    return Made(dict(zip(range(-11, 0), (*numbers, *more), strict=True)))


async def _beside(quarter: Quarter) -> None:
    """Another group of the branch, and its leader."""
    town, world = quarter.town, quarter.town.box.world
    person = world.add_person(TIAN, id=1401)
    world.private_chat(town.stage.bot, person).started = True
    now = town.clock.now()
    async with town.database.write() as tx:
        group = await nodes.add(tx, town.branch_id, NodeKind.PARTY_GROUP, "第四党小组", now)
        member = await people.add(tx, group.id, TIAN, MemberStatus.FULL_MEMBER, now)
        await people.bind(tx, member.id, person.id)
        await people.give_consent(tx, member.id, Scope.BASIC, NOTICE_VERSION, now)
        await people.appoint(tx, member.id, group.id, Role.GROUP_LEADER, now)
        found = await people.get(tx, member.id)
    assert found is not None
    town.members[TIAN] = found


async def attacked(quarter: Quarter, names: Collection[str], presses: Collection[Press]) -> list[str]:
    """What leaked, what changed, and who was asked a question, when these people press."""
    on = await anchors(quarter, names)
    before, found = await state(quarter), list[str]()
    for press in presses:
        quarter.town.forward(minutes=1)
        for attempt in await all_press(quarter, on, press):
            own = {attempt.who} if attempt.who in quarter.town.members else set()
            found += attempt.holds([one for one in SECRETS if one not in own])
            found += [f"{attempt}: too fast to count" for words in attempt.heard if "有点快" in words]
            found += [f"{attempt}: it broke" for words in attempt.heard if "没有办成" in words]
    after = await state(quarter)
    passing = PASSING | {"burden"}
    found += [f"{name} has changed" for name in before if name not in passing and before[name] != after[name]]
    found += [f"{name} was asked something" for name in await in_dialogue(quarter, tuple(names))]
    quarter.town.forget_unheard()
    return found
