"""A month's study as a secretary arranges it, and what comes of it by the clock."""

from datetime import date, datetime, time, timedelta

from domain.messages import Press
from handlers.keys import ButtonKeys
from sandbox.play.heard import Heard, Toast
from storage.sealing import Keyring
from tests.conftest import SHANGHAI
from tests.flows.town import ZHOU, Town

BRANCH = "幸福社区第一党支部"
FIRST, SECOND = "学习党章第一章", "学习党章第二章"
LINES = f"{FIRST} 40分钟 https://example.org/dangzhang\n{SECOND} 60分钟"
NEXT_MONDAY = date(2026, 11, 30)


async def arrange(
    town: Town, who: str = ZHOU, whom: str = BRANCH, week: str = "11月30日（周一）", lines: str = LINES
) -> Heard:
    """Publish a programme; returns the receipt with its button."""
    page = await town.ask(who, "学习安排")
    question = await town.tap(who, "➕ 新安排", page)
    question = await town.tap(who, whom, question)
    question = await town.tap(who, week, question)
    question = await town.tap(who, question.buttons[0][0], question)
    preview = await town.ask(who, lines)
    if "就这些" in preview.buttons[0]:
        preview = await town.tap(who, "就这些", preview)
    assert "📣 发布" in preview.buttons[0], preview.text
    return await town.tap(who, "📣 发布", preview)


async def on(town: Town, day: date, hour: int = 8, minute: int = 1) -> None:
    """Put the clock to that moment and let the chores run."""
    town.at(datetime.combine(day, time(hour, minute), SHANGHAI))
    await ring(town)


async def ring(town: Town) -> None:
    await town.app.ring()
    await town.settle()
    town.forward(seconds=4)
    await town.settle()


async def days(town: Town, first: date, number: int) -> None:
    for ahead in range(number):
        for hour in (0, 8, 12, 20):
            await on(town, first + timedelta(days=ahead), hour)


def heard(town: Town, who: str) -> list[Heard]:
    """What somebody has heard in private and the test has not looked at; it counts as looked at now."""
    mine = [one for one in town.stage.unheard if town.stage.is_in(one, town[who].chat)]
    town.stage.unheard = [one for one in town.stage.unheard if one not in mine]
    return mine


async def presses(town: Town, who: str, on_message: Heard, press: Press) -> Toast:
    """A rightly signed press that nobody ever offered them."""
    keys = ButtonKeys(Keyring.from_file(town.settings.key_file).signer("buttons"))
    town.forward(seconds=4)
    return await town[who].toast(town[who].presses_data(keys.pack(press), on=on_message))
