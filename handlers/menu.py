"""The first hello, the six big buttons, and what lies behind them."""

from collections.abc import Sequence

from domain.access import Action
from handlers.routing import Command, Event, Handler, Route, Start
from handlers.visits import Visit
from services import access, joining, people, planning, status
from services.upward import looking as upward
from texts import menu as say
from texts import refusals
from texts import status as say_status


async def start(visit: Visit) -> None:
    member = await visit.member()
    if member is None:
        visit.says(refusals.not_on_roster())
        return
    if await joining.needs_notice(visit.turn, member):
        visit.says(await joining.notice(visit.turn, member, visit.telegram_id))
    else:
        visit.says(say.welcome(member))


async def more(visit: Visit) -> None:
    member = visit.me
    leads, reports = await planning.may_plan(visit.turn, member), await upward.sees(visit.turn, member)
    visit.says(say.more(leads=leads, reports=reports))


async def manage(visit: Visit) -> None:
    if await planning.may_plan(visit.turn, visit.me):
        secretary = await _is_secretary(visit)
        visit.says(say.manage(secretary=secretary, reports=await upward.sees(visit.turn, visit.me)))
    else:
        visit.says(refusals.plain(refusals.not_allowed()))


async def desk(visit: Visit) -> None:
    if await planning.may_plan(visit.turn, visit.me):
        visit.says(say.desk(secretary=await _is_secretary(visit)))
    else:
        visit.says(refusals.plain(refusals.not_allowed()))


async def _is_secretary(visit: Visit) -> bool:
    return bool(await access.nodes_for(visit.turn, visit.me, Action.SEE_MOOD_TOTALS))


async def show_status(visit: Visit) -> None:
    found = await status.status(visit.turn, visit.me)
    if found is None:
        visit.says(refusals.plain(refusals.not_allowed()))
        return
    visit.says(
        say_status.status(
            upkeep=found.upkeep,
            burden=found.burden,
            unreachable=found.unreachable,
            without_backup=found.without_backup,
            vacant=found.vacant,
            cleared_at=found.cleared_at,
            now=visit.turn.now,
        )
    )


async def elsewhere(visit: Visit) -> None:
    """A command that belongs into the private chat: one line in the group, and the way there (U5)."""
    visit.says(say.in_group())


def listing(routes: Sequence[Route]) -> Handler:
    """The handler that lists everything one may type, from the routes themselves: nothing can be forgotten.

    Who holds no post is spared what only posts may do.
    """
    listed = [route for route in routes if isinstance(route, Command) and route.menu is not None and route.words]

    async def commands(visit: Visit) -> None:
        leads = bool(await people.posts(visit.turn, visit.me))
        shown = [route for route in listed if leads or not route.leads]
        visit.says(say.commands([(route.name, route.words[0], route.menu or "") for route in shown]))

    return commands


ROUTES: tuple[Route, ...] = (
    Event("start", start),
    Event("elsewhere", elsewhere),
    Start("hi", start),
    Command("menu", start, ("菜单", "你好", "您好", "帮助"), anyone=True),
    Command("more", more, ("更多",)),
    Command("desk", desk, ("开会的事", "会务"), menu="开会的事都在这里", leads=True),
    Command("manage", manage, ("管理", "管理支部"), menu="管支部的事", leads=True),
    Command("status", show_status, ("状态", "运行情况", "打扰情况"), menu="运行情况和打扰情况（书记）", leads=True),
)
