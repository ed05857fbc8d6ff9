"""Making it simple, and asking the leader for a hand."""

from handlers.routing import Command, Route
from handlers.visits import Visit
from services import simple_mode
from texts import simple_mode as say


async def turn_on(visit: Visit) -> None:
    await simple_mode.put(visit.turn, visit.me, on=True)
    visit.says(say.turned_on(simple_mode.BY_NUMBER, await simple_mode.nearest_leader(visit.turn, visit.me)))


async def turn_off(visit: Visit) -> None:
    await simple_mode.put(visit.turn, visit.me, on=False)
    visit.says(say.turned_off())


async def ask_leader(visit: Visit) -> None:
    told = await simple_mode.ask_leader(visit.turn, visit.me)
    visit.says(say.no_leader() if told is None else say.leader_told(told))


ROUTES: tuple[Route, ...] = (
    Command("simple", turn_on, ("简单模式", "老人模式", "简单点"), menu="一行一个按钮，回数字也行"),
    Command("usual", turn_off, ("普通模式",)),
    Command("ask_leader", ask_leader, ("请组长帮我", "不会用", "教教我"), menu="不会用？请组长帮我"),
)
