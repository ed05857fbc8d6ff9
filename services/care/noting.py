"""After a visit: how it was, what was promised, what comes next and when. Every line may be left out (C18)."""

from datetime import date, datetime, time, timedelta

from domain.care import Visit, VisitState
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_text
from domain.privacy import Scope
from domain.when import Unclear, When, read_when
from services import dialogues, privacy
from services.care import cards, reminding
from services.care.reporting import words_problem
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import care_visits as store
from storage import people as members
from storage.care_visits import Note
from texts import care_reports as say

_LATEST = timedelta(days=366)


async def begin(turn: Turn, visitor: Member, visit_id: int) -> Message | None:
    """写几句; None where they have not been there."""
    if await _made(turn, visitor, visit_id) is None or visitor.telegram_id is None:
        return None
    return await dialogues.begin(turn, visitor.telegram_id, SCRIPT, {"visit": visit_id})


async def next_done(turn: Turn, visitor: Member, visit_id: int) -> bool:
    """下一步办好了; the member sees it on their card."""
    visit = await _made(turn, visitor, visit_id)
    if visit is None or visit.next_on is None or visit.next_done:
        return False
    await store.change(turn.tx, visit_id, next_done=True)
    await reminding.end(turn, visit_id)
    await cards.refresh(turn, visit_id)
    return True


async def may_be_noted(turn: Turn, visit: Visit) -> bool:
    """Words about somebody need their agreement; of who has no account a leader has asked for it."""
    about = await members.get(turn.tx, visit.about_id)
    if about is None:
        return False
    return about.telegram_id is None or await privacy.has(turn, about.id, Scope.CARE)


async def _made(turn: Turn, visitor: Member, visit_id: int) -> Visit | None:
    visit = await store.get(turn.tx, visit_id)
    if visit is None or visit.visitor_id != visitor.id or visit.state is not VisitState.DONE:
        return None
    holds_post = bool(await members.offices_of(turn.tx, visitor.id))
    return visit if holds_post and await may_be_noted(turn, visit) else None


async def _ask_how(_asker: Asker, _draft: Draft) -> Question:
    return _skippable(say.ask_how())


async def _read_how(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    return await _read_line(asker, draft, text, "how", "promise")


async def _ask_promise(_asker: Asker, _draft: Draft) -> Question:
    return _skippable(say.ask_promise())


async def _read_promise(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    return await _read_line(asker, draft, text, "promise", "next")


async def _ask_next(_asker: Asker, _draft: Draft) -> Question:
    return _skippable(say.ask_next())


async def _read_next(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if tidy_text(text) == say.skip_label():
        return await _keep(asker, draft, None)
    return await _read_line(asker, draft, text, "next", "day")


async def _ask_day(_asker: Asker, _draft: Draft) -> Question:
    labels = say.day_labels()
    return Question(say.ask_day(), labels)


async def _read_day(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    """A day is enough; of a moment only the day counts."""
    said, now = tidy_text(text), asker.turn.now
    days = {label: now.date() + timedelta(days=after) for label, after in say.day_labels().items()}
    if said in days:
        return await _keep(asker, draft, days[said])
    at = _day(said, now)
    if at is None or not now.date() < at <= now.date() + _LATEST:
        return Problem(say.day_wrong())
    return await _keep(asker, draft, at)


def _day(said: str, now: datetime) -> date | None:
    match read_when(said, now):
        case When(at=at):
            return at.date()
        case Unclear(day=day) if day is not None:
            return day
        case Unclear(at=at) if at is not None and at.time() == time():
            return at.date()
        case _:
            return None


async def _keep(asker: Asker, draft: Draft, next_on: date | None) -> Done:
    turn, visitor = asker.turn, await dialogues.member(asker)
    visit = await _made(turn, visitor, dialogues.number(draft, "visit"))
    if visit is None:
        return Done(say.visit_over())
    note = Note(*(str(draft.get(name, "")) for name in ("how", "promise", "next")))
    await reminding.end(turn, visit.id)
    await store.write_note(turn.tx, visit.id, note, next_on)
    if next_on is not None:
        await reminding.of_next_step(turn, visit.id, visitor, next_on)
    await cards.refresh(turn, visit.id)
    return Done(say.noted(next_on, turn.now))


async def _read_line(asker: Asker, draft: Draft, text: str, name: str, then: str) -> Goto | Problem:
    said = tidy_text(text)
    if said == say.skip_label():
        return Goto(draft, then)
    problem = await words_problem(asker, said)
    return Goto({**draft, name: said}, then) if problem is None else problem


def _skippable(words: Message) -> Question:
    return Question(words, [say.skip_label()], per_row=1)


SCRIPT = Script(
    "visit_note",
    (
        Step("how", _ask_how, _read_how),
        Step("promise", _ask_promise, _read_promise),
        Step("next", _ask_next, _read_next),
        Step("day", _ask_day, _read_day),
    ),
    to_another=True,
)
