"""The dialogue that arranges a month's study: for whom, from when, called what, which pieces; six taps at best (S3)."""

from typing import Final

from domain.dates import date_words
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.studying import (
    DEFAULT_MINUTES,
    LONGEST_TITLE,
    MOST_PIECES,
    Draft,
    coming_day,
    monday,
    read_line,
    starts,
    usual_title,
    weeks_left,
)
from services import courses, dialogues, secrecy
from services.dialogues import Asker, Done, Goto, Problem, Question, Script, Step
from services.dialogues import Draft as Said
from services.studying import draft, programmes
from services.turn import Turn
from storage import studying as store
from texts import refusals
from texts import studying_plans as say
from texts.dialogues import press_a_button

OFFERED: Final = 8  # courses as buttons; any other may be typed by its title
_LOOKED_AT: Final = 40


async def begin(turn: Turn, leader: Member) -> Message | None:
    """The first question; None for who arranges nothing anywhere."""
    if not await programmes.places(turn, leader):
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT)


async def begin_again(turn: Turn, leader: Member, programme_id: int) -> Message | None:
    """A programme once more: the preview, with the weeks that follow; None where it is none of theirs."""
    plan = await programmes.again(turn, leader, programme_id)
    if plan is None:
        return None
    said: Said = {
        "node": plan.node_id,
        "learners": str(plan.learners),
        "title": usual_title(plan.first),
        "first": plan.first.isoformat(),
        "pieces": [draft.packed(one) for one in plan.pieces],
    }
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, said, "preview" if plan.pieces else "pieces")


async def _ask_whom(asker: Asker, _said: Said) -> Question:
    labels = [
        say.whom(name, one) for _, name, one in await programmes.places(asker.turn, await dialogues.member(asker))
    ]
    return Question(say.ask_whom(), labels, per_row=1)


async def _read_whom(asker: Asker, said: Said, text: str) -> Goto | Problem:
    for node_id, name, learners in await programmes.places(asker.turn, await dialogues.member(asker)):
        if say.whom(name, learners) == text.strip():
            return Goto({**said, "node": node_id, "learners": str(learners)}, draft.next_step(said, "first"))
    return Problem(press_a_button())


async def _ask_first(asker: Asker, said: Said) -> Question:
    labels = [date_words(day, asker.turn.now) for day in starts(asker.turn.now.date())]
    return Question(say.ask_first(), labels, per_row=1)


async def _read_first(asker: Asker, said: Said, text: str) -> Goto | Problem:
    today = asker.turn.now.date()
    offered = {date_words(day, asker.turn.now): day for day in starts(today)}
    day = offered.get(text.strip()) or coming_day(text, today)
    if day is None or (day - today).days > 180:
        return Problem(say.unclear_day(date_words(starts(today)[-1], asker.turn.now)))
    return Goto({**said, "first": day.isoformat()}, draft.next_step(said, "title"))


async def _ask_title(_asker: Asker, said: Said) -> Question:
    usual = usual_title(draft.first_of(said))
    return Question(say.ask_title(), [usual], per_row=1)


async def _read_title(asker: Asker, said: Said, text: str) -> Goto | Problem:
    title = tidy_line(text)
    if not title or len(title) > LONGEST_TITLE:
        return Problem(say.title_wrong(LONGEST_TITLE))
    if await secrecy.seen(asker.turn, await dialogues.member(asker), title):
        return Problem(say.classified())
    return Goto({**said, "title": title}, draft.next_step(said, "pieces"))


async def _ask_pieces(asker: Asker, said: Said) -> Question:
    """One after the other, from the library or typed; at first the whole month in one tap."""
    chosen, offered = draft.pieces_of(said), await _offered(asker, said)
    options = []
    if not chosen and offered:
        options.append((say.all_of(len(_month(said, offered))), say.ALL))
    options += [(one.title, one.title) for one in offered if one.title not in {piece.title for piece in chosen}]
    if chosen:
        options.insert(0, (say.ENOUGH, say.ENOUGH))
    month = [one.title for one in _month(said, offered)] if not chosen else []
    return Question(say.ask_pieces(chosen, month), options[: OFFERED + 1], per_row=1)


async def _read_pieces(asker: Asker, said: Said, text: str) -> Goto | Problem:
    chosen, offered = draft.pieces_of(said), await _offered(asker, said)
    if text == say.ALL and offered:
        return Goto(draft.with_pieces(said, _month(said, offered)), "preview")
    if text == say.ENOUGH and chosen:
        return Goto(draft.with_pieces(said, chosen), "preview")
    known = {one.title: one for one in await _library(asker)}
    lines = [tidy_line(line) for line in text.splitlines() if tidy_line(line)]
    added = [known.get(line) or read_line(line) for line in lines]
    read = [one for one in added if one is not None and len(one.title) <= LONGEST_TITLE]
    if not read or len(read) < len(added) or len(chosen) + len(read) > MOST_PIECES:
        return Problem(say.pieces_wrong(LONGEST_TITLE, MOST_PIECES))
    if await secrecy.seen(asker.turn, await dialogues.member(asker), text):
        return Problem(say.classified())
    return Goto(draft.with_pieces(said, [*chosen, *read]), "preview" if len(lines) > 1 else "pieces")


async def _ask_preview(asker: Asker, said: Said) -> Question:
    plan = draft.plan_of(said)
    reach = await programmes.reach(asker.turn, plan.node_id, plan.learners)
    return Question(say.preview(plan, reach, asker.turn.now), say.preview_options())


async def _read_preview(asker: Asker, said: Said, text: str) -> Goto | Done | Problem:
    match say.choice(text):
        case "publish":
            return await _publish(asker, said)
        case "pieces":
            return Goto({**draft.with_pieces(said, []), "editing": True}, "pieces")
        case "whom" | "first" | "title" as step:
            return Goto({**said, "editing": True}, step)
        case _:
            return Problem(press_a_button())


async def _publish(asker: Asker, said: Said) -> Done | Problem:
    plan = draft.plan_of(said)
    if monday(plan.first) < monday(asker.turn.now.date()):
        return Problem(say.meanwhile_past())
    looked = await programmes.publish(asker.turn, await dialogues.member(asker), plan)
    if looked is None:
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(say.published(looked.programme, plan.first, looked.reach, asker.turn.now))


async def _offered(asker: Asker, said: Said) -> list[Draft]:
    """Courses of the library, those first that this place has not had yet, the newest first."""
    used = await store.used_courses(asker.turn.tx, [draft.node_of(said)])
    return sorted(await _library(asker), key=lambda one: one.course_id in used)[:OFFERED]


async def _library(asker: Asker) -> list[Draft]:
    found = await courses.choose(asker.turn, await dialogues.member(asker), most=_LOOKED_AT)
    return [Draft(one.title, one.minutes or DEFAULT_MINUTES, None, one.id) for one in found]


def _month(said: Said, offered: list[Draft]) -> list[Draft]:
    return offered[: weeks_left(draft.first_of(said))]


SCRIPT = Script(
    "study_plan",
    (
        Step("whom", _ask_whom, _read_whom),
        Step("first", _ask_first, _read_first),
        Step("title", _ask_title, _read_title),
        Step("pieces", _ask_pieces, _read_pieces),
        Step("preview", _ask_preview, _read_preview),
    ),
)
