"""The ladder in conversations: who is asked, when, and who never."""

import asyncio
from datetime import datetime

import pytest
import sqlalchemy as sa

from domain.concerns import Topic, Urgency
from domain.requests import Audience, RequestStatus, StepKind
from services.requests import climbing, leaving
from services.requests.climbing import AtTheTop, JustAsked, LaterUp, NeedsConsent, Upwards, WentUp
from services.turn import Turn, post
from storage import people, request_steps
from storage import requests as store
from tests.conftest import SHANGHAI
from tests.flows.quarter import BODY, CHEN, HE, LI, MING, SUN, WU, YU, ZHENG, ZHOU, Quarter

SATURDAY_NIGHT = datetime(2026, 11, 28, 23, 30, tzinfo=SHANGHAI)
FRIDAY_NIGHT = datetime(2026, 11, 27, 22, 0, tzinfo=SHANGHAI)
A_DAY = 24


async def asked(quarter: Quarter, request_id: int, kind: StepKind = StepKind.ASK) -> list[str]:
    """Names in the order in which they were asked."""
    names = {member.id: name for name, member in quarter.town.members.items()}
    request = await quarter.request(request_id)
    async with quarter.town.database.read() as tx:
        steps = await request_steps.fired(tx, request_id, request.round)
    return [names[step.member_id] for step in steps if step.kind is kind]


async def test_it_climbs_one_by_one_and_nobody_hears_a_word_of_it(quarter: Quarter) -> None:
    """E4, E5, E12."""
    request = await quarter.submit()
    assert await asked(quarter, request.id) == [LI]
    card = quarter.heard(LI)
    assert len(card) == 1
    assert "26-001" in card[0].text
    assert "医疗健康" in card[0].text
    assert BODY not in card[0].text
    await quarter.wait(hours=A_DAY)
    assert await asked(quarter, request.id) == [LI, ZHOU]
    told = [one.text for one in quarter.heard(LI)]
    assert any("求助 26-001（医疗健康）已请 书记 老周 接手看看" in text for text in told)
    await quarter.wait(hours=A_DAY)
    assert await asked(quarter, request.id) == [LI, ZHOU, SUN]
    assert not [one for one in quarter.heard(LI) if "已请" in one.text]
    for everybody in (ZHOU, SUN, MING):
        assert not [one for one in quarter.heard(everybody) if BODY in one.text]
    assert not quarter.heard(YU)
    quarter.town.forget_unheard()


async def test_without_consent_the_secretary_is_reminded_once_and_the_asker_may_agree(quarter: Quarter) -> None:
    """E10."""
    request = await quarter.submit()
    for _ in range(3):
        await quarter.wait(hours=A_DAY)
    assert await asked(quarter, request.id) == [LI, ZHOU, SUN]
    reminder = next(one for one in quarter.heard(ZHOU) if "想请您看看" in one.text and "没有往上请" in one.text)
    assert "26-001（医疗健康）等了 3 天" in reminder.text
    for _ in range(3):
        await quarter.wait(hours=A_DAY)
    assert await asked(quarter, request.id, StepKind.REMIND_SECRETARY) == [ZHOU]
    assert not [one for one in quarter.heard(ZHOU) if "没有往上请" in one.text]
    quarter.town.forget_unheard()
    assert "私下问求助人" in (await quarter.town.toast(ZHOU, "请求助人同意转出", reminder)).text
    letter = await quarter.town.hears(MING, "可以转给幸福社区大党委看看吗")
    assert BODY not in letter.text
    answer = await quarter.town.tap(MING, "同意转出", letter)
    assert "可以转到支部外面" in answer.text
    await quarter.settle()
    assert await asked(quarter, request.id) == [LI, ZHOU, SUN, WU]
    assert [one for one in quarter.heard(ZHOU) if "同意转出支部了" in one.text]
    await quarter.wait(hours=3 * A_DAY)  # it was Sunday
    assert await asked(quarter, request.id) == [LI, ZHOU, SUN, WU, ZHENG]
    await quarter.wait(hours=A_DAY)
    slip = next(one for one in quarter.heard(ZHOU) if "转介单" in one.text)
    assert "还没有人接手" in slip.text
    quarter.town.forget_unheard()


async def test_who_was_asked_keeps_their_time_when_the_asker_agrees(quarter: Quarter) -> None:
    """E10: a yes opens the way up, it hurries nobody."""
    request = await quarter.submit()
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        assert await leaving.decide(turn, quarter.member(MING), request.id, may_leave=True) is not None
        assert await leaving.decide(turn, quarter.member(YU), request.id, may_leave=False) is None
        await post(tx, [turn])
    await quarter.ring()
    assert (await quarter.request(request.id)).may_leave
    assert await asked(quarter, request.id) == [LI]
    quarter.town.forget_unheard()


async def test_where_nobody_above_is_with_us_there_is_a_slip_to_print(quarter: Quarter) -> None:
    """E18: number, category, waiting time, branch; what happened is told in person."""
    await _move_out(quarter, WU, ZHENG)
    request = await quarter.submit(may_leave=True)
    for _ in range(3):
        await quarter.wait(hours=A_DAY)
    letter = next(one for one in quarter.heard(ZHOU) if "转介单" in one.text)
    assert "上级党组织还没有用小伴" in letter.text
    assert await asked(quarter, request.id, StepKind.REFER) == [ZHOU]
    assert letter.document is not None
    assert letter.document.name == "转介单-26-001.html"
    page = letter.document.data.decode()
    for words in ("26-001", "医疗健康", "3 天", "幸福社区第一党支部", "由求助人当面说明", "幸福社区大党委"):
        assert words in page
    assert BODY not in page
    assert MING not in page
    quarter.town.forget_unheard()


async def test_a_slip_without_the_askers_yes_says_so(quarter: Quarter) -> None:
    """E10, E18: it is handed over only after the asker was asked, on paper or here."""
    await _move_out(quarter, WU, ZHENG)
    request = await quarter.submit()
    for _ in range(3):
        await quarter.wait(hours=A_DAY)
    letter = next(one for one in quarter.heard(ZHOU) if "转介单" in one.text)
    assert "请先问一声本人" in letter.text
    assert letter.document is not None
    assert "本人已在小伴里同意" not in letter.document.data.decode()
    assert "私下问求助人" in (await quarter.town.toast(ZHOU, "请求助人同意转出", letter)).text
    question = await quarter.town.hears(MING, "可以转给")
    quarter.town.forget_unheard()
    assert "不会转出去" in (await quarter.town.tap(MING, "先不转", question)).text
    assert "26-001（医疗健康）" in (await quarter.town.hears(ZHOU, "想先留在支部里办")).text
    assert not (await quarter.request(request.id)).may_leave
    quarter.town.forget_unheard()


async def test_whoever_takes_it_ends_the_ladder(quarter: Quarter) -> None:
    """E7: nobody else is asked afterwards, however long it takes."""
    request = await quarter.submit(may_leave=True)
    assert await quarter.take(LI, request)
    for _ in range(6):
        await quarter.wait(hours=A_DAY)
    assert await asked(quarter, request.id) == [LI]
    assert (await quarter.request(request.id)).next_step_at is None
    quarter.town.forget_unheard()


@pytest.mark.parametrize("first", ["take", "chore"])
async def test_taking_it_races_the_chore(quarter: Quarter, first: str) -> None:
    """E7, H11: two turns at the same moment; whatever comes first, nothing is asked after it was taken."""
    request = await quarter.submit()
    quarter.town.forward(hours=A_DAY)

    async def chore() -> None:
        async with quarter.town.database.write() as tx:
            turn = Turn(tx, quarter.town.clock.now())
            await climbing.climb(turn)
            await post(tx, [turn])

    turns = [quarter.take(LI, request), chore()]
    await asyncio.gather(*(turns if first == "take" else reversed(turns)))
    taken = await quarter.request(request.id)
    assert taken.owner_id == quarter.member(LI).id
    assert taken.next_step_at is None
    so_far = await asked(quarter, request.id)
    assert so_far in ([LI], [LI, ZHOU])
    for _ in range(4):
        await quarter.wait(hours=A_DAY)
    assert await asked(quarter, request.id) == so_far
    quarter.town.forget_unheard()


async def test_two_chores_at_once_ask_one_person(quarter: Quarter) -> None:
    """E6."""
    request = await quarter.submit()
    quarter.town.forward(hours=A_DAY)

    async def chore() -> None:
        async with quarter.town.database.write() as tx:
            turn = Turn(tx, quarter.town.clock.now())
            await climbing.climb(turn)
            await post(tx, [turn])

    await asyncio.gather(chore(), chore(), chore())
    assert await asked(quarter, request.id) == [LI, ZHOU]
    await quarter.settle()
    quarter.town.forget_unheard()


async def test_nobody_is_woken_unless_it_is_urgent(quarter: Quarter) -> None:
    """E2, S8: at eight the next morning; urgent matters at once, and half an hour later the next one."""
    quarter.town.at(SATURDAY_NIGHT)
    request = await quarter.submit()
    assert await asked(quarter, request.id) == []
    await quarter.wait(hours=8)
    assert await asked(quarter, request.id) == []
    await quarter.wait(minutes=31)
    assert await asked(quarter, request.id) == [LI]
    quarter.town.at(FRIDAY_NIGHT.replace(day=29))
    urgent = await quarter.submit(urgency=Urgency.URGENT)
    assert await asked(quarter, urgent.id) == [LI]
    await quarter.wait(minutes=31)
    assert await asked(quarter, urgent.id) == [LI, ZHOU]
    quarter.town.forget_unheard()


async def test_a_restart_at_any_moment_asks_nobody_twice(quarter: Quarter) -> None:
    """E6."""
    request = await quarter.submit()
    for _ in range(4):
        await quarter.town.restart()
        await quarter.wait(hours=A_DAY)
        await quarter.ring()
    so_far = await asked(quarter, request.id)
    assert so_far == [LI, ZHOU, SUN]
    quarter.town.forget_unheard()


@pytest.mark.parametrize(
    ("about", "topic", "may_leave", "order"),
    [
        (CHEN, Topic.HOUSING, False, [LI, ZHOU, SUN]),
        (LI, Topic.HEALTH, False, [ZHOU, SUN]),
        (HE, Topic.RIGHTS, False, [ZHOU, SUN]),
        (SUN, Topic.HEALTH, False, [ZHOU]),
        (ZHOU, Topic.HEALTH, True, [WU, ZHENG]),
        (ZHOU, Topic.HEALTH, False, [HE, LI, SUN]),
        (WU, Topic.HEALTH, True, [ZHENG]),
        (ZHENG, Topic.HEALTH, True, [HE, LI, SUN]),
        (YU, Topic.HEALTH, False, [LI, ZHOU, SUN]),
    ],
)
async def test_a_complaint_passes_by_whom_it_is_about(
    quarter: Quarter, about: str, topic: Topic, may_leave: bool, order: list[str]
) -> None:
    """E16, H10: the person, and everybody at or below their level."""
    request = await quarter.submit(topic=topic, excluded=[about], may_leave=may_leave)
    for _ in range(5):
        await quarter.wait(hours=A_DAY)
    assert await asked(quarter, request.id) == order
    assert not [one for one in quarter.heard(about) if "26-001" in one.text]
    quarter.town.forget_unheard()


async def test_the_asker_skips_a_level(quarter: Quarter) -> None:
    """E11, HELP-05."""
    request = await quarter.submit(topic=Topic.HOUSING, audience=Audience.GROUP_LEADER)
    assert await asked(quarter, request.id) == [CHEN]
    assert await _upwards(quarter, request.id) == WentUp("组织委员 李委员")
    await quarter.wait(minutes=15)
    assert await _upwards(quarter, request.id) == WentUp("书记 老周")
    assert await asked(quarter, request.id) == [CHEN, LI, ZHOU]
    await quarter.wait(minutes=15)
    assert await _upwards(quarter, request.id) == NeedsConsent()
    async with quarter.town.database.write() as tx:
        await store.change(tx, request.id, may_leave=True)
    assert await _upwards(quarter, request.id) == WentUp("社区书记 吴主任")
    await quarter.wait(minutes=15)
    assert await _upwards(quarter, request.id) == WentUp("街道书记 郑主任")
    await quarter.wait(minutes=15)
    assert await _upwards(quarter, request.id) == AtTheTop()
    quarter.town.forget_unheard()


async def test_an_impatient_finger_climbs_one_level_a_quarter_of_an_hour(quarter: Quarter) -> None:
    request = await quarter.submit(topic=Topic.HOUSING, audience=Audience.GROUP_LEADER)
    assert await _upwards(quarter, request.id) == WentUp("组织委员 李委员")
    assert await _upwards(quarter, request.id) == JustAsked("组织委员 李委员")
    assert await asked(quarter, request.id) == [CHEN, LI]
    await quarter.wait(minutes=15)
    assert await _upwards(quarter, request.id) == WentUp("书记 老周")
    quarter.town.forget_unheard()


async def test_a_wish_at_night_waits_for_the_morning(quarter: Quarter) -> None:
    quarter.town.at(FRIDAY_NIGHT)
    request = await quarter.submit(topic=Topic.HOUSING, audience=Audience.GROUP_LEADER)
    morning = datetime(2026, 11, 28, 8, 0, tzinfo=SHANGHAI)
    assert await _upwards(quarter, request.id) == LaterUp("组织委员 李委员", morning)
    assert await asked(quarter, request.id) == []
    quarter.town.at(morning)
    await quarter.ring()
    assert await asked(quarter, request.id) == [LI]
    quarter.town.forget_unheard()


async def test_looking_at_what_somebody_has_in_hand(quarter: Quarter) -> None:
    """E11 after it was taken: the owner keeps it, the next one up is asked to look."""
    request = await quarter.submit()
    await quarter.take(LI, request)
    assert await _upwards(quarter, request.id) == WentUp("书记 老周")
    letter = await quarter.town.hears(ZHOU, "求助人想请您也看看")
    assert "由 组织委员 李委员 在办" in letter.text
    listed = await quarter.town.tap(ZHOU, "求助进展", letter)
    assert "26-001 医疗健康 · 已接手" in listed.text
    assert "组织委员 李委员" in listed.text
    assert await asked(quarter, request.id) == [LI]
    quarter.town.forget_unheard()


async def test_an_owner_who_says_nothing(quarter: Quarter) -> None:
    """E13, E9: told once before the promise is over, reminded once, and then the secretary is asked to look."""
    request = await quarter.submit()
    await quarter.take(LI, request)
    quarter.town.forget_unheard()
    await quarter.wait(hours=17)
    assert not [one for one in quarter.heard(LI) if "在您手上" in one.text]
    heard: dict[str, list[str]] = {LI: [], ZHOU: []}
    for _ in range(24 * 7):
        await quarter.wait(hours=1)
        for name in heard:
            heard[name] += [one.text for one in quarter.heard(name)]
    promised, silent = heard[LI]
    assert "在您手上，说好 11月24日（周二）10:00 前" in promised
    assert "有 2 天没有新消息" in silent
    assert [text for text in heard[ZHOU] if "由 组织委员 李委员 在办" in text and "没有新消息" in text] == heard[ZHOU]
    assert len(heard[ZHOU]) == 1
    assert (await quarter.request(request.id)).status is RequestStatus.ACKNOWLEDGED
    quarter.town.forget_unheard()


async def test_who_was_asked_to_look_may_take_it_over(quarter: Quarter) -> None:
    """E5, E9: ownership moves, who had it is told without blame, and only who was asked to look can do it."""
    request = await quarter.submit()
    await quarter.take(LI, request)
    quarter.town.forget_unheard()
    await quarter.wait(hours=48)
    await quarter.wait(hours=48)
    letter = await quarter.town.hears(ZHOU, "在办，有 4 天没有新消息")
    data = next(one["callback_data"] for row in letter.button_rows for one in row if one["text"] == "我来接手")
    suns = await quarter.town.ask(SUN, "菜单")
    refused = await quarter.town[SUN].toast(quarter.town[SUN].presses_data(data, on=suns))
    assert "不在您这儿" in refused.text
    assert (await quarter.request(request.id)).owner_id == quarter.member(LI).id
    assert "现在由您来办" in (await quarter.town.toast(ZHOU, "我来接手", letter)).text
    taken = await quarter.request(request.id)
    assert taken.owner_id == quarter.member(ZHOU).id
    assert taken.update_by is not None
    assert taken.update_by > quarter.town.clock.now()
    assert "谢谢您前面操的心" in (await quarter.town.hears(LI, "接手了")).text
    assert "现在由 书记 老周 来办" in (await quarter.town.hears(MING, "来办")).text
    cards = [one.text for one in quarter.heard(ZHOU) if "打开看" in str(one.buttons)]
    assert cards
    assert not [text for text in cards if "转来的" in text], "nobody handed it to who took it"
    quarter.town.forget_unheard()


async def test_the_secretarys_list(quarter: Quarter) -> None:
    """E15: the oldest first, about requests; who is not the secretary does not see it, nor what is about them."""
    assert "没有没办完的求助" in (await quarter.town.ask(ZHOU, "求助进展")).text
    first = await quarter.submit()
    await quarter.wait(hours=5)
    await quarter.submit(who=YU, topic=Topic.HOUSING)
    await quarter.submit(who=YU, topic=Topic.RIGHTS, excluded=[SUN])
    await quarter.take(LI, first)
    quarter.town.forget_unheard()
    listed = (await quarter.town.ask(ZHOU, "求助进展")).text
    assert [line for line in listed.splitlines() if line.startswith("▫️")] == [
        "▫️ 26-001 医疗健康 · 已接手 · 5 小时 · 组织委员 李委员",
        "▫️ 26-002 住房物业 · 已提交 · 1 分钟 · 还没有人接手",
        "▫️ 26-003 权益维护 · 已提交 · 1 分钟 · 还没有人接手",
    ]
    assert MING not in listed
    assert BODY not in listed
    assert "26-003" not in (await quarter.town.ask(SUN, "求助进展")).text
    own = await quarter.town.ask(MING, "求助进展")
    assert "26-001" in own.text
    assert "26-002" not in own.text
    quarter.town.forget_unheard()


async def _upwards(quarter: Quarter, request_id: int) -> Upwards:
    async with quarter.town.database.write() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        request = await store.get(tx, request_id)
        assert request is not None
        outcome = await climbing.upwards(turn, request)
        await post(tx, [turn])
    await quarter.ring()
    return outcome


async def _move_out(quarter: Quarter, *names: str) -> None:
    async with quarter.town.database.write() as tx:
        for name in names:
            await people.unbind(tx, quarter.member(name).id)


async def test_a_request_that_cannot_be_worked_on_holds_up_no_other(
    quarter: Quarter, caplog: pytest.LogCaptureFixture
) -> None:
    """It is put off and logged, without a word of it; the next one in line is asked about all the same."""
    broken = await quarter.submit()
    sound = await quarter.submit(YU)
    async with quarter.town.database.write() as tx:
        await tx.execute(
            sa.update(request_steps.request_steps)
            .where(request_steps.request_steps.c.request_id == broken.id)
            .values(level=99)
        )
    await quarter.wait(hours=A_DAY)
    assert await asked(quarter, sound.id) == [LI, ZHOU]
    put_off = (await quarter.request(broken.id)).next_step_at
    assert put_off is not None
    assert put_off > quarter.town.clock.now()
    assert "办不了" in caplog.text
    assert BODY not in caplog.text
    quarter.town.forget_unheard()
