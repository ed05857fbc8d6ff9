"""误会了 and 我现在安全: accepted, and no all-clear (C11, SAFE-08)."""

from storage import contacts
from tests.flows.cries import after, called, cries, trusts
from tests.flows.town import CHEN, MING, ZHOU, Town
from tests.flows.troubles import count


async def test_a_mistake_is_accepted_and_the_numbers_stay(town: Town) -> None:
    answer = await cries(town)
    alert = await called(town, CHEN)
    await called(town, ZHOU)
    kindly = await town.tap(MING, "误会了", answer)
    assert all(part in kindly.text for part in ("误会了没关系", "110", "12356", "老周、陈姐", "11月24日（周二）09:00"))
    assert "120" in town[MING].chat.messages[answer.message_id].text
    for who in (CHEN, ZHOU):
        assert "小明：本人说是误会。仍请关心一下" in (await town[who].hears()).text
    assert "仍请关心一下" in (await town.toast(CHEN, "我来联系", alert)).text
    await after(town, minutes=20)
    assert town.stage.unread() == []


async def test_safe_is_told_to_who_has_come(town: Town) -> None:
    answer = await cries(town)
    await town.tap(CHEN, "我来联系", await called(town, CHEN))
    await town.settle()
    town.forget_unheard()
    assert "您说现在安全" in (await town.tap(MING, "我现在安全", answer)).text
    assert "已由本人确认安全。仍请关心一下" in (await town[CHEN].hears()).text
    town.forget_unheard()
    assert "误会了没关系" in (await town.tap(MING, "误会了", answer)).text
    await town.settle()
    assert town.stage.unread() == []


async def test_one_gentle_question_the_next_morning(town: Town) -> None:
    await town.tap(MING, "误会了", await cries(town))
    await town.settle()
    town.forget_unheard()
    await after(town, hours=22)
    assert town.stage.unread() == []
    await after(town, hours=1)
    question = await town[MING].hears()
    assert question.buttons == [["我现在很难受", "我还好"], ["不用再问"]]
    await after(town, days=3)
    assert town.stage.unread() == []
    assert "谢谢您告诉我" in (await town.tap(MING, "我还好", question)).text


async def test_the_question_can_be_refused(town: Town) -> None:
    kindly = await town.tap(MING, "误会了", await cries(town))
    assert "不再问了" in (await town.tap(MING, "不用再问", kindly)).text
    await town.settle()
    town.forget_unheard()
    await after(town, days=2)
    assert town.stage.unread() == []


async def test_who_cries_again_is_not_asked_about_the_first_time(town: Town) -> None:
    await town.tap(MING, "误会了", await cries(town))
    await town.settle()
    town.forget_unheard()
    assert "我正在请老周、陈姐" in (await cries(town)).text
    await called(town, CHEN)
    assert await count(town.database, "danger_calls") == 2
    await after(town, hours=23)
    assert [one for one in town.stage.unheard if "上次说过" in one.text] == []
    town.forget_unheard()


async def test_typing_it_is_the_same(town: Town) -> None:
    await cries(town)
    assert "您说现在安全" in (await town.ask(MING, "我没事")).text
    await town.settle()
    town.forget_unheard()
    assert await count(town.database, "danger_calls", taken_back="safe") == 1
    assert "号码还请留着" not in (await town.ask(MING, "误会了")).text
    assert "号码还请留着" in (await town.ask(MING, "/mistake")).text


async def test_who_was_called_is_forgotten_after_a_year(town: Town) -> None:
    await town.tap(MING, "误会了", await cries(town))
    await trusts(town, MING, CHEN)
    async with town.database.write() as tx:
        await contacts.end_all(tx, town.members[CHEN].id, town.clock.now())
    await after(town, days=364)
    assert await count(town.database, "danger_calls") == 1
    await after(town, days=2)
    for table in ("danger_calls", "danger_rings", "safety_contacts", "gentle_questions"):
        assert await count(town.database, table) == 0
    town.forget_unheard()
