"""入党日期, 转正日期, 预备期延长: one line each, for who keeps the roster."""

from domain.messages import Message
from domain.party_dates import DateKind
from domain.standing import probation_ends
from handlers.routing import Command, Handler, Route, Tap
from handlers.visits import Visit
from services import party_dates
from texts import party_dates as say
from texts import refusals


async def ask(visit: Visit) -> None:
    question = await party_dates.ask(visit.turn, visit.me)
    visit.says(refusals.plain(refusals.not_allowed()) if question is None else question)


def _writing(kind: DateKind) -> Handler:
    async def write(visit: Visit) -> None:
        if not visit.text:
            await ask(visit)
            return
        match await party_dates.write(visit.turn, visit.me, kind, visit.text):
            case party_dates.Written(member, dates):
                visit.says(say.written(member, dates, probation_ends(dates), visit.turn.now))
            case party_dates.Unclear():
                visit.says(Message(say.unclear()))
            case party_dates.NobodyOrSeveral(name, count):
                visit.says(Message(say.nobody_or_several(name, count)))
            case party_dates.Impossible(problem):
                visit.says(Message(say.impossible(problem)))
            case party_dates.NotAllowed():
                visit.says(refusals.plain(refusals.not_allowed()))

    return write


ROUTES: tuple[Route, ...] = (
    Command("joined", _writing(DateKind.JOIN_DATE), ("入党日期",), takes_text=True),
    Command("full_member", _writing(DateKind.FULL_MEMBER_DATE), ("转正日期",), takes_text=True),
    Command("extended", _writing(DateKind.PROBATION_UNTIL), ("预备期延长",), takes_text=True),
    Tap("dup", ask),
)
