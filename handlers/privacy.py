"""`/privacy` and `/me`: what is kept about the one who asks, and taking consent back."""

from domain.messages import Toast
from domain.privacy import Scope
from domain.standing import probation_ends
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import party_dates, privacy
from services.duties import pressing
from services.own_data import withdrawing
from texts import duty_settings as say_duties
from texts import own_data as say_own_data
from texts import party_dates as say_dates
from texts import privacy as say


async def show(visit: Visit) -> None:
    member = visit.me
    held = await privacy.holding(visit.turn, member)
    now, me = visit.turn.now, visit.telegram_id
    visit.says(say.privacy(held.branch, held.contact, held.consents, held.given, now, telegram_id=me))


async def show_me(visit: Visit) -> None:
    member = visit.me
    held = await privacy.holding(visit.turn, member)
    posts = [(office.role, where) for office, where in held.posts]
    dates = await party_dates.own(visit.turn, member)
    visit.says(
        say.me(
            member,
            posts,
            visit.turn.now,
            branch=held.branch,
            place=held.place,
            joined_at=held.joined_at,
            contact=held.contact,
            dates=say_dates.lines(member, dates, probation_ends(dates), visit.turn.now),
            rows=say_duties.wishes(await pressing.wishes(visit.turn, member)),
        )
    )


async def revoke(visit: Visit) -> None:
    """One consent back; asked once more where something would go with it, or where it takes a new link to return."""
    scope = list(Scope)[visit.args[0]]
    goes = await withdrawing.foretell(visit.turn, visit.me, scope)
    if goes or scope is Scope.BASIC:
        visit.says(say_own_data.foretold(scope, goes, visit.telegram_id))
    else:
        await _withdraw(visit, scope)


async def take_back(visit: Visit) -> None:
    """After what would go with it was shown."""
    await _withdraw(visit, list(Scope)[visit.args[0]])


async def leave_for_good(visit: Visit) -> None:
    await _withdraw(visit, Scope.BASIC)


async def _withdraw(visit: Visit, scope: Scope) -> None:
    match await withdrawing.withdraw(visit.turn, visit.me, scope):
        case withdrawing.Withdrawn(Scope.BASIC, gone):
            visit.replaces(say_own_data.deleted(gone))
        case withdrawing.Withdrawn(which, gone):
            visit.replaces(say.withdrawn(which, say_own_data.took_along(gone)))
        case withdrawing.NotGiven():
            visit.answers(Toast(say.not_given()))


async def stay(visit: Visit) -> None:
    visit.replaces(say.stays())


ROUTES: tuple[Route, ...] = (
    Command("privacy", show, words=("隐私",), menu="隐私、退出"),
    Command("me", show_me, words=("我的资料",), menu="我的资料"),
    Tap("revoke", revoke),
    Tap("mys", take_back),
    Tap("quit", leave_for_good),
    Tap("stay", stay),
)
