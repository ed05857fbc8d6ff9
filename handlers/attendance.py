"""Signing in, recording from paper, correcting."""

from collections.abc import Callable, Mapping, Sequence

from domain.features import Feature
from domain.meetings import Closed, Method, TooLate
from domain.messages import Message, Toast
from handlers.codes import tell_signed
from handlers.routing import Command, Route, Tap, TapTogether
from handlers.visits import Visit
from services import attendance, corrections, dialogues
from services.attendance import Purpose
from services.codes import entering
from texts import meetings as say
from texts import panel as say_panel
from texts import refusals
from texts.panel import Page


async def sign_in(visits: Sequence[Visit]) -> None:
    """The hot one: all presses that arrived together are one call."""
    taps = [attendance.Tap(visit.turn, visit.args[0], visit.telegram_id, visit.moment) for visit in visits]
    for visit, verdict in zip(visits, await attendance.sign_in(taps), strict=True):
        visit.answers(Toast(say.verdict(verdict, visit.turn.now)))
        if isinstance(verdict, TooLate | Closed):
            await _offer_help(visit, verdict)


async def sign_in_by_word(visit: Visit) -> None:
    found = await attendance.open_for(visit.turn, visit.me)
    if len(found.now) == 1:
        tap = attendance.Tap(visit.turn, found.now[0].id, visit.telegram_id, visit.moment)
        [verdict] = await attendance.sign_in([tap], Method.TYPED)
        tell_signed(visit, entering.Signed(found.now[0], verdict))
    elif found.now:
        visit.says(say.which_to_sign(found.now, visit.turn.now))
    elif found.missed is not None:
        verdict = TooLate(found.missed.signs_until)
        visit.says(say.too_late_with_help(verdict, found.missed.id, visit.turn.now))
    else:
        visit.says(say.nothing_open(found.coming, visit.turn.now))


async def _offer_help(visit: Visit, verdict: TooLate | Closed) -> None:
    """A late one gets, once, a button in the private chat that asks the leader to record it (M6)."""
    meeting_id = visit.args[0]
    words = say.too_late_with_help(verdict, meeting_id, visit.turn.now)
    visit.turn.tell(visit.telegram_id, words, key=f"late:{meeting_id}:{visit.telegram_id}")


async def ask_to_record(visit: Visit) -> None:
    leader = await attendance.ask_to_record(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.help_me_asked(leader) if leader is not None else refusals.not_allowed()))


async def list_for_paper(visit: Visit) -> None:
    await _show_page(visit, Purpose.PAPER)


async def list_for_leave(visit: Visit) -> None:
    await _show_page(visit, Purpose.LEAVE)


async def list_for_correction(visit: Visit) -> None:
    await _show_page(visit, Purpose.CORRECTION)


CHOICES: Mapping[Purpose, Callable[[Page], Message]] = {
    Purpose.PAPER: say_panel.choose_paper,
    Purpose.LEAVE: say_panel.choose_leave_for,
    Purpose.CORRECTION: say_panel.choose_correction,
}


async def _show_page(visit: Visit, purpose: Purpose) -> None:
    """The first page is a new message below the panel; the others turn that page."""
    meeting_id, number = visit.args
    match await attendance.to_choose(visit.turn, visit.me, meeting_id, number, purpose):
        case Page() as page if number == 0:
            visit.says(CHOICES[purpose](page))
        case Page() as page:
            visit.replaces(CHOICES[purpose](page))
        case attendance.TooEarlyForPaper(meeting):
            visit.answers(Toast(say_panel.paper_too_early(meeting.opens_at, visit.turn.now)))
        case attendance.Refused():
            visit.refuses()


async def record_paper(visit: Visit) -> None:
    meeting_id, member_id, _number = visit.args
    match await attendance.record_paper(visit.turn, visit.me, meeting_id, member_id):
        case attendance.Recorded(member):
            visit.answers(Toast(say_panel.paper_done(member)))
            page = await attendance.to_choose(visit.turn, visit.me, meeting_id, 0, Purpose.PAPER)
            if isinstance(page, Page):
                visit.replaces(say_panel.choose_paper(page))
        case attendance.Already(member):
            visit.answers(Toast(say_panel.paper_already(member)))
        case attendance.TooEarlyForPaper(meeting):
            visit.answers(Toast(say_panel.paper_too_early(meeting.opens_at, visit.turn.now)))
        case attendance.NeedsReason():
            visit.answers(Toast(say_panel.paper_needs_reason()))
        case attendance.Refused():
            visit.refuses()


async def correct(visit: Visit) -> None:
    meeting_id, member_id, _number = visit.args
    present = await attendance.is_present(visit.turn, visit.me, meeting_id, member_id)
    if present is None:
        visit.refuses()
        return
    draft: dialogues.Draft = {"meeting": meeting_id, "member": member_id, "present": not present}
    visit.replaces(await dialogues.begin(visit.turn, visit.telegram_id, corrections.CORRECTION, draft))


ROUTES: tuple[Route, ...] = (
    TapTogether("s", sign_in),
    Command("signin", sign_in_by_word, ("签到",), menu="签到", feature=Feature.MEETINGS),
    Tap("hm", ask_to_record),
    Tap("pl", list_for_paper, Feature.PAPER),
    Tap("pt", record_paper, Feature.PAPER),
    Tap("ll", list_for_leave, Feature.LEAVE),
    Tap("cl", list_for_correction),
    Tap("ct", correct),
)
