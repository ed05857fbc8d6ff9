"""需求调查 (C20): two taps, totals once it is over, and nobody can tell who said what."""

import sqlalchemy as sa

from domain.concerns import Topic
from domain.members import MemberStatus
from domain.privacy import NOTICE_VERSION, Scope
from domain.surveys import NEEDS
from storage import access_log, nodes, people
from storage.surveys import survey_settled, surveys
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

MORE = ("甲同志", "乙同志", "丙同志", "丁同志")
QUIET = ("戊同志", "己同志", "庚同志")  # five say nothing: else who answered would be as good as known
HEALTH = str(Topic.HEALTH)


async def _grow(town: Town) -> None:
    """Seven members more, so that there is something to show."""
    bot = next(iter(town.box.world.bots.values()))
    async with town.database.write() as tx:
        group = next(node for node in (await nodes.tree(tx)).children(town.branch_id))
        for index, name in enumerate((*MORE, *QUIET)):
            person = town.box.world.add_person(name, id=1301 + index)
            town.box.world.private_chat(bot, person).started = True
            member = await people.add(tx, group.id, name, MemberStatus.FULL_MEMBER, town.clock.now())
            await people.bind(tx, member.id, person.id)
            await people.give_consent(tx, member.id, Scope.BASIC, NOTICE_VERSION, town.clock.now())
            found = await people.get(tx, member.id)
            assert found is not None
            town.members[name] = found


async def _open(town: Town) -> None:
    """What else there is to say today is said before."""
    await town.app.ring()
    await town.settle()
    town.forget_unheard()
    page = await town.ask(ZHOU, "需求调查")
    assert "现在没有需求调查" in page.text
    question = await town.tap(ZHOU, "➕ 开一次调查", page)
    question = await town.tap(ZHOU, "2026年下半年需求调查", question)
    preview = await town.tap(ZHOU, question.buttons[0][0], question)
    assert "满 5 个人的才写出来" in preview.text
    opened = await town.tap(ZHOU, "发出去", preview)
    assert "11月30日（周一）20:00截止" in opened.text
    await town.app.ring()
    assert "不会再来问" in (await town.hears(ZHOU, "2026年下半年需求调查")).text


async def _answer(town: Town, who: str, standing: str, *needs: str) -> str:
    invitation = await town.hears(who, "2026年下半年需求调查")
    page = await town.tap(who, standing, await town.tap(who, "参加", invitation))
    for need in needs:
        page = await town.tap(who, need, page)
    return (await town.tap(who, f"交上去（{len(needs)} 样）", page)).text


async def test_from_the_question_to_the_picture(town: Town) -> None:
    await _grow(town)
    await _open(town)
    before = await town.ask(ZHOU, "需求调查")
    for who in (MING, YU, *MORE):
        assert "收到了" in await _answer(town, who, "退休", HEALTH)
    declined = await town.tap(CHEN, "不参加", await town.hears(CHEN, "2026年下半年需求调查"))
    assert "没有人知道" in declined.text

    again = await town.ask(MING, "需求调查")
    assert "您这次已经办好了" in again.text
    assert again.buttons == []
    leaders = await town.ask(ZHOU, "需求调查")
    assert leaders.text == before.text  # no count while it is open: two looks would tell one answer
    sheet = await town.tap(ZHOU, "录一份纸质的", leaders)
    sheet = await town.tap(ZHOU, HEALTH, await town.tap(ZHOU, "退休", sheet))
    assert "没有记是谁的" in (await town.tap(ZHOU, "交上去（1 样）", sheet)).text

    async with town.database.read() as tx:
        settled = set((await tx.execute(sa.select(survey_settled.c.member_id))).scalars())
    assert settled == {town.members[name].id for name in (MING, YU, CHEN, *MORE)}
    await town.restart()
    town.forward(days=8)
    await town.app.ring()
    told = await town.hears(ZHOU, "合计算好了")
    town.forget_unheard()
    label = next(label for row in told.buttons for label in row if "看合计" in label)
    totals = await town.tap(ZHOU, label, told)
    assert "共 7 位同志填了" in totals.text
    assert "医疗健康：7 人" in totals.text
    assert totals.photo is not None
    assert totals.photo.startswith(b"\x89PNG")
    async with town.database.read() as tx:
        assert not (await tx.execute(sa.select(survey_settled))).all()
        kept = (await tx.execute(sa.select(surveys.c.in_chat, surveys.c.on_paper, surveys.c.results))).one()
    assert (kept.in_chat, kept.on_paper) == (None, None)

    page = await town.ask(YU, "需求调查")
    shown = await town.tap(YU, "📊 看合计", page)
    assert [label for row in shown.buttons for label in row] == ["退休", "🌙 深色"]
    dark = await town.tap(YU, "🌙 深色", shown)
    assert dark.edited
    assert dark.photo != shown.photo
    town.forget_unheard()


async def test_too_few_to_tell(town: Town) -> None:
    await _open(town)
    for who in (MING, YU, CHEN):
        await _answer(town, who, "在职", str(Topic.WORK), str(Topic.HOUSING))
    page = await town.ask(ZHOU, "需求调查")
    sure = await town.tap(ZHOU, "提前结束", page)
    ended = await town.tap(ZHOU, "结束，看合计", sure)
    assert "不到 5 个人" in ended.text
    assert "共" not in ended.text
    assert ended.photo is None
    town.forget_unheard()


async def test_what_others_press(town: Town) -> None:
    """A member's taps on a leader's buttons, and an answer given twice."""
    await _open(town)
    leaders = await town.ask(ZHOU, "需求调查")
    mings = await town.hears(MING, "2026年下半年需求调查")
    for label in ("录一份纸质的", "提前结束"):
        data = next(one["callback_data"] for row in leaders.button_rows for one in row if one["text"] == label)
        town.forward(seconds=4)
        toast = await town[MING].toast(town[MING].presses_data(data, on=mings))
        assert toast.text
    async with town.database.read() as tx:
        assert {one.actor_id for one in await access_log.refusals(tx)} == {town.members[MING].id}
    page = await town.tap(MING, "创业", await town.tap(MING, "参加", mings))
    for need in NEEDS[:3]:
        page = await town.tap(MING, str(need), page)
    assert page.text.endswith("、".join(NEEDS[:3]))
    assert "收到了" in (await town.tap(MING, "交上去（3 样）", page)).text
    data = next(one["callback_data"] for row in page.button_rows for one in row if one["text"].startswith("交上去"))
    town.forward(seconds=4)
    twice = await town[MING].toast(town[MING].presses_data(data, on=mings))
    assert "已经办好了" in twice.text
    assert "没有需求调查" not in (await town.ask(YU, "需求调查")).text
    town.forget_unheard()
