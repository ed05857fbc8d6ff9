"""不计入应到: kept by the secretary alone, with the class and both dates (M17, QRM-10, QRM-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.access import Action
from domain.meetings import Attendee, Meeting
from domain.members import Member, is_here, is_voter
from domain.messages import Message
from domain.names import tidy_line
from domain.party_dates import read_date
from domain.quorum import NATIONAL_CLASSES, Deduction, ExclusionClass
from services import access, dialogues
from services.configuration import Key, value
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import deductions as store
from storage import people
from storage.deductions import Entry
from texts import deductions as say
from texts import refusals

_AGREED: Final = "agreed"
_ADOPTED: Final = "adopted"


@dataclass(frozen=True, slots=True)
class Listed:
    """Everybody left out now, each with the name on the roster."""

    entries: Sequence[tuple[Entry, Member]]


async def allowed(turn: Turn, node_id: int) -> frozenset[ExclusionClass]:
    """The classes a branch may use: the national ones, and the sixth where it has switched that on."""
    sixth = await value(turn, node_id, Key.DEDUCT_RETURNED_RETIREES)
    return NATIONAL_CLASSES | ({ExclusionClass.RETURNED_HOME_RETIREE} if sixth else frozenset())


async def holding(turn: Turn, meeting: Meeting, attendees: Sequence[Attendee]) -> list[Deduction]:
    """Who is left out of the numbers of this meeting: what held when it began, or holds now where it is ahead."""
    at = min(turn.now, meeting.starts_at)
    found = await store.in_force_at(turn.tx, [one.member.id for one in attendees], at)
    return [entry.deduction for entry in found]


async def listed(turn: Turn, secretary: Member) -> Listed | None:
    """The list of their branch; None for anybody else."""
    mine = await _members(turn, secretary)
    if mine is None:
        return None
    by_id = {one.id: one for one in mine}
    return Listed([(entry, by_id[entry.deduction.member_id]) for entry in await store.in_force(turn.tx, by_id)])


async def begin(turn: Turn, secretary: Member) -> Message | None:
    """The first question; None for whoever is not the secretary."""
    if await _members(turn, secretary) is None:
        return None
    return await dialogues.begin(turn, secretary.telegram_id or 0, SCRIPT)


async def end(turn: Turn, secretary: Member, entry_id: int) -> Member | None:
    """Somebody counts again from now on; None where it is not theirs, or over already."""
    entry = await store.get(turn.tx, entry_id)
    mine = await _members(turn, secretary) or []
    whom = next((one for one in mine if entry is not None and one.id == entry.deduction.member_id), None)
    if whom is None or not await store.end(turn.tx, entry_id, secretary.id, turn.now):
        return None
    if whom.telegram_id is not None and whom.id != secretary.id:
        turn.tell(whom.telegram_id, say.counted_again(secretary))
    return whom


async def _members(turn: Turn, secretary: Member) -> list[Member] | None:
    """The voters of the branches somebody is the secretary of."""
    own = await access.nodes_for(turn, secretary, Action.DEDUCT)
    if not own:
        await access.may(turn, secretary, Action.DEDUCT, secretary.node_id)
        return None
    return [one for one in await people.in_nodes(turn.tx, own) if is_here(one) and is_voter(one)]


async def _ask_who(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_who())


async def _read_who(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    mine = await _members(asker.turn, await dialogues.member(asker))
    if mine is None:
        return Done(refusals.plain(refusals.not_allowed()))
    meant = [one for one in mine if one.name == tidy_line(text)]
    if len(meant) != 1:
        return Problem(say.nobody_or_several(len(meant)))
    return Goto({**draft, "member": meant[0].id, "name": meant[0].name}, "class")


async def _ask_class(asker: Asker, draft: Draft) -> Question:
    classes = await _classes(asker)
    labels = [say.class_words(one) for one in sorted(classes)]
    return Question(say.ask_class(str(draft["name"])), labels, per_row=1, numbered=True)


async def _read_class(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    chosen = next((one for one in await _classes(asker) if say.class_words(one) == text.strip()), None)
    if chosen is None:
        return Problem(say.unclear_class())
    return Goto({**draft, "class": int(chosen)}, _AGREED)


async def _ask_agreed(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_agreed())


async def _read_agreed(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    day = _day(asker, text)
    return Problem(day) if isinstance(day, str) else Goto({**draft, _AGREED: day.isoformat()}, _ADOPTED)


async def _ask_adopted(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_adopted())


async def _read_adopted(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    day = _day(asker, text)
    return Problem(day) if isinstance(day, str) else Goto({**draft, _ADOPTED: day.isoformat()}, "sure")


async def _ask_sure(asker: Asker, draft: Draft) -> Question:
    return Question(say.preview(str(draft["name"]), _deduction(draft), asker.turn.now), say.sure_options())


async def _read_sure(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if not say.is_sure(text):
        return Problem(say.press_sure())
    turn, secretary, made = asker.turn, await dialogues.member(asker), _deduction(draft)
    mine = await _members(turn, secretary) or []
    whom = next((one for one in mine if one.id == made.member_id), None)
    if whom is None or made.superior_agreed_on is None or made.adopted_on is None:
        return Done(refusals.plain(refusals.not_allowed()))
    await store.add(
        turn.tx, whom.id, made.exclusion_class, made.superior_agreed_on, made.adopted_on, secretary.id, turn.now
    )
    if whom.telegram_id is not None and whom.id != secretary.id:
        turn.tell(whom.telegram_id, say.deducted_for_you(secretary, made, turn.now))
    return Done(say.added(whom))


async def _classes(asker: Asker) -> frozenset[ExclusionClass]:
    return await allowed(asker.turn, (await dialogues.member(asker)).node_id)


def _deduction(draft: Draft) -> Deduction:
    return Deduction(
        dialogues.number(draft, "member"),
        ExclusionClass(dialogues.number(draft, "class")),
        date.fromisoformat(str(draft[_AGREED])),
        date.fromisoformat(str(draft[_ADOPTED])),
    )


def _day(asker: Asker, text: str) -> date | str:
    """A day that has been, or what is wrong with it, kindly: without both decisions nobody is left out (QRM-10)."""
    day = read_date(text)
    if day is None:
        return say.unclear_day()
    return say.day_ahead() if day > asker.turn.now.date() else day


SCRIPT: Final = Script(
    "deduction",
    (
        Step("who", _ask_who, _read_who),
        Step("class", _ask_class, _read_class),
        Step(_AGREED, _ask_agreed, _read_agreed),
        Step(_ADOPTED, _ask_adopted, _read_adopted),
        Step("sure", _ask_sure, _read_sure),
    ),
)
