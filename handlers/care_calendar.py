"""「关怀日历」, the lists of the two festivals, their rules, and the fifty years' list: for leaders."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.care_dates import assigning, calendar, festivals, fifty, mine, ruling
from texts import care_calendar as say
from texts import festivals as say_festivals
from texts import fifty_years as say_fifty
from texts import own_days as say_days


async def show(visit: Visit) -> None:
    page = await calendar.page(visit.turn, visit.me)
    if page is None:
        visit.refuses()
        return
    visit.replaces(
        say.calendar(
            page.branch.name,
            page.dates,
            page.opens,
            visit.turn.now,
            keeps=page.keeps,
            checks_fifty=page.checks_fifty,
        )
    )


async def open_words(visit: Visit) -> None:
    found = await mine.open_words(visit.turn, visit.me, visit.args[0])
    if found is None:
        visit.answers(Toast(say.nothing_there()))
    else:
        visit.answers(Toast(say_days.opened(found.own, found.about.name), alert=True))


async def show_rules(visit: Visit) -> None:
    _show_rules(visit, await ruling.rules(visit.turn, visit.me))


async def switch_rule(visit: Visit) -> None:
    _show_rules(visit, await ruling.switch(visit.turn, visit.me, say.RULES[visit.args[0]]))


async def ask_years(visit: Visit) -> None:
    visit.says_if_allowed(await ruling.ask_years(visit.turn, visit.me, say.RULES[visit.args[0]]))


async def show_plan(visit: Visit) -> None:
    _show_plan(visit, await festivals.page(visit.turn, visit.me, visit.args[0] if visit.args else 0))


async def choose_visitor(visit: Visit) -> None:
    plan_id, about_id = visit.args
    match await assigning.visitors(visit.turn, visit.me, plan_id, about_id):
        case assigning.Visitors(plan, about, them):
            visit.replaces(say_festivals.visitors(plan.id, about, them))
        case assigning.Refused():
            visit.refuses()


async def assign(visit: Visit) -> None:
    plan_id, about_id, visitor_id = visit.args
    if await assigning.assign(visit.turn, visit.me, plan_id, about_id, visitor_id):
        await _show_plan_again(visit)
    else:
        visit.refuses()


async def assign_all(visit: Visit) -> None:
    if await assigning.assign_all(visit.turn, visit.me, visit.args[0]):
        await _show_plan_again(visit)
    else:
        visit.refuses()


async def show_fifty(visit: Visit) -> None:
    _show_fifty(visit, await fifty.page(visit.turn, visit.me))


async def judge(visit: Visit) -> None:
    member_id, number = visit.args
    _show_fifty(visit, await fifty.judge(visit.turn, visit.me, member_id, say_fifty.VERDICTS[number]))


async def ask_fifty_day(visit: Visit) -> None:
    visit.says_if_allowed(await fifty.ask_day(visit.turn, visit.me))


async def _show_plan_again(visit: Visit) -> None:
    _show_plan(visit, await festivals.page(visit.turn, visit.me))


def _show_plan(visit: Visit, seen: festivals.PlanPage | festivals.NotYet | None) -> None:
    match seen:
        case festivals.PlanPage(progress=so_far) as page:
            counts = (so_far.listed, so_far.assigned, so_far.done)
            visit.replaces(
                say_festivals.page(
                    page.branch.name,
                    page.plan,
                    page.lines,
                    counts,
                    page.years,
                    visit.turn.now,
                    unknown=page.unknown,
                    number=page.page,
                    more=page.more,
                )
            )
        case festivals.NotYet(on, from_day):
            visit.replaces(say_festivals.not_yet(on, from_day, visit.turn.now))
        case None:
            visit.refuses()


def _show_rules(visit: Visit, found: ruling.Rules | None) -> None:
    if found is None:
        visit.refuses()
    else:
        visit.replaces(say.rules(found.branch.name, found.settings))


def _show_fifty(visit: Visit, page: fifty.Page | None) -> None:
    if page is None:
        visit.refuses()
    else:
        visit.replaces(say_fifty.page(page.branch, page.year, page.names, page.undated, page.list_on))


_ON = Feature.GREETINGS
ROUTES: tuple[Route, ...] = (
    Command("care", show, ("关怀日历",), menu="关怀日历：60 天里的日子", feature=_ON, leads=True),
    Command("festival", show_plan, ("走访名单", "走访计划"), menu="春节、七一走访名单", feature=_ON, leads=True),
    Command("fifty", show_fifty, ("五十年名单",), menu="“光荣在党50年”名单（组织委员）", feature=_ON, leads=True),
    Tap("cdc", show, _ON),
    Tap("cds", open_words, _ON),
    Tap("cdr", show_rules, _ON),
    Tap("cdt", switch_rule, _ON),
    Tap("cdz", ask_years, _ON),
    Tap("cdp", show_plan, _ON),
    Tap("cdv", choose_visitor, _ON),
    Tap("cdk", assign, _ON),
    Tap("cdl", assign_all, _ON),
    Tap("cdf", show_fifty, _ON),
    Tap("cdg", judge, _ON),
    Tap("cdd", ask_fifty_day, _ON),
)
