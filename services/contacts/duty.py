"""Who of the branch is on duty for danger: a contact and a backup, set by the secretary (SAFE-03, C12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.access import Action
from domain.members import Member
from domain.messages import Message
from services import access, dialogues, people
from services.contacts import finding
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import contacts as store
from storage import people as members
from texts import contacts as say
from texts import refusals


@dataclass(frozen=True, slots=True)
class Duty:
    """The contact and the backup, by name; nobody where the secretary and the group leader are called instead."""

    names: Sequence[str]
    may_set: bool


async def page(turn: Turn, me: Member) -> Duty:
    """What `/duty` shows; everybody may know whom the bot would call."""
    branch_id = await finding.branch_id_of(turn, me)
    on_duty = await store.on_duty(turn.tx, branch_id)
    found = {one.id: one.name for one in await members.many(turn.tx, on_duty)}
    may_set = branch_id in await access.nodes_for(turn, me, Action.APPOINT)
    return Duty([found[one] for one in on_duty if one in found], may_set)


async def begin(turn: Turn, me: Member) -> Message | None:
    """Ask who; None for whoever may not say so."""
    branch_id = await finding.branch_id_of(turn, me)
    if me.telegram_id is None or not await access.may(turn, me, Action.APPOINT, branch_id):
        return None
    return await dialogues.begin(turn, me.telegram_id, SCRIPT, {"branch": branch_id})


async def _ask_contact(_asker: Asker, draft: Draft) -> Question:
    if isinstance(among := draft.get("among"), list):
        return Question(say.which_one(), [(str(label), str(label)) for label in among], per_row=1)
    return Question(say.who_is_on_duty(), [say.label_leaders()])


async def _read_contact(asker: Asker, draft: Draft, text: str) -> Done | Goto | Problem:
    if text.strip() == say.label_leaders():
        return await _set(asker, draft, [])
    person = await _person(asker, draft, text, "contact")
    if not isinstance(person, Member):
        return person
    return Goto({"branch": draft["branch"], "contact": person.id}, "backup")


async def _ask_backup(_asker: Asker, draft: Draft) -> Question:
    if isinstance(among := draft.get("among"), list):
        return Question(say.which_one(), [(str(label), str(label)) for label in among], per_row=1)
    return Question(say.who_is_backup(), [say.label_no_backup()])


async def _read_backup(asker: Asker, draft: Draft, text: str) -> Done | Goto | Problem:
    contact_id = dialogues.number(draft, "contact")
    if text.strip() == say.label_no_backup():
        return await _set(asker, draft, [contact_id])
    person = await _person(asker, draft, text, "backup")
    if not isinstance(person, Member):
        return person
    if person.id == contact_id:
        return Problem(say.same_person())
    return await _set(asker, draft, [contact_id, person.id])


async def _person(asker: Asker, draft: Draft, text: str, step: str) -> Member | Goto | Problem:
    found = (await finding.named(asker.turn, dialogues.number(draft, "branch"), text)).people
    if not found:
        return Problem(say.nobody_of_that_name())
    if len(found) > 1:
        return Goto({**draft, "among": [label for label, _ in found]}, step)
    person = found[0][1]
    return person if person.telegram_id is not None else Problem(say.no_telephone(person.name))


async def _set(asker: Asker, draft: Draft, member_ids: list[int]) -> Done:
    turn, branch_id = asker.turn, dialogues.number(draft, "branch")
    me = await people.known(turn, asker.telegram_id)
    if me is None or not await access.may(turn, me, Action.APPOINT, branch_id):
        return Done(refusals.plain(refusals.not_allowed()))
    await store.set_duty(turn.tx, branch_id, member_ids, me.id, turn.now)
    people_on_duty = await store.reachable(turn.tx, member_ids)
    for person in people_on_duty:
        if person.telegram_id is not None and person.id != me.id:
            turn.tell(person.telegram_id, say.you_are_on_duty(me.name))
    return Done(say.duty_set([person.name for person in people_on_duty]))


SCRIPT: Final = Script(
    "duty", (Step("contact", _ask_contact, _read_contact), Step("backup", _ask_backup, _read_backup))
)
