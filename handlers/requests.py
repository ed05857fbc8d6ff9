"""The asker's requests: the list, the card, and every button on it."""

from domain.features import Feature
from domain.messages import Toast
from domain.requests import HelpRequest
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import features
from services.requests import (
    adding,
    asking,
    cards,
    climbing,
    closing,
    leaving,
    pressing,
    showing,
    withdrawing,
)
from texts import refusals
from texts import requests as say


async def mine(visit: Visit) -> None:
    """One request is its card at once; of several, the list. What was asked stays within reach when help is off."""
    own = await asking.mine(visit.turn, visit.me)
    if not own and not await features.on_at(visit.turn, Feature.HELP, visit.me.node_id):
        visit.says(refusals.plain(refusals.feature_off()))
    elif len(own) == 1:
        await cards.to_asker(visit.turn, own[0], anew=True)
    else:
        visit.says(say.mine(own, visit.turn.now))


async def bring_card(visit: Visit) -> None:
    request = await _own(visit)
    if request is not None:
        await cards.to_asker(visit.turn, request, anew=True)


async def back(visit: Visit) -> None:
    """From a page that took the card's place."""
    request = await _own(visit)
    if request is not None:
        await _card_again(visit, request)


async def more(visit: Visit) -> None:
    request = await _own(visit)
    if request is not None:
        visit.replaces(await showing.more(visit.turn, request))


async def add(visit: Visit) -> None:
    question = await adding.begin(visit.turn, visit.me, visit.args[0])
    if question is None:
        visit.answers(Toast(say.too_late()))
    else:
        visit.says(question)


async def nudge(visit: Visit) -> None:
    now = visit.turn.now
    match await pressing.nudge(visit.turn, visit.me, visit.args[0]):
        case pressing.Nudged(name):
            visit.answers(Toast(say.nudged(name)))
        case pressing.NudgedToday():
            visit.answers(Toast(say.nudged_today(), alert=True))
        case pressing.QuietNow(until):
            visit.answers(Toast(say.quiet_now(until, now), alert=True))
        case asking.TooLate():
            visit.answers(Toast(say.too_late()))


async def go_up(visit: Visit) -> None:
    match await pressing.go_up(visit.turn, visit.me, visit.args[0]):
        case climbing.WentUp(name):
            visit.answers(Toast(say.went_up(name)))
        case climbing.LaterUp(name, at):
            visit.answers(Toast(say.later_up(name, at, visit.turn.now), alert=True))
        case climbing.JustAsked(name):
            visit.answers(Toast(say.just_asked(name), alert=True))
        case climbing.NeedsConsent():
            visit.answers(Toast(say.needs_consent(), alert=True))
        case climbing.AtTheTop():
            visit.answers(Toast(say.at_the_top(), alert=True))
        case asking.TooLate():
            visit.answers(Toast(say.too_late()))


async def may_leave(visit: Visit) -> None:
    request_id, yes = visit.args
    request = await leaving.decide(visit.turn, visit.me, request_id, may_leave=bool(yes))
    if request is None:
        visit.answers(Toast(say.too_late()))
    else:
        visit.answers(Toast(say.leave_changed(may_leave=bool(yes))))
        await _card_again(visit, request)


async def seen_by(visit: Visit) -> None:
    seen = await asking.seen_by(visit.turn, visit.me, visit.args[0])
    if seen is None:
        visit.answers(Toast(refusals.stale_button()))
    else:
        visit.replaces(say.seen_by(seen.request, seen.by, visit.turn.now))


async def ask_withdraw(visit: Visit) -> None:
    request = await _own(visit)
    if request is not None:
        visit.replaces(say.ask_withdraw(request))


async def withdraw(visit: Visit) -> None:
    number = await withdrawing.withdraw(visit.turn, visit.me, visit.args[0])
    if number is None:
        visit.answers(Toast(refusals.stale_button()))
    else:
        visit.replaces(say.withdrawn(number))


async def solved(visit: Visit) -> None:
    request = await closing.confirm(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.confirmed() if request is not None else refusals.stale_button()))


async def not_yet(visit: Visit) -> None:
    request = await closing.not_yet(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.goes_on() if request is not None else refusals.stale_button()))


async def reopen(visit: Visit) -> None:
    request = await closing.reopen(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.reopened() if request is not None else say.too_late()))


async def rate(visit: Visit) -> None:
    request_id, rating = visit.args
    request = await closing.rate(visit.turn, visit.me, request_id, rating)
    visit.answers(Toast(say.rated() if request is not None else refusals.stale_button()))


async def _own(visit: Visit) -> HelpRequest | None:
    request = await asking.own(visit.turn, visit.me, visit.args[0])
    if request is None:
        visit.answers(Toast(refusals.stale_button()))
    return request


async def _card_again(visit: Visit, request: HelpRequest) -> None:
    visit.becomes(asking.topic(request))
    await cards.to_asker(visit.turn, request, anew=False)


ROUTES: tuple[Route, ...] = (
    Command("requests", mine, ("我的求助",), menu="我的求助"),
    Tap("qm", mine),
    Tap("qk", bring_card),
    Tap("qb", back),
    Tap("qx", more),
    Tap("qa", add),
    Tap("qu", nudge),
    Tap("qh", go_up),
    Tap("ql", may_leave),
    Tap("qs", seen_by),
    Tap("qw", ask_withdraw),
    Tap("qd", withdraw),
    Tap("qy", solved),
    Tap("qn", not_yet),
    Tap("qo", reopen),
    Tap("qr", rate),
)
