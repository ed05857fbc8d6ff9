"""Posts in conversations: who holds what, giving and taking them, terms, and what nobody may give (O2, O3, A4)."""

from datetime import datetime

import sqlalchemy as sa

from domain.meetings import MeetingKind
from domain.members import MemberStatus, Role
from domain.messages import Press
from sandbox.play.heard import Heard
from services import expecting
from services.turn import Turn
from storage import attendees, meetings, people
from storage.schema import metadata
from tests.conftest import SHANGHAI
from tests.flows.beside import attacked
from tests.flows.quarter import CHEN, LI, MING, SUN, WU, YU, ZHOU, Quarter
from tests.flows.test_duties import announced


async def appointed(quarter: Quarter, by: str, post: str, whom: str, yes: str = "✅ 任命") -> Heard:
    """Through the whole dialogue; returns its last word."""
    town = quarter.town
    page = await town.ask(by, "职务")
    question = await town.tap(by, post, await town.tap(by, "任命", page))
    question = await town.ask(by, whom)
    question = await town.tap(by, "先不写任期", question)
    return await town.tap(by, yes, question)


async def holds(quarter: Quarter, who: str) -> set[Role]:
    async with quarter.town.database.read() as tx:
        return {one.role for one in await people.offices_of(tx, quarter.member(who).id)}


async def refusals(quarter: Quarter) -> int:
    log = metadata.tables["access_log"]
    async with quarter.town.database.read() as tx:
        where = (log.c.action == "appoint", log.c.granted.is_(False))
        return int(await tx.scalar(sa.select(sa.func.count()).select_from(log).where(*where)) or 0)


async def test_a_post_is_given_kept_and_taken(quarter: Quarter) -> None:
    town = quarter.town
    soon = await announced(quarter, MeetingKind.COMMITTEE_MEETING, datetime(2026, 11, 30, 15, tzinfo=SHANGHAI))
    page = await town.ask(ZHOU, "职务")
    assert "书记：老周，10月" in page.text
    assert "替补 小孙（副书记）" in page.text
    assert "宣传委员：空着" in page.text
    assert "换届日期还没有写" in page.text
    question = await town.tap(ZHOU, "宣传委员", await town.tap(ZHOU, "任命", page))
    assert "宣传委员由谁担任" in question.text
    assert YU not in str(question.buttons)
    assert "正式党员" in (await town.ask(ZHOU, YU)).text
    assert "没有找到" in (await town.ask(ZHOU, "张三")).text
    question = await town.ask(ZHOU, MING)
    assert "没看出是哪一天" in (await town.ask(ZHOU, "以后再说")).text
    question = await town.ask(ZHOU, "2029-11-20")
    assert "小明" in question.text
    assert "到2029年11月20日（周二）" in question.text
    await town.restart()
    last = await town.tap(ZHOU, "✅ 任命", question)
    assert last.text == "✅ 小明担任宣传委员，记下了。"
    told = await town[MING].hears()
    assert "您担任幸福社区第一党支部宣传委员，任期到2029年11月20日（周二）" in told.text
    assert "一次会议" in (await town.hears(MING, "支委会")).text
    assert await _expects(quarter, soon, MING)
    town.forget_unheard()
    page = await town.tap(ZHOU, "看全部职务", last)
    assert "宣传委员：小明，11月" in page.text
    question = await town.tap(ZHOU, "宣传委员 小明", await town.tap(ZHOU, "免去", page))
    assert "免去" in (await town.ask(ZHOU, "好的")).text
    question = await town.tap(ZHOU, "宣传委员 小明", await town.tap(ZHOU, "免去", await town.ask(ZHOU, "职务")))
    assert "小明不再担任宣传委员" in (await town.tap(ZHOU, "免去", question)).text
    await town.hears(MING, "谢谢您")
    assert await holds(quarter, MING) == set()
    assert not await _expects(quarter, soon, MING)
    town.forget_unheard()


async def _expects(quarter: Quarter, meeting_id: int, who: str) -> bool:
    async with quarter.town.database.read() as tx:
        return quarter.member(who).id in await meetings.expected_ids(tx, meeting_id)


async def test_whoever_becomes_a_full_member_votes_at_what_was_announced(quarter: Quarter) -> None:
    town, yu = quarter.town, quarter.member(YU)
    soon = await announced(quarter, MeetingKind.GENERAL_MEETING, datetime(2026, 11, 30, 15, tzinfo=SHANGHAI))
    for status, votes in ((MemberStatus.PROBATIONARY_MEMBER, False), (MemberStatus.FULL_MEMBER, True)):
        async with town.database.write() as tx:
            await people.change(tx, yu.id, node_id=yu.node_id, status=status)
            await expecting.settle(Turn(tx, town.clock.now()), yu.node_id)
            one = await attendees.one(tx, soon, yu.id)
        assert one is not None
        assert one.voter is votes


async def test_nobody_gives_to_themselves_or_above(quarter: Quarter) -> None:
    town, before = quarter.town, await refusals(quarter)
    page = await town.ask(ZHOU, "职务")
    await town.tap(ZHOU, "纪检委员", await town.tap(ZHOU, "任命", page))
    assert "自己的职务要由别的同志来任命" in (await town.ask(ZHOU, ZHOU)).text
    page = await town.ask(SUN, "职务")
    await town.tap(SUN, "书记", await town.tap(SUN, "任命", page))
    assert "比您的高" in (await town.ask(SUN, LI)).text
    assert await refusals(quarter) == before + 2
    question = await town.tap(SUN, "免去", await town.ask(SUN, "职务"))
    assert "比您的高" in (await town.tap(SUN, "书记 老周", question)).text
    members_page = await town.ask(MING, "职务")
    assert members_page.buttons == []
    assert "只有负责" in (await town.toast_data(MING, page, "任命")).text


async def test_a_new_secretary_takes_over(quarter: Quarter) -> None:
    """Access goes with the post, in the same moment; what was promised to whoever held it is not said to them."""
    town = quarter.town
    await town.restart()
    last = await appointed(quarter, ZHOU, "书记", SUN, yes="✅ 任命，接替原来的同志")
    assert "小孙担任书记" in last.text
    assert "您担任幸福社区第一党支部书记" in (await town[SUN].hears()).text
    assert await holds(quarter, ZHOU) == set()
    assert await holds(quarter, SUN) == {Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY}
    assert (await town.ask(ZHOU, "职务")).buttons == []
    await quarter.wait(minutes=1)
    assert [one for one in quarter.heard(ZHOU) if "职务空着" in one.text] == []
    question = await town.tap(SUN, "免去", await town.ask(SUN, "职务"))
    question = await town.tap(SUN, "副书记 小孙", question)
    assert "小孙不再担任副书记" in (await town.tap(SUN, "免去", question)).text
    question = await town.tap(SUN, "免去", await town.ask(SUN, "职务"))
    assert "没有人能管职务" in (await town.tap(SUN, "书记 小孙", question)).text


async def test_an_empty_post_is_said_once(quarter: Quarter) -> None:
    """At start-up, to the secretary; a second start says nothing twice, an appointment ends it."""
    town = quarter.town
    await town.restart()
    await quarter.wait(minutes=1)
    heard = [one for one in quarter.heard(ZHOU) if "职务空着" in one.text]
    assert [one.text.splitlines()[0] for one in heard] == ["幸福社区第一党支部有职务空着：宣传委员。"]
    await town.restart()
    await quarter.wait(minutes=1)
    assert [one for one in quarter.heard(ZHOU) if "职务空着" in one.text] == []
    assert "宣传委员" in (await town.ask(ZHOU, "状态")).text
    town.forget_unheard()


async def test_old_buttons_of_the_page_give_nobody_a_post(quarter: Quarter) -> None:
    """Pressed by who holds no such post, or stands above the branch; signed is not allowed."""
    presses = [Press(action) for action in ("psa", "psr", "pst", "psg", "psx", "psv")]
    assert await attacked(quarter, (MING, CHEN, LI, WU), [*presses, Press("psn", (0,)), Press("psn", (-1,))]) == []


async def test_a_term_is_spoken_of_half_a_year_and_a_month_before(quarter: Quarter) -> None:
    """To the secretary, by name; a new day makes the old one fall silent."""
    town = quarter.town
    question = await town.tap(ZHOU, "任期", await town.ask(ZHOU, "职务"))
    question = await town.tap(ZHOU, "第三党小组 党小组长 陈姐", question)
    assert "没看出是哪一天" in (await town.ask(ZHOU, "昨天")).text
    assert "快到期时会提醒" in (await town.ask(ZHOU, "2027-06-01")).text
    town.forget_unheard()
    town.at(datetime(2026, 12, 1, 10, tzinfo=SHANGHAI))
    await quarter.ring()
    await quarter.ring()
    (said,) = [one.text for one in quarter.heard(ZHOU) if "续任" in one.text]
    assert "党小组长陈姐的任期到2027年6月1日（周二）满，请看看是续任还是换人" in said
    town.forget_unheard()
