"""What the tests of notices share: a branch in which nothing else is said, writing a notice, and who heard it."""

from domain.features import Feature
from sandbox.play.heard import Heard
from storage import nodes
from tests.flows.quarter import ZHOU, Quarter
from tests.flows.town import Town

BODY = "周五下午三点打扫楼道，请带好手套。"
OTHERS = frozenset({Feature.STUDY, Feature.DUTIES, Feature.REMINDERS})


async def hush(quarter: Quarter) -> Town:
    """What else the bot says of its own accord is not of these tests."""
    async with quarter.town.database.write() as tx:
        await nodes.switch_features_off(tx, quarter.town.branch_id, OTHERS)
    return quarter.town


async def previewed(town: Town, who: str = ZHOU, whom: str = "幸福社区第一党支部全体", text: str = BODY) -> Heard:
    """A notice written as far as its preview."""
    town.forget_unheard()
    page = await town.ask(who, "通知")
    if page.buttons[0] == ["✍️ 写通知"]:
        await town.tap(who, "✍️ 写通知", page)
    question = await town.ask(who, text)
    return await town.tap(who, whom, question) if "发给谁" in question.text else question


async def sent(town: Town, who: str = ZHOU, whom: str = "幸福社区第一党支部全体", text: str = BODY) -> Heard:
    """The same with 发送 pressed; returns the card as it is first shown."""
    preview = await previewed(town, who, whom, text)
    town.forward(seconds=4)
    town[who].presses("📤 发送", on=preview)
    return await town.hears(who, "发给：")


async def ring(town: Town) -> None:
    """The clock's chores, and all that comes of them."""
    await town.app.ring()
    await town.settle()
    town.forward(seconds=20)
    await town.app.ring()
    await town.settle()
    town.forward(seconds=4)
    await town.settle()


def heard_by(town: Town, text: str = BODY) -> list[str]:
    """Who has the notice in the private chat, once for each time."""
    names = []
    for person in town.box.world.people.values():
        chat = town.box.world.private_chat(town.stage.bot, person)
        names += [person.first_name for one in chat.messages.values() if one.text.startswith("📢") and text in one.text]
    return sorted(names)
