"""没联系过, and a branch's list of who goes when."""

from domain.care import VisitTrigger
from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap, privately
from handlers.visits import Visit
from services.care import contacts, rules
from texts import care_lists as say
from texts import refusals


async def missed(visit: Visit) -> None:
    page_number = visit.args[0] if visit.args else 0
    match await contacts.missed(visit.turn, visit.me, page_number):
        case contacts.Missed(members, number, more, total, of):
            visit.replaces(say.missed(members, number, total, of, more=more))
        case contacts.NotAllowed():
            visit.refuses()


async def phoned(visit: Visit) -> None:
    if await contacts.phoned(visit.turn, visit.me, visit.args[0]):
        visit.answers(Toast(say.noted_toast()))
    else:
        visit.refuses()


async def list_rules(visit: Visit) -> None:
    found = await rules.listed(visit.turn, visit.me)
    if found is None:
        visit.refuses()
    else:
        visit.replaces(say.rules(found.branch, found.rules))


async def show_rule(visit: Visit) -> None:
    _show_rule(visit, await rules.listed(visit.turn, visit.me), _trigger(visit))


async def change_rule(visit: Visit) -> None:
    trigger, what = _trigger(visit), visit.args[1]
    found = await rules.change(
        visit.turn, visit.me, trigger, next_role=what == 0, next_hours=what == 1, switch=what == 2
    )
    _show_rule(visit, found, trigger)


async def write_brings(visit: Visit) -> None:
    visit.says_if_allowed(await rules.ask_brings(visit.turn, visit.me, _trigger(visit)), refusals.not_allowed())


def _show_rule(visit: Visit, found: rules.Listed | None, trigger: VisitTrigger) -> None:
    if found is None:
        visit.refuses()
    else:
        visit.replaces(say.rule(trigger, found.rules[trigger]))


def _trigger(visit: Visit) -> VisitTrigger:
    return say.TRIGGERS[visit.args[0] % len(say.TRIGGERS)]


ROUTES: tuple[Route, ...] = (
    Command("missed", missed, ("没联系过",), feature=Feature.CARE, leads=True),
    *privately(
        Tap("vim", missed, Feature.CARE),
        Tap("vic", phoned, Feature.CARE),
        Tap("vil", list_rules, Feature.CARE),
        Tap("vie", show_rule, Feature.CARE),
        Tap("vif", change_rule, Feature.CARE),
        Tap("viw", write_brings, Feature.CARE),
    ),
)
