"""What others may know of mood: nothing of a person, one word a month of a branch (C3, C4, C5, E17, V9)."""

import logging
from datetime import date

import pytest

from domain.members import MemberStatus
from domain.messages import Press
from domain.mood import ABLE, Face
from domain.privacy import NOTICE_VERSION, Scope
from handlers import ROUTES
from handlers.routing import Routes, Tap
from storage import moods, people
from storage.schema import metadata
from tests.flows.quarter import LI, SUN, WU, Quarter
from tests.flows.study import heard, on, presses, ring
from tests.flows.test_mood import agreed, feels, weekly
from tests.flows.test_sentinel import everything, on_the_disk
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

WORDS = "床头灯开着才睡得着觉"
PLAIN = ("😢", "很不好", "床头灯", "睡得着")
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)


def our_taps() -> set[str]:
    taps = Routes.of(ROUTES).taps
    return {action for action, tap in taps.items() if action.startswith("mo") and isinstance(tap, Tap)}


async def crowd(town: Town, number: int) -> list[int]:
    """So many more members with an account; returns their ids."""
    ids = []
    async with town.database.write() as tx:
        for index in range(number):
            one = await people.add(tx, town.group_id, f"党员{index}", MemberStatus.FULL_MEMBER, town.clock.now())
            await people.bind(tx, one.id, 5001 + index)
            await people.give_consent(tx, one.id, Scope.BASIC, NOTICE_VERSION, town.clock.now())
            ids.append(one.id)
    return ids


async def say(town: Town, who: list[int], day: date, face: Face) -> None:
    async with town.database.write() as tx:
        for member_id in who:
            await moods.keep(tx, member_id, day, face)


async def test_a_month_is_one_word_and_never_changes(town: Town) -> None:
    """C3, C4: five who answered among thirteen who could; then deletions, moves and new answers change no letter."""
    able = [town.members[name].id for name in (CHEN, MING, YU, ZHOU)]
    able += await crowd(town, ABLE - len(able) - 1)
    await say(town, able[:8], date(2026, 11, 23), Face.GOOD)
    await on(town, DECEMBER, 0)
    page = await town.ask(ZHOU, "支部心情")
    assert "2026年11月：没有说法" in page.text  # twelve: one too few to have answered
    await crowd_of_one(town)
    await say(town, able[:4], date(2026, 12, 3), Face.LOW)
    await say(town, able[4:5], date(2026, 12, 4), Face.LOW)
    await say(town, able[4:5], date(2026, 12, 20), Face.VERY_GOOD)
    assert "12月" not in (await town.ask(ZHOU, "支部心情")).text.replace("2026年11月", "")  # not before it is over
    await on(town, JANUARY, 0)
    page = await town.ask(ZHOU, "支部心情")
    assert "2026年12月：三分之一以上不太好" in page.text
    assert "2026年11月：没有说法" in page.text
    assert not any(name in page.text for name in (CHEN, MING, YU, "第三党小组", "%"))
    async with town.database.write() as tx:
        for member_id in able[:4]:
            await moods.delete(tx, member_id)
        await people.change(tx, able[4], node_id=town.group_id, status=MemberStatus.REMOVED)
    await say(town, able[5:], date(2026, 12, 30), Face.VERY_GOOD)
    await ring(town)
    await on(town, date(2027, 1, 2), 9)
    town.forget_unheard()
    assert (await town.ask(ZHOU, "支部心情")).text == page.text
    assert "只有负责这件事的同志能办" in (await town.ask(CHEN, "支部心情")).text
    town.forget_unheard()


async def crowd_of_one(town: Town) -> None:
    async with town.database.write() as tx:
        one = await people.add(tx, town.group_id, "新党员", MemberStatus.FULL_MEMBER, town.clock.now())
        await people.bind(tx, one.id, 6001)


async def test_only_secretary_and_deputy_see_the_word(quarter: Quarter) -> None:
    """PRV-16: not the committee, not the community above."""
    town = quarter.town
    await on(town, DECEMBER, 0)
    for name in (ZHOU, SUN):
        assert "2026年11月" in (await town.ask(name, "支部心情")).text
    for name in (LI, WU, CHEN, MING):
        assert "只有负责这件事的同志能办" in (await town.ask(name, "支部心情")).text
    town.forget_unheard()


async def test_nobody_gets_at_anothers_mood(town: Town) -> None:
    """Every button of it, with what belongs to 小明, pressed by his leader and by a member: it does nothing to his."""
    await weekly(town)
    await on(town, date(2026, 11, 25), 10)
    (asked,) = heard(town, MING)
    said = await town.tap(MING, "😢 很不好", asked)
    await town.tap(MING, "写几句", said)
    await town.ask(MING, WORDS)
    await agreed(town, CHEN)
    on_message = {name: await town.ask(name, "电话") for name in (CHEN, YU)}
    async with town.database.read() as tx:
        before = await moods.of_member(tx, town.members[MING].id)
    taps = our_taps()
    args = {
        "mof": (1, 1),
        "mos": (1,),
        "moq": (1,),
        "mow": (before[0].id,),
        "mop": (town.members[MING].id,),
        "moh": (0,),
    }
    for name, message in on_message.items():
        for action in sorted(taps):
            toast = await presses(town, name, message, Press(action, args.get(action, ())))
            assert not any(word in toast.text for word in PLAIN[1:])
            await town.settle()
            answers = "".join(one.text for one in heard(town, name))
            assert MING not in answers
            assert not any(word in answers for word in PLAIN[2:])
    async with town.database.read() as tx:
        assert await moods.of_member(tx, town.members[MING].id) == before
        assert await moods.rhythm(tx, town.members[MING].id) is not None
    assert all(tap.private for action, tap in Routes.of(ROUTES).taps.items() if action in taps and isinstance(tap, Tap))
    town.forget_unheard()


async def test_nothing_of_it_stands_in_the_open(
    town: Town, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """V2, V9: no face and no word in a table, on the disk, in the log, or on anybody else's screen."""
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "alembic", "telegram", "aiohttp", "apscheduler", "jieba"):
        caplog.set_level(logging.WARNING, name)
    await agreed(town)
    said = await feels(town, MING, "😢 很不好")
    await town.tap(MING, "写几句", said)
    await town.ask(MING, WORDS)
    await town.tap(MING, CHEN, await town.tap(MING, "请联系我", said))
    await town.ask(MING, "我的心情")
    await town.settle()
    stored = await everything(town)
    if town.database.embedded:
        stored += on_the_disk(database_url)
    assert [word for word in PLAIN if word.encode() in stored] == []
    assert [word for word in (*PLAIN, WORDS) if word in caplog.text] == []
    for name in (CHEN, YU, ZHOU):
        seen = "".join(one.text for one in town[name].chat.messages.values())
        assert [word for word in (*PLAIN, "心情") if word in seen] == []
    assert metadata.tables["mood_totals"].columns.keys() == ["node_id", "month", "lean"]
    town.forget_unheard()
