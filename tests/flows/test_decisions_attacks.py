"""Every button of decisions, tasks, polls, ballots and feedback, pressed by who has no business there (V5, PRV-16)."""

from typing import Final

from domain.messages import Press
from handlers import ROUTES
from handlers.routing import Routes, Tap
from services.own_data import forgetting
from services.turn import Turn
from storage import tasks
from tests.flows.beside import attacked
from tests.flows.intruders import QIAN, next_door
from tests.flows.quarter import WU, Quarter
from tests.flows.test_polls import ask
from tests.flows.test_resolutions import decide, general_meeting
from tests.flows.town import CHEN, MING, STRANGER, YU, ZHOU

OF_ONE: Final = (
    *("reo", "ren", "rep", "rel", "rec", "rej", "red"),
    *("tal", "tad", "tab", "tah", "tax"),
    *("eln", "ell", "elx", "fbs", "fbr"),
)
OF_A_MEETING: Final = {**dict.fromkeys(OF_ONE, (1,)), "tan": (1, 1), "fba": (1, 0, 0, 0)}
OF_A_POLL: Final = {"voc": (1, 0), "vol": (1,), "voe": (1,), "voz": (1,)}
ONES_OWN: Final = {"von"}  # a poll among one's own people


def our_taps() -> set[str]:
    ours = {"re", "ta", "el", "fb", "vo"}
    taps = Routes.of(ROUTES).taps
    return {one for one, tap in taps.items() if len(one) == 3 and one[:2] in ours and isinstance(tap, Tap)}


def test_somebody_has_thought_about_every_tap() -> None:
    assert our_taps() == OF_A_MEETING.keys() | OF_A_POLL.keys() | ONES_OWN


async def test_nobody_else_decides_gives_or_counts(quarter: Quarter) -> None:
    town = quarter.town
    await next_door(quarter)
    page = await general_meeting(town, CHEN, MING, ZHOU)
    await decide(town, page, "把党日改到周六", "2 1 0")
    await town.ask(ZHOU, "待办")
    question = await town.tap(ZHOU, "📌 分一件任务", page)
    preview = await town.ask(ZHOU, "把通知贴到楼道", MING, "12月4日")
    await town.tap(ZHOU, "就这样分", preview)
    assert question.text != preview.text
    town.forget_unheard()
    tried = [Press(action, args) for action, args in OF_A_MEETING.items()]
    assert await attacked(quarter, (YU, QIAN, WU, STRANGER), tried) == []
    await ask(town, ZHOU, "春游去哪里？", "植物园", "博物馆")
    town.forget_unheard()
    tried = [*(Press(action, args) for action, args in OF_A_POLL.items()), Press("von")]
    assert await attacked(quarter, (WU, QIAN, STRANGER), tried[:-1]) == []
    assert await attacked(quarter, (YU, STRANGER), tried[2:]) == []


async def test_what_somebody_had_to_do_goes_back_when_they_leave(quarter: Quarter) -> None:
    town = quarter.town
    page = await general_meeting(town, CHEN, MING, ZHOU)
    await town.tap(ZHOU, "📌 分一件任务", page)
    preview = await town.ask(ZHOU, "把通知贴到楼道", MING, "12月4日")
    await town.tap(ZHOU, "就这样分", preview)
    town.forget_unheard()
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        await forgetting.forget_everything(turn, town.members[MING])
    told = [one.message.html for one in turn.letters if one.message is not None and one.chat_id == town[ZHOU].id]
    assert [words for words in told if "原来是小明：把通知贴到楼道" in words]
    async with town.database.read() as tx:
        task = await tasks.get(tx, 1)
    assert task is not None
    assert task.owner_id is None
    town.forget_unheard()
