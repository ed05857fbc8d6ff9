"""Those who press what was not made for them: taps with rightly signed data, and what came of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from domain.concerns import Topic
from domain.members import MemberStatus, Role
from domain.messages import Press
from domain.nodes import NodeKind
from domain.privacy import NOTICE_VERSION, Scope
from domain.requests import HelpRequest
from handlers.keys import ButtonKeys
from sandbox.play.heard import Heard
from services import dialogues
from services.requests import closing, handing, helping, withdrawing
from services.turn import Turn, post
from storage import nodes, people, request_words
from storage import requests as store
from storage.request_words import WordsKind
from storage.schema import metadata
from storage.sealing import Keyring
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHOU, Quarter
from tests.flows.town import STRANGER

QIAN = "钱书记"  # of the branch next door
EVERYBODY = (MING, LI, SUN, HE, ZHOU, CHEN, YU, WU, QIAN, STRANGER)
FAR = frozenset({HE, CHEN, YU, WU, QIAN, STRANGER})  # who may not even know that there is a request
ASKED, ADDED, REPLIED, NOTED, WHY = (
    "小叔子把老屋的钥匙换了",
    "他还说年底要拆灶台",
    "我周末去一趟老屋",
    "这两家十年没有来往",
    "调解归他管更合适",
)
SAID = (ASKED, ADDED, REPLIED, NOTED, WHY)
NUMBER, TOPIC = "26-001", "医疗健康"
PASSING = frozenset({"inbox", "outbox", "cards", "heard", "access_log", "dialogues"})
OF_REQUESTS = frozenset({"request_more", "help_reply", "help_note", "help_hand_on", "help_hand_to"})
STAGES = ("asked", "taken", "handed on", "relieved", "resolved", "closed", "withdrawn")


@dataclass(frozen=True)
class Attempt:
    """What somebody heard after a press: messages, edits, and the short answer."""

    who: str
    press: Press
    heard: tuple[str, ...]

    def holds(self, words: Collection[str]) -> list[str]:
        return [f"{self.who} {self.press}: {one} in {text!r}" for one in words for text in self.heard if one in text]


async def next_door(quarter: Quarter) -> None:
    """Another branch of the same community, with a secretary who has joined."""
    world, now = quarter.town.box.world, quarter.town.clock.now()
    person = world.add_person(QIAN, id=1301)
    world.private_chat(next(iter(world.bots.values())), person).started = True
    async with quarter.town.database.write() as tx:
        branch = await nodes.add(tx, quarter.community_id, NodeKind.BRANCH, "幸福社区第二党支部", now)
        member = await people.add(tx, branch.id, QIAN, MemberStatus.FULL_MEMBER, now)
        await people.bind(tx, member.id, person.id)
        await people.give_consent(tx, member.id, Scope.BASIC, NOTICE_VERSION, now)
        await people.appoint(tx, member.id, branch.id, Role.BRANCH_SECRETARY, now)
        found = await people.get(tx, member.id)
    assert found is not None
    quarter.town.members[QIAN] = found


async def a_request(quarter: Quarter, stage: str) -> HelpRequest:
    """Asked by 小明, who hides the name and keeps it from 陈姐; by 李委员 then, as far as `stage`."""
    made = await quarter.submit(topic=Topic.HEALTH, excluded=[CHEN], body=ASKED)
    li, sun, ming = (quarter.member(name) for name in (LI, SUN, MING))
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        await store.change(tx, made.id, hide_name=True)
        await request_words.add(tx, made.id, ming.id, WordsKind.FROM_ASKER, ADDED, turn.now)
        if stage != "asked":
            await helping.open_words(turn, li, made.id)
            assert isinstance(await helping.take(turn, li, made.id), helping.Taken)
            assert await helping.reply(turn, li, made.id, REPLIED)
            assert await helping.note(turn, li, made.id, NOTED)
        if stage == "handed on":
            assert isinstance(await handing.hand_on(turn, li, made.id, sun.id, WHY, back=False), handing.Handed)
        if stage == "relieved":
            await people.relieve(tx, li.id, quarter.town.branch_id, Role.ORGANIZATION_MEMBER, turn.now)
        if stage in {"resolved", "closed"}:
            assert await helping.done(turn, li, made.id)
        if stage == "closed":
            assert await closing.confirm(turn, ming, made.id)
        if stage == "withdrawn":
            assert await withdrawing.withdraw(turn, ming, made.id)
        await post(tx, [turn])
    await quarter.ring()
    quarter.town.forget_unheard()
    return await quarter.request(made.id)


async def state(quarter: Quarter) -> dict[str, list[Any]]:
    """Every row that does not merely pass through."""
    async with quarter.town.database.read() as tx:
        return {
            name: [tuple(row) for row in await tx.execute(sa.select(table).order_by(*table.primary_key.columns))]
            for name, table in metadata.tables.items()
            if name not in PASSING
        }


async def anchors(quarter: Quarter, names: Collection[str]) -> dict[str, Heard]:
    """A message of everybody's own, under which they press what was never there."""
    found = {}
    for name in names:
        if not quarter.town[name].chat.started:
            quarter.town[name].starts()
            await quarter.town[name].hears()
        quarter.town[name].says("电话")
        found[name] = await quarter.town[name].hears()
    await quarter.settle()
    quarter.town.forget_unheard()
    return found


async def all_press(quarter: Quarter, on: dict[str, Heard], press: Press) -> list[Attempt]:
    """Each of them presses this; what each heard of it."""
    town = quarter.town
    keys = ButtonKeys(Keyring.from_file(town.settings.key_file).signer("buttons"))
    data = keys.pack(press)
    town.forward(seconds=4)
    toasts = {}
    for name, message in on.items():
        toasts[name] = await town[name].toast(town[name].presses_data(data, on=message))
    await quarter.settle()
    return [
        Attempt(name, press, (toasts[name].text, *(one.text + str(one.buttons) for one in quarter.heard(name))))
        for name in on
    ]


async def dialogues_about_requests(quarter: Quarter, names: Sequence[str]) -> list[str]:
    """Who has been asked for words about somebody else's request."""
    async with quarter.town.database.read() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        opened = {name: await dialogues.opened(turn, quarter.town[name].id) for name in names}
    return [f"{name}: {one.name}" for name, one in opened.items() if one is not None and one.name in OF_REQUESTS]


def told(quarter: Quarter, who: str) -> str:
    """Everything that stands in somebody's chat with us now, and all that they were told and have not looked at."""
    standing = [one.text for one in quarter.town[who].chat.messages.values()]
    return "\n".join([*standing, *(one.text + str(one.buttons) for one in quarter.heard(who))])


async def by_services(quarter: Quarter, *deeds: Any) -> list[Any]:
    """Each deed is one turn; what they returned."""
    outcomes = []
    for deed in deeds:
        async with quarter.town.database.write() as tx:
            turn = Turn(tx, quarter.town.clock.now())
            outcomes.append(await deed(turn))
            await post(tx, [turn])
        await quarter.ring()
    return outcomes


def pressing_it(action: str, request: HelpRequest, *more: int) -> Press:
    return Press(action, (request.id, *more))
