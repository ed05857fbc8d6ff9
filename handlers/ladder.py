"""The buttons under what the ladder says, and 求助进展."""

from domain.messages import Toast
from handlers import requests
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.requests import ageing, leaving, notices, referring, relieving, todo
from texts import ladder as say
from texts import refusals


async def show_ageing(visit: Visit) -> None:
    """Who may not see those of the branch means their own."""
    lines = await ageing.ageing(visit.turn, visit.me)
    if lines is None:
        await requests.mine(visit)
    else:
        visit.says(say.ageing(lines, visit.turn.now))


async def show_card(visit: Visit) -> None:
    """Bring the card of a request down, where it can be worked on."""
    if not await todo.bring(visit.turn, visit.me, visit.args[0]):
        visit.answers(Toast(say.card_gone()))


async def take_over(visit: Visit) -> None:
    taken = await relieving.take_over(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.card_gone() if taken is None else say.yours_now()))


async def ask_consent(visit: Visit) -> None:
    match await referring.ask_consent(visit.turn, visit.me, visit.args[0]):
        case referring.Asked():
            visit.answers(Toast(say.consent_asked()))
        case referring.GivenBefore():
            visit.answers(Toast(say.consent_given_before()))
        case referring.Nothing():
            visit.answers(Toast(say.nobody_to_ask()))


async def answer_consent(visit: Visit) -> None:
    request_id, yes = visit.args
    request = await leaving.decide(visit.turn, visit.me, request_id, may_leave=bool(yes))
    if request is None:
        visit.answers(Toast(refusals.stale_button()))
        return
    shown = await notices.waiting(visit.turn, request)
    visit.replaces(say.agreed(shown) if request.may_leave else say.not_agreed(shown))


ROUTES: tuple[Route, ...] = (
    Command("progress", show_ageing, ("求助进展",), menu="求助进展（书记）", leads=True),
    Tap("wg", show_ageing),
    Tap("wt", show_card),
    Tap("wo", take_over),
    Tap("wq", ask_consent),
    Tap("wy", answer_consent),
)
