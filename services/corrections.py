"""Two small dialogues of one question each: why an entry is corrected, and why leave is taken."""

from domain.names import tidy_line
from services import attendance, dialogues, leave, people, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from storage import people as members
from texts import leave as say_leave
from texts import panel as say_panel
from texts import refusals
from texts.dialogues import classified

LONGEST = 100


async def _ask_correction(asker: Asker, draft: Draft) -> Question:
    member = await members.get(asker.turn.tx, dialogues.number(draft, "member"))
    return Question(say_panel.ask_reason_for_correction(member.name if member else "", present=bool(draft["present"])))


async def _read_correction(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    reason = tidy_line(text)
    if not reason:
        return Problem(say_panel.reason_empty())
    if len(reason) > LONGEST:
        return Problem(say_panel.reason_too_long(LONGEST))
    if await secrecy.typed(asker, reason):
        return Problem(classified())
    leader = await people.known(asker.turn, asker.telegram_id)
    present = bool(draft["present"])
    member = leader and await attendance.correct(
        asker.turn,
        leader,
        dialogues.number(draft, "meeting"),
        dialogues.number(draft, "member"),
        reason,
        present=present,
    )
    if not member:
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(say_panel.corrected(member, present=present))


async def _ask_leave_reason(_asker: Asker, _draft: Draft) -> Question:
    return Question(say_leave.ask_reason())


async def _read_leave_reason(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    reason = tidy_line(text)
    if not reason:
        return Problem(say_leave.reason_empty())
    if len(reason) > leave.LONGEST_REASON:
        return Problem(say_leave.reason_too_long(leave.LONGEST_REASON))
    if await secrecy.typed(asker, reason):
        return Problem(classified())
    member = await people.known(asker.turn, asker.telegram_id)
    kept = member and await leave.give_reason(asker.turn, member, dialogues.number(draft, "leave"), reason)
    return Done(say_leave.reason_kept() if kept else refusals.plain(refusals.not_allowed()))


CORRECTION = Script("correction", (Step("reason", _ask_correction, _read_correction),))
LEAVE_REASON = Script("leave_reason", (Step("reason", _ask_leave_reason, _read_leave_reason),))
