"""Joining by a one-time link, and handing out links."""

from domain.messages import Toast
from handlers.routing import Command, Route, Start, Tap
from handlers.visits import Visit
from services import joining
from texts import joining as say
from texts import refusals


async def open_link(visit: Visit) -> None:
    outcome = await joining.open_link(visit.turn, visit.telegram_id, visit.text)
    if isinstance(outcome, joining.Offered):
        visit.says(outcome.notice)
    else:
        _tell(visit, outcome)


async def agree(visit: Visit) -> None:
    (invitation_id,) = visit.args
    outcome = await joining.agree(visit.turn, visit.telegram_id, invitation_id)
    if isinstance(outcome, joining.Joined):
        visit.replaces(say.agreed())
    _tell(visit, outcome)


def _tell(visit: Visit, outcome: joining.Agreed) -> None:
    match outcome:
        case joining.Joined(member, place, leaders):
            visit.says(say.welcome(member, place, leaders))
        case joining.AlreadyJoined(member):
            visit.says(say.already_joined(member))
        case joining.AccountTaken(member):
            visit.says(say.account_taken(member))
        case joining.UsedUp():
            visit.says(say.used_up())
        case joining.Expired():
            visit.says(say.expired())
        case joining.NotALink():
            visit.says(say.not_a_link())


async def not_now(visit: Visit) -> None:
    member = await visit.member()
    if member is not None and not await joining.needs_notice(visit.turn, member):
        visit.replaces(say.joined_already())
    else:
        visit.replaces(say.stayed_out(by_link=visit.args != (0,)))


async def invite(visit: Visit) -> None:
    """`/invite`, or the next page of it."""
    member = visit.me
    page = visit.args[0] if visit.args else 0
    match await joining.not_joined(visit.turn, member, page):
        case joining.NotJoined(members, number, more, total):
            visit.says(say.not_joined(members, total, number, visit.telegram_id, more=more))
        case joining.NotAllowed():
            visit.says(refusals.plain(refusals.not_allowed()))


async def invite_one(visit: Visit) -> None:
    (member_id,) = visit.args
    match await joining.invite(visit.turn, visit.me, member_id):
        case joining.Invited(whom, payload, expires_at):
            visit.answers(Toast(say.link_made(whom)))
            username = visit.update.get_bot().username
            visit.says(say.invitation(whom, payload, expires_at, username, visit.turn.now))
        case joining.AlreadyJoined(whom):
            visit.answers(Toast(say.has_joined(whom)))
        case joining.NotAllowed():
            visit.refuses()


ROUTES: tuple[Route, ...] = (
    Start("join", open_link),
    Tap("agree", agree, anyone=True),
    Tap("notnow", not_now, anyone=True),
    Command("invite", invite, words=("邀请", "邀请成员"), menu="邀请同志加入", leads=True),
    Tap("invites", invite),
    Tap("invite", invite_one),
)
