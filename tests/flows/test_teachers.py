"""The teacher pool: offering, asking, settling, the meeting, and what the audience says without names (S2)."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from domain.members import Role
from domain.nodes import NodeKind
from domain.privacy import Scope
from domain.teachers import Lecture, LectureState, Opinion
from sandbox.play.heard import Heard
from services.own_data import withdrawing
from services.tidying import tidy
from services.turn import Turn
from storage import lectures as store
from storage import nodes, people
from storage import teachers as teachers_store
from storage.lectures import lecture_opinions
from tests.conftest import SHANGHAI
from tests.flows.quarter import Quarter
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town

FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


async def offered(town: Town, who: str = MING, about: str = "党史故事") -> None:
    pool = await town.ask(who, "师资")
    await town.tap(who, "🙋 我愿意讲一课", pool)
    assert "您在师资库里了" in (await town.ask(who, about)).text


async def asked(town: Town, teacher: str = MING) -> Heard:
    """老周 asks for Friday at three; returns what the teacher hears."""
    topic = await town.tap(ZHOU, f"请 {teacher} 讲课", await town.ask(ZHOU, "师资"))
    when = await town.tap(ZHOU, topic.buttons[0][0], topic)
    assert "什么时候讲" in when.text
    preview = await town.ask(ZHOU, "周五下午三点")
    assert "🕒 11月27日（周五）15:00" in preview.text
    assert "有了回音我告诉您" in (await town.tap(ZHOU, "📨 去问一声", preview)).text
    return await town.hears(teacher, "老周想请您讲一课")


async def lecture(town: Town, teacher: str = MING, at: datetime = FRIDAY) -> Lecture:
    """One that is agreed, past the dialogues."""
    async with town.database.write() as tx:
        member, zhou, now = town.members[teacher], town.members[ZHOU], town.clock.now()
        teacher_id = await teachers_store.put(tx, town.branch_id, teacher, "党史故事", member.id, member.id, now)
        made = await store.ask(tx, teacher_id, town.branch_id, "党史故事", at, LectureState.AGREED, zhou.id, now)
        found = await store.get(tx, made)
    assert found is not None
    return found


async def test_somebody_offers_and_takes_it_back(town: Town) -> None:
    assert "还没有老师" in (await town.ask(MING, "师资库")).text
    await offered(town)
    pool = await town.ask(YU, "师资")
    assert "· 小明：党史故事" in pool.text
    assert pool.buttons == [["🙋 我愿意讲一课"]]
    own = await town.ask(MING, "师资")
    assert "不在师资库里了" in (await town.tap(MING, "我先不讲了", own)).text
    assert "还没有老师" in (await town.ask(YU, "师资")).text


async def test_the_branch_enters_people_and_they_hear_of_it(town: Town) -> None:
    """A member by name, who can say no at once; somebody from outside; nobody's telephone number."""
    name = await town.tap(ZHOU, "➕ 请进一位", await town.ask(ZHOU, "师资"))
    assert "不写电话" in name.text
    assert "请写一个名字" in (await town.ask(ZHOU, "名" * 40)).text
    await town.ask(ZHOU, YU)
    assert "记下了：小雨" in (await town.ask(ZHOU, "新媒体")).text
    told = await town.hears(YU, "请进了支部的师资库")
    assert "不在师资库里了" in (await town.tap(YU, "我先不讲了", told)).text
    await town.tap(ZHOU, "➕ 请进一位", await town.ask(ZHOU, "师资"))
    await town.ask(ZHOU, "陈教授", "党的创新理论")
    pool = await town.ask(ZHOU, "师资")
    assert "· 陈教授（外请）：党的创新理论" in pool.text
    assert "小雨" not in pool.text
    listed = await town.tap(ZHOU, "整理名单", pool)
    assert "移出名单了" in (await town.tap(ZHOU, "移出 陈教授", listed)).text


async def test_two_of_one_name_are_told_apart(town: Town) -> None:
    async with town.database.write() as tx:
        twin = await people.add(tx, town.branch_id, MING, town.members[MING].status, town.clock.now())
    await town.tap(ZHOU, "➕ 请进一位", await town.ask(ZHOU, "师资"))
    which = await town.ask(ZHOU, MING)
    assert "不止一位" in which.text
    assert which.buttons[:2] == [["小明（第三党小组）"], ["小明（幸福社区第一党支部）"]]
    await town.tap(ZHOU, "小明（幸福社区第一党支部）", which)
    await town.ask(ZHOU, "党史")
    async with town.database.read() as tx:
        (teacher,) = await teachers_store.in_pool(tx, [town.branch_id])
    assert teacher.member_id == twin.id


async def test_a_teacher_says_yes_with_one_tap_and_the_meeting_is_made(town: Town) -> None:
    """Both are told; the dialogue of a new meeting has everything but the place."""
    await offered(town)
    request = await asked(town)
    assert "🕒 11月27日（周五）15:00" in request.text
    await town.restart()
    agreed = await town.tap(MING, "👌 可以", request)
    assert "说定了" in agreed.text
    told = await town.hears(ZHOU, "小明答应了")
    place = await town.tap(ZHOU, "📌 开成党课", told)
    assert "在哪里开" in place.text
    preview = await town.ask(ZHOU, "党群服务中心")
    for words in ("党课｜党史故事", "11月27日（周五）15:00", "幸福社区第一党支部"):
        assert words in preview.text
    town.forget_unheard()


async def test_a_teacher_declines(town: Town) -> None:
    await offered(town)
    request = await asked(town)
    assert "谢谢您告诉一声" in (await town.tap(MING, "不方便", request)).text
    assert "小明这次讲不了" in (await town.hears(ZHOU, "讲不了")).text
    assert "已经有结果了" in (await town.toast_data(MING, request, "👌 可以")).text
    assert (await town.ask(ZHOU, "师资")).buttons[0] == ["请 小明 讲课"]


async def test_another_time(town: Town) -> None:
    """The teacher says when; the branch takes it; after that the teacher may still have to call it off."""
    await offered(town)
    request = await asked(town)
    question = await town.tap(MING, "换个时间", request)
    assert "哪天几点" in question.text
    assert "没看出" in (await town.ask(MING, "都行")).text
    assert "已经转告了" in (await town.ask(MING, "下周三下午三点")).text
    wants = await town.hears(ZHOU, "想换个时间")
    assert "🕒 12月2日（周三）15:00" in wants.text
    settled = await town.tap(ZHOU, "👌 就这个时间", wants)
    assert "已经告诉小明了" in settled.text
    told = await town.hears(MING, "就按您说的时间")
    await town.tap(MING, "有变化，讲不了", told)
    assert "12月2日（周三）15:00" in (await town.hears(ZHOU, "这次讲不了")).text


async def test_the_branch_calls_it_off(town: Town) -> None:
    await offered(town)
    await asked(town)
    card = await town.tap(ZHOU, "11月27日（周五） 小明", await town.ask(ZHOU, "师资"))
    assert "等小明回话" in card.text
    assert "先不办了" in (await town.tap(ZHOU, "这次先不办", card)).text
    await town.hears(MING, "这次先不办了")


async def test_nobody_is_written_to_at_night(town: Town) -> None:
    """S8: asked at ten in the evening, heard at eight in the morning."""
    await offered(town)
    town.at(datetime(2026, 11, 23, 22, 0, tzinfo=SHANGHAI))
    topic = await town.tap(ZHOU, "请 小明 讲课", await town.ask(ZHOU, "师资"))
    await town.tap(ZHOU, topic.buttons[0][0], topic)
    preview = await town.ask(ZHOU, "周五下午三点")
    await town.tap(ZHOU, "📨 去问一声", preview)
    await town.settle()
    assert "老周想请您" not in "".join(one.text for one in town[MING].chat.messages.values())
    town.at(datetime(2026, 11, 24, 8, 1, tzinfo=SHANGHAI))
    await town.hears(MING, "老周想请您讲一课")


async def test_somebody_from_outside_is_noted_as_agreed(town: Town) -> None:
    """And whoever has no Telegram, member or not."""
    for name in ("陈教授", WANG):
        await town.tap(ZHOU, "➕ 请进一位", await town.ask(ZHOU, "师资"))
        await town.ask(ZHOU, name, "家风")
        topic = await town.tap(ZHOU, f"请 {name} 讲课", await town.ask(ZHOU, "师资"))
        assert "什么题目" in topic.text
        preview = await town.ask(ZHOU, "好家风", "周五下午三点") if name == WANG else None
        if preview is None:
            await town.ask(ZHOU, "好家风")
            preview = await town.ask(ZHOU, "12-4 15:00")
        assert "先打个电话说好" in preview.text
        assert "已经答应" in (await town.tap(ZHOU, "✅ 已经说好了", preview)).text


async def test_who_convenes_nothing_gets_the_words(quarter: Quarter) -> None:
    """The publicity member arranges study, and meetings are not theirs."""
    town = quarter.town
    async with town.database.write() as tx:
        await people.appoint(tx, town.members[YU].id, town.branch_id, Role.PUBLICITY_MEMBER, town.clock.now())
    made = await lecture(town)
    card = await town.tap(YU, "11月27日（周五） 小明", await town.ask(YU, "师资"))
    words = await town.tap(YU, "📌 开成党课", card)
    assert "请书记或组织委员发「新会议」" in words.text
    assert made.topic in words.text
    town.forget_unheard()


async def test_the_audience_says_three_things_in_the_group(town: Town) -> None:
    """One tap, no name, an answer for the presser alone; not before the lecture, not twice, not by its teacher."""
    made = await lecture(town)
    card = await town.tap(ZHOU, "11月27日（周五） 小明", await town.ask(ZHOU, "师资"))
    assert "📌 开成党课" in card.buttons[0]
    town.at(FRIDAY + timedelta(hours=2))
    card = await town.tap(ZHOU, "11月27日（周五） 小明", await town.ask(ZHOU, "师资"))
    assert "在群里问" in (await town.toast(ZHOU, "在群里问问大家", card)).text
    wanted = await town.group.hears()
    assert wanted.buttons == [["有用", "一般"], ["没用"]]
    assert "没有记名字" in (await town.toast(YU, "没用", wanted)).text
    assert "已经说过了" in (await town.toast(YU, "有用", wanted)).text
    assert "不是给您这里讲的" in (await town.toast(MING, "有用", wanted)).text
    again = await town.toast(ZHOU, "在群里问问大家", card)
    assert "问大家" in again.text  # said once: the key stands for ever
    own = await town.tap(CHEN, "11月27日（周五） 讲得怎么样", await town.ask(CHEN, "师资"))
    assert "没有记名字" in (await town.toast(CHEN, "有用", own)).text
    async with town.database.read() as tx:
        assert await store.opinions(tx, made.id) == {Opinion.USEFUL: 1, Opinion.FAIR: 0, Opinion.NOT_USEFUL: 1}
    town.at(FRIDAY + timedelta(days=3))
    assert "现在不用说" in (await town.toast(ZHOU, "有用", wanted)).text


@pytest.mark.parametrize(("useful", "shown"), [(4, False), (5, True)])
async def test_counts_are_shown_from_five_and_when_nothing_more_can_come(town: Town, useful: int, shown: bool) -> None:
    """Two looks never differ by one person; the teacher and who asked see it, nobody else."""
    made = await lecture(town)
    async with town.database.write() as tx:
        for _ in range(useful):
            await store.count_opinion(tx, made.id, Opinion.USEFUL)
    town.at(FRIDAY + timedelta(days=2, hours=8))
    for who in (MING, ZHOU):
        card = await town.tap(who, "11月27日（周五） 小明", await town.ask(who, "师资"))
        assert "11月30日（周一）起能看到合计" in card.text
    town.at(FRIDAY + timedelta(days=3))
    for who in (MING, ZHOU):
        card = await town.tap(who, "11月27日（周五） 小明", await town.ask(who, "师资"))
        assert ("有用 5，一般 0，没用 0" in card.text) is shown
        assert ("不到五位" in card.text) is not shown
    assert (await town.ask(YU, "师资")).buttons == [["🙋 我愿意讲一课"]]


def test_opinions_have_no_place_for_a_person_or_a_moment() -> None:
    """Three counters a lecture: no account, no name, no day, and not even a row of anybody's."""
    assert [column.name for column in lecture_opinions.columns] == ["lecture_id", "opinion", "said"]


async def test_every_answer_writes_all_three_counters(town: Town) -> None:
    """PostgreSQL keeps the transaction that wrote a row last: alone, it would tell what the last one said."""
    made = await lecture(town)
    for opinion in (Opinion.USEFUL, Opinion.NOT_USEFUL):
        async with town.database.write() as tx:
            await store.count_opinion(tx, made.id, opinion)
    counters = "SELECT count(*), sum(said) FROM lecture_opinions"
    marks = ", count(DISTINCT xmin::text)" if not town.database.embedded else ", 1"  # SQLite keeps no such mark
    async with town.database.read() as tx:
        found = (await tx.execute(sa.text(counters.replace(" FROM", f"{marks} FROM")))).one()
    assert tuple(found) == (3, 2, 1)


async def test_a_teacher_finds_what_they_give_to_another_group(town: Town) -> None:
    """The pool is the branch's: a group that is not the teacher's own may ask."""
    async with town.database.write() as tx:
        now = town.clock.now()
        beside = await nodes.add(tx, town.branch_id, NodeKind.PARTY_GROUP, "第四党小组", now)
        ming = town.members[MING]
        teacher = await teachers_store.put(tx, town.branch_id, MING, "党史故事", ming.id, ming.id, now)
        await store.ask(tx, teacher, beside.id, "长征", FRIDAY, LectureState.ASKED, town.members[CHEN].id, now)
    card = await town.tap(MING, "11月27日（周五） 小明", await town.ask(MING, "师资"))
    assert "长征" in card.text
    assert card.buttons == [["👌 可以", "不方便"], ["换个时间"]]
    assert "长征" not in str((await town.ask(YU, "师资")).buttons)


async def test_who_goes_is_in_no_pool(town: Town) -> None:
    """Taking back the basic consent, and leaving the roster."""
    await offered(town)
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        await withdrawing.withdraw(turn, town.members[MING], Scope.BASIC)
    assert "还没有老师" in (await town.ask(YU, "师资")).text
    await offered(town, CHEN)
    async with town.database.write() as tx:
        now = town.clock.now()
        await tx.execute(sa.update(people.members).where(people.members.c.name == CHEN).values(left_at=now))
    assert "还没有老师" in (await town.ask(YU, "师资")).text


async def test_what_is_long_over_is_forgotten(town: Town) -> None:
    made = await lecture(town)
    later = FRIDAY + timedelta(days=800)
    async with town.database.write() as tx:
        await store.count_opinion(tx, made.id, Opinion.USEFUL)
        await teachers_store.retire(tx, made.teacher_id, FRIDAY)
        await tidy(Turn(tx, FRIDAY + timedelta(days=30)))
        assert await store.get(tx, made.id) is not None
        await tidy(Turn(tx, later))
        assert await store.get(tx, made.id) is None
        assert await teachers_store.get(tx, made.teacher_id) is None
