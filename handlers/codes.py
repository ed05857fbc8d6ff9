"""Signing in with a code: showing it, scanning it, typing it."""

from domain import codes as rules
from domain.features import Feature
from domain.meetings import Closed, SignedIn, TooLate
from domain.messages import Toast
from handlers.routing import Command, Route, Start, Tap
from handlers.visits import Visit
from services import joining
from services.codes import entering, opening, screen
from texts import codes as say
from texts import meetings as say_meetings
from texts import refusals


async def show(visit: Visit) -> None:
    match await screen.show(visit.turn, visit.me, visit.args[0]):
        case screen.Shown():
            pass  # the screen itself is the answer
        case refused:
            _refuse(visit, refused)


async def put_away(visit: Visit) -> None:
    closed = await screen.close(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.closed() if closed else refusals.not_allowed()))


async def for_online(visit: Visit) -> None:
    match await opening.for_online(visit.turn, visit.me, visit.args[0]):
        case opening.Spoken(meeting, digits):
            visit.says(say.online(meeting, digits))
        case refused:
            _refuse(visit, refused)


def _refuse(visit: Visit, outcome: opening.NotNow) -> None:
    match outcome:
        case opening.TooEarly(meeting):
            visit.answers(Toast(say.too_early(meeting, visit.turn.now)))
        case opening.Over():
            visit.answers(Toast(say.over()))
        case opening.Refused():
            visit.refuses()


async def scan(visit: Visit) -> None:
    """The deep link in the QR; a payload that somebody made up is an old code like any other."""
    member = await visit.member()
    if member is None:
        visit.says(refusals.not_on_roster())
    elif await joining.needs_notice(visit.turn, member):
        visit.says(await joining.notice(visit.turn, member, visit.telegram_id))
    else:
        match await entering.scan(visit.turn, visit.telegram_id, visit.text, visit.moment):
            case entering.Signed() as signed:
                tell_signed(visit, signed)
            case entering.OldCode():
                visit.says(say.old_code())


async def by_word(visit: Visit) -> None:
    """`签到码 4821`; without digits what it is, or for a leader which code to show."""
    if rules.read_spoken(visit.text) is not None:
        await enter(visit)
        return
    led = await opening.open_to_lead(visit.turn, visit.me)
    visit.says(say.choose(led) if led else say.how())


async def enter(visit: Visit) -> None:
    """Four digits in the private chat, while a meeting of theirs has a code."""
    digits = rules.read_spoken(visit.text) or ""
    match await entering.enter(visit.turn, visit.me, digits, visit.moment):
        case entering.Signed() as signed:
            tell_signed(visit, signed)
        case entering.WrongDigits():
            visit.says(say.wrong_digits())
        case entering.TooManyMisses():
            visit.says(say.too_many_misses())


def tell_signed(visit: Visit, signed: entering.Signed) -> None:
    """What a sign-in by code came to; who is too late gets the button that asks the leader."""
    match signed.verdict:
        case SignedIn(at):
            visit.says(say.signed(signed.meeting, at, visit.turn.now))
        case TooLate() | Closed() as late:
            visit.says(say_meetings.too_late_with_help(late, signed.meeting.id, visit.turn.now))
        case other:
            visit.says(refusals.plain(say_meetings.verdict(other, visit.turn.now)))


ROUTES: tuple[Route, ...] = (
    Start("qr", scan),
    Command("code", by_word, ("签到码",), menu="用签到码签到；组长打开签到码", feature=Feature.CODES, takes_text=True),
    Tap("cos", show, Feature.CODES),
    Tap("cox", put_away),
    Tap("coo", for_online, Feature.CODES),
)
