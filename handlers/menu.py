"""The first hello, the six big buttons, and what lies behind them."""

from collections.abc import Sequence
from datetime import datetime

from domain.features import Feature
from handlers.routing import Command, Event, Handler, Route, Start
from handlers.visits import Visit
from services import features, joining, meetings, people, planning, status
from texts import meetings as say_meetings
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
    visit.says(say.more(leads=await planning.may_plan(visit.turn, member)))


async def calendar(visit: Visit) -> None:
    """One's own meetings from today on."""
    member = visit.me
    today = visit.turn.now.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = await meetings.mine(visit.turn, member, today)
    visit.says(say_meetings.schedule(mine, visit.turn.now, await features.all_on_at(visit.turn, member.node_id)))


async def studied(visit: Visit) -> None:
    """What one took part in this year; for oneself only."""
    member = visit.me
    new_year = datetime(visit.turn.now.year, 1, 1, tzinfo=visit.turn.now.tzinfo)
    there = [meeting for meeting, one in await meetings.mine(visit.turn, member, new_year) if one.present]
    visit.says(say_meetings.studied(there, visit.turn.now))


async def show_status(visit: Visit) -> None:
    found = await status.status(visit.turn, visit.me)
    if found is None:
        visit.says(refusals.plain(refusals.not_allowed()))
        return
    visit.says(
        say_status.status(
            database=found.database,
            waiting_in=found.inbox_waiting,
            failed_in=found.inbox_failed,
            waiting_out=found.outbox_waiting,
            dead_out=found.outbox_dead,
            last_heard=found.last_heard,
            rung_at=found.rung_at,
            unreachable=found.unreachable,
            without_backup=found.without_backup,
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
    Command("calendar", calendar, ("日历", "今天", "本周", "我的会议"), menu="我的会议", feature=Feature.CALENDAR),
    Command("study", studied, ("学习", "我的学习"), menu="我今年参加的会议和学习"),
    Command("status", show_status, ("状态", "运行情况"), menu="运行情况（书记）", leads=True),
)
