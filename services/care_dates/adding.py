"""加一个日子: what it is, when, whether it comes every year, and who may know: oneself alone, if not said otherwise."""

from datetime import date
from typing import Final

from domain.care_dates import (
    LONGEST_WORDS,
    MOST_OWN_DAYS,
    YEARLY_BY_NATURE,
    OwnDay,
    OwnKind,
    YearlyDay,
    read_day,
)
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.privacy import Scope
from services import dialogues, privacy, secrecy
from services.care_dates import falling, looking
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step, number
from services.turn import Turn
from storage import care_dates as store
from texts import own_days as say
from texts.care_dates import own_kind
from texts.dialogues import classified

_KINDS: Final = tuple(OwnKind)
_FURTHEST_YEARS: Final = 2  # a day that comes once


async def add(turn: Turn, member: Member) -> Message:
    if len(await store.own_days_of(turn.tx, [member.id])) >= MOST_OWN_DAYS:
        return say.too_many_days()
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT)


async def _ask_kind(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_kind(), [(own_kind(kind), own_kind(kind)) for kind in _KINDS])


async def _read_kind(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    """A word of one's own is as good as a button: it is the day's name then."""
    kind = next((one for one in _KINDS if own_kind(one) == text.strip()), None)
    if kind is not None and kind is not OwnKind.OTHER:
        return Goto({**draft, "kind": str(kind), "words": ""}, "day")
    if kind is OwnKind.OTHER:
        return Goto({**draft, "kind": str(kind)}, "words")
    return await _read_words(asker, {**draft, "kind": str(OwnKind.OTHER)}, text)


async def _ask_words(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_words())


async def _read_words(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = tidy_line(text)
    if not words or len(words) > LONGEST_WORDS:
        return Problem(say.words_too_long(LONGEST_WORDS))
    if await secrecy.typed(asker, words):
        return Problem(classified())
    return Goto({**draft, "words": words}, "day")


async def _ask_day(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_day())


async def _read_day(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    written = read_day(text)
    if written is None or written.day is None:
        return Problem(say.day_unclear())
    day, today = written.day, asker.turn.now.date()
    on = falling.comes_next(day, today) if written.year is None else falling.in_year(day, written.year)
    if on is None or (written.year is not None and not falling.exists(day, written.year)):
        return Problem(say.day_unclear())
    kept: Draft = {
        **draft,
        "month": day.month,
        "day": day.day,
        "lunar": day.lunar,
        "leap": day.leap,
        "year": falling.year_of(day, on),
    }
    if on < today or OwnKind(str(draft["kind"])) in YEARLY_BY_NATURE:
        return Goto({**kept, "yearly": True}, "who")  # a day long past is one that comes again
    if on.year > today.year + _FURTHEST_YEARS:
        return Problem(say.day_unclear())
    return Goto(kept, "often")


async def _ask_often(_asker: Asker, draft: Draft) -> Question:
    on = falling.in_year(_day(draft), number(draft, "year"))
    return Question(say.ask_often(_day(draft), on, _asker.turn.now), say.how_often())


async def _read_often(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    once, yearly = say.how_often()
    if text.strip() not in {once, yearly}:
        return Problem(say.often_unclear())
    return Goto({**draft, "yearly": text.strip() == yearly}, "who")


async def _ask_who(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_who(), say.who_may_know(), per_row=1)


async def _read_who(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    nobody, leader = say.who_may_know()
    if text.strip() not in {nobody, leader}:
        return Problem(say.who_unclear())
    member, with_leader = await dialogues.member(asker), text.strip() == leader
    if with_leader and not await privacy.has(asker.turn, member.id, Scope.CARE):
        await privacy.give(asker.turn, member.id, Scope.CARE)
    day, year = _day(draft), None if draft["yearly"] else number(draft, "year")
    new = OwnDay(0, member.id, OwnKind(str(draft["kind"])), str(draft["words"]), day, year, with_leader)
    over_on = None if year is None else falling.in_year(day, year)
    await store.add_own_day(asker.turn.tx, new, over_on, asker.turn.now)
    await looking.again(asker.turn, member)
    on = over_on or falling.comes_next(day, asker.turn.now.date()) or date.max
    return Done(say.day_added(new, on, asker.turn.now))


def _day(draft: Draft) -> YearlyDay:
    return YearlyDay(number(draft, "month"), number(draft, "day"), bool(draft["lunar"]), bool(draft["leap"]))


SCRIPT: Final = Script(
    "own_day",
    (
        Step("kind", _ask_kind, _read_kind),
        Step("words", _ask_words, _read_words),
        Step("day", _ask_day, _read_day),
        Step("often", _ask_often, _read_often),
        Step("who", _ask_who, _read_who),
    ),
)
