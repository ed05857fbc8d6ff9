"""What a meeting decides: hands are counted, the sum is shown, the secretary declares, somebody does it (M22)."""

from datetime import date, datetime

from domain.access import Action
from domain.votes import Outcome, Votes
from sandbox.play.heard import Heard
from services import resolutions
from services.turn import Turn
from storage import access_log
from tests.conftest import SHANGHAI
from tests.flows.quarter import LI, Quarter
from tests.flows.town import CHEN, MING, WANG, YU, ZHOU, Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
MORE, PAGE = "⋯ 这次会还可以…", "📝 决议和任务"


async def general_meeting(town: Town, *present: str) -> Heard:
    """A general meeting at its hour, with these there; returns the page of what it decided."""
    board, panel = await town.plan(ZHOU, "支部党员大会", "十一月党员大会")
    town.at(FRIDAY_THREE)
    board = await town.board()
    for who in present:
        town[who].presses(board.buttons[0][0], on=board)
        town.forward(seconds=4)
    await town.settle()
    panel = await town.panel(ZHOU)
    menu = await town.tap(ZHOU, MORE, panel)
    page = await town.tap(ZHOU, PAGE, menu)
    town.forget_unheard()
    return page


async def decide(town: Town, page: Heard, text: str, votes: str) -> Heard:
    """The secretary writes a motion down; returns what is said to that."""
    question = await town.tap(ZHOU, "一般事项，表决", await town.tap(ZHOU, "➕ 记一项决议", page))
    assert "决议怎么写" in question.text
    preview = await town.ask(ZHOU, text, votes)
    assert "请核对" in preview.text
    return await town.tap(ZHOU, "记下来", preview)


async def test_a_vote_becomes_a_decision_and_a_task(town: Town) -> None:
    page = await general_meeting(town, CHEN, MING, ZHOU, YU)
    assert "还没有记" in page.text
    asked = await town.tap(ZHOU, "一般事项，表决", await town.tap(ZHOU, "➕ 记一项决议", page))
    wrong = await town.ask(ZHOU, "春节前走访困难党员", "赞成4")
    assert "到会有表决权的是 3 人，对不上" in wrong.text  # 小雨 is probationary: no vote (QRM-03)
    assert "没有看明白" in (await town.ask(ZHOU, "大家都同意")).text
    preview = await town.ask(ZHOU, "赞成3 反对0 弃权0")
    assert "2×3＝6 ＞ 4，超过了" in preview.text
    assert asked.text != preview.text
    await town.restart()
    recorded = await town.tap(ZHOU, "记下来", preview)
    assert "结果请您宣布" in recorded.text
    declared = await town.tap(ZHOU, "✅ 宣布：通过", recorded)
    assert "弃权 0，通过" in declared.text

    question = await town.tap(ZHOU, "📌 分一件任务", declared)
    assert "要办什么" in question.text
    question = await town.ask(ZHOU, "走访名单列出来", "小虎")
    assert "没有找到「小虎」" in question.text
    preview = await town.ask(ZHOU, MING, "12月4日")
    assert "请小明来办，12月4日（周五）前办好" in preview.text
    assert "放进小明的「待办」" in (await town.tap(ZHOU, "就这样分", preview)).text
    assert "老周请您办一件事" in (await town[MING].hears()).text

    async with town.database.read() as tx:
        meeting_id = 1
        found = await resolutions.of_meeting(Turn(tx, town.clock.now()), meeting_id)
    assert [(one.resolution.text, one.resolution.outcome, one.resolution.votes) for one in found] == [
        ("春节前走访困难党员", Outcome.CARRIED, Votes(3))
    ]
    assert (found[0].resolution.expected_voters, found[0].resolution.present_voters) == (4, 3)
    assert [(one.owner, one.task.due_on) for one in found[0].tasks] == [(MING, date(2026, 12, 4))]

    town.at(datetime(2026, 12, 3, 9, 1, tzinfo=SHANGHAI))
    await town.app.ring()
    await town.hears(MING, "您有一件事，12月4日（周五）前办好")
    waiting = await town.ask(MING, "待办")
    assert waiting.buttons == [["📌 12月4日（周五）前：走访名单列出来"]]
    card = await town.tap(MING, waiting.buttons[0][0], waiting)
    asked = await town.tap(MING, "✅ 办好了", card)
    assert "写一句就行" in asked.text
    assert "辛苦您了" in (await town.ask(MING, "列好了，一共七户")).text
    assert "列好了，一共七户" in (await town.hears(ZHOU, "小明办好了")).text
    assert "现在没有" in (await town.ask(MING, "待办")).text
    town.at(datetime(2026, 12, 4, 9, 1, tzinfo=SHANGHAI))
    town.forget_unheard()
    await town.app.ring()
    await town.settle()
    assert not [one for one in town.unheard() if "您有一件事" in one]


async def test_too_few_agree_and_it_cannot_be_called_carried(town: Town) -> None:
    page = await general_meeting(town, CHEN, MING, ZHOU)
    recorded = await decide(town, page, "把党日改到周六", "2 1 0")
    assert "2×2＝4 ＝ 4，没有超过，要 3 人" in recorded.text
    assert "✅ 宣布：通过" not in [label for row in recorded.buttons for label in row]
    assert "没有通过" in (await town.tap(ZHOU, "宣布：没有通过", recorded)).text


async def test_candidates_are_voted_on_one_by_one_and_writing_counts(town: Town) -> None:
    page = await general_meeting(town, CHEN, MING, ZHOU)
    question = await town.tap(ZHOU, "预备党员转正", await town.tap(ZHOU, "➕ 记一项决议", page))
    assert "这一位是谁" in question.text
    written = await town.ask(ZHOU, YU, "赞成2 反对0 弃权1")
    assert "会前交了书面意见" in written.text
    assert "没到会、有表决权的是 1 人" in (await town.ask(ZHOU, "2份")).text
    preview = await town.ask(ZHOU, "1份")
    assert "小雨转为正式党员" in preview.text
    assert "会前书面赞成 1" in preview.text
    assert "2×3＝6 ＞ 4，超过了" in preview.text
    recorded = await town.tap(ZHOU, "记下来", preview)
    another = await town.tap(ZHOU, "➕ 下一位", recorded)
    assert "预备党员转正，一位一位地表决" in another.text
    await town.ask(ZHOU, "取消")


async def test_another_declares_than_who_writes_it_down(quarter: Quarter) -> None:
    town = quarter.town
    page = await general_meeting(town, CHEN, MING, ZHOU)
    panel = await town.ask(LI, "会议")
    menu = await town.tap(LI, MORE, await town.tap(LI, panel.buttons[0][0], panel))
    question = await town.tap(LI, "➕ 记一项决议", await town.tap(LI, PAGE, menu))
    preview = await town.ask(LI, "一般事项，表决", "买一台投影仪", "3 0 0")
    recorded = await town.tap(LI, "记下来", preview)
    assert "已经请书记 老周宣布结果" in recorded.text
    asked = await town.hears(ZHOU, "李委员记下了")
    assert asked.buttons == [["宣布：没有通过"]]  # three of seven are too few to decide anything
    assert question.text != asked.text
    refused_words = (await town.toast(MING, "宣布：没有通过", asked)).text
    assert "只有负责这件事的同志能办" in refused_words
    await town.tap(ZHOU, "宣布：没有通过", asked)
    assert "没有通过" in (await town.hears(LI, "一项结果宣布了")).text
    assert "宣布过了" in (await town.toast_data(ZHOU, asked, "宣布：没有通过")).text
    async with town.database.read() as tx:
        refused = [one.action for one in await access_log.refusals(tx)]
    assert refused == [str(Action.DECLARE_RESULT)]
    assert page.buttons == [["➕ 记一项决议", "📌 分一件任务"], ["🗳 选举结果"]]


async def test_somebody_cannot_do_it_and_another_does(town: Town) -> None:
    page = await general_meeting(town, CHEN, MING, ZHOU)
    question = await town.tap(ZHOU, "📌 分一件任务", page)
    preview = await town.ask(ZHOU, "修好楼道灯", MING, "12月4日")
    assert question.text != preview.text
    given = await town.tap(ZHOU, "就这样分", preview)
    mine = await town[MING].hears()
    refused = await town.toast(YU, "✅ 办好了", mine)
    assert "已经办好，或者换了人" in refused.text
    assert "另请人办" in (await town.tap(MING, "我办不了", mine)).text
    needs = await town.hears(ZHOU, "要另请人办")
    await town.tap(ZHOU, "换人办", needs)
    assert "王奶奶收不到这里的消息" in (await town.ask(ZHOU, WANG)).text
    page = await town.tap(ZHOU, PAGE, given)
    assert "王奶奶：修好楼道灯（12月4日（周五）前）" in page.text
    card = await town.tap(ZHOU, "📌 王奶奶：修好楼道灯", page)
    await town.tap(ZHOU, "✅ 代记：办好了", card)
    assert "修好楼道灯" in (await town.ask(ZHOU, "修好了")).text
    assert "✅ 王奶奶：修好楼道灯" in (await town.tap(ZHOU, PAGE, given)).text
