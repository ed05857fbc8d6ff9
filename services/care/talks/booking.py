"""The dialogue that books a talk: with whom, when, where; and that of another time (C15)."""

from datetime import datetime

from domain.access import Action
from domain.care import LONGEST_PLACE, Place, TalkState, TalkTrigger, may_settle
from domain.members import Member, is_here
from domain.messages import Message
from domain.names import tidy_line
from services import access, dialogues, people, planning, secrecy
from services.care.talks import cards, reminding
from services.contacts import finding
from services.dialogues import Asker, Became, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import care_talks as store
from storage import nodes
from storage import people as members
from texts import refusals
from texts import talks as say
from texts.dialogues import press_a_button


async def begin(turn: Turn, member: Member) -> Message:
    """约谈心: the member chooses with whom. A message without a question where nobody can be asked."""
    if member.telegram_id is None or not await bookable(turn, member):
        return say.nobody_to_ask()
    return await dialogues.begin(turn, member.telegram_id, SCRIPT)


async def invite(turn: Turn, leader: Member, member_id: int) -> Message | None:
    """A leader offers a talk to somebody they look after; None where that is not theirs to do."""
    member = await _theirs(turn, leader, member_id)
    if member is None or leader.telegram_id is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id, SCRIPT, {"other": member.id}, "why")


async def other_time(turn: Turn, member: Member, talk_id: int) -> Message | None:
    """换个时间; None where it is not theirs or over."""
    talk = await store.get(turn.tx, talk_id)
    if talk is None or not may_settle(talk, member.id) or member.telegram_id is None:
        return None
    return await dialogues.begin(turn, member.telegram_id, OTHER_TIME, {"talk": talk_id})


async def bookable(turn: Turn, member: Member) -> list[Member]:
    """Whom a member may ask: their own leaders, nearest first, then the committee of their branch."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id)
    committee = [] if branch is None else await members.offices_at(turn.tx, [branch.id])
    leaders = await people.leaders_of(turn, member)
    known = {one.id: one for one in [*leaders, *await members.many(turn.tx, [one.member_id for one in committee])]}
    reachable = await members.reachable(turn.tx, known)
    return [one for one in known.values() if one.id in reachable and one.id != member.id and is_here(one)]


async def _ask_who(asker: Asker, _draft: Draft) -> Question:
    found = await _titled(asker)
    return Question(say.ask_who(), found, per_row=1)


async def _read_who(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    found = await _titled(asker)
    chosen = next((one for title, one in found.items() if tidy_line(text) in {title, one.name}), None)
    return Problem(say.choose_a_person()) if chosen is None else Goto({**draft, "other": chosen.id}, "when")


async def _ask_why(asker: Asker, draft: Draft) -> Question:
    member = await _other(asker, draft)
    off = await store.off_at(asker.turn.tx, await finding.branch_id_of(asker.turn, member))
    labels = [say.trigger_name(one) for one in TalkTrigger if one not in off]
    return Question(say.ask_why(member), [*labels, say.no_reason_label()], per_row=1)


async def _read_why(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    said = tidy_line(text)
    trigger = next((one for one in TalkTrigger if say.trigger_name(one) == said), None)
    if trigger is None and said != say.no_reason_label():
        return Problem(press_a_button())
    return Goto(draft if trigger is None else {**draft, "why": str(trigger)}, "when")


async def _ask_when(asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_when(await _other(asker, draft)))


async def _read_when(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    match planning.moment(asker, text):
        case Problem() as problem:
            return problem
        case at:
            return Goto({**draft, "at": at.isoformat()}, "where")


async def _ask_where(_asker: Asker, _draft: Draft) -> Question:
    names = [say.place_name(one) for one in Place if one is not Place.OTHER]
    return Question(say.ask_where(), names)


async def _read_where(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    said = tidy_line(text)
    if not said or len(said) > LONGEST_PLACE:
        return Problem(say.place_wrong(LONGEST_PLACE))
    if await secrecy.typed(asker, said):
        return Problem(say.classified())
    return Goto({**draft, "where": said}, "preview")


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    other, at = await _other(asker, draft), datetime.fromisoformat(str(draft["at"]))
    title = await people.title(asker.turn, other)
    here = other.telegram_id is not None
    label = say.send_label(here=here)
    return Question(say.preview(title, at, str(draft["where"]), asker.turn.now, here=here), [label], per_row=1)


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Done | Became | Problem:
    turn, member = asker.turn, await dialogues.member(asker)
    other = await _other(asker, draft)
    if text.strip() != say.send_label(here=other.telegram_id is not None):
        return Problem(press_a_button())
    allowed = other in await bookable(turn, member) or await _theirs(turn, member, other.id) is not None
    if not allowed:
        return Done(refusals.plain(refusals.not_allowed()))
    at = datetime.fromisoformat(str(draft["at"]))
    if at <= turn.now:
        return Done(say.too_late())
    place = say.place_of(str(draft["where"]))
    where = str(draft["where"]) if place is Place.OTHER else None
    why = TalkTrigger(str(draft["why"])) if "why" in draft else None
    state = TalkState.ASKED if other.telegram_id is not None else TalkState.AGREED
    talk_id = await store.ask(turn.tx, member.id, other.id, at, place, where, state, why, turn.now)
    await reminding.promise_both(turn, talk_id)
    await cards.bring(turn, talk_id, other.id)
    return Became(await cards.refresh(turn, talk_id, member.id))


async def _ask_other_time(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_other_time())


async def _read_other_time(asker: Asker, draft: Draft, text: str) -> Done | Became | Problem:
    turn, member = asker.turn, await dialogues.member(asker)
    talk = await store.get(turn.tx, dialogues.number(draft, "talk"))
    if talk is None or not may_settle(talk, member.id):
        return Done(say.too_late())
    match planning.moment(asker, text):
        case Problem() as problem:
            return problem
        case at:
            partner = await members.get(turn.tx, talk.partner_of(member.id))
            alone = partner is None or partner.telegram_id is None
            state = TalkState.AGREED if alone else TalkState.ASKED
            await store.change(turn.tx, talk.id, starts_at=at, proposer_id=member.id, state=state)
    await reminding.end(turn, talk.id)
    await reminding.promise_both(turn, talk.id)
    await cards.bring(turn, talk.id, talk.partner_of(member.id))
    return Done(await cards.drawn(turn, talk.id, member.id))


async def _theirs(turn: Turn, leader: Member, member_id: int) -> Member | None:
    member = await members.get(turn.tx, member_id)
    if member is None or member.id == leader.id or not is_here(member):
        return None
    allowed = await access.may(turn, leader, Action.MANAGE_CARE, member.node_id, about=member_id)
    return member if allowed else None


async def _titled(asker: Asker) -> dict[str, Member]:
    member = await dialogues.member(asker)
    return {await people.title(asker.turn, one): one for one in await bookable(asker.turn, member)}


async def _other(asker: Asker, draft: Draft) -> Member:
    found = await members.get(asker.turn.tx, dialogues.number(draft, "other"))
    if found is None:
        raise LookupError("somebody has left the roster in the middle of a dialogue")
    return found


SCRIPT = Script(
    "talk",
    (
        Step("who", _ask_who, _read_who),
        Step("why", _ask_why, _read_why),
        Step("when", _ask_when, _read_when),
        Step("where", _ask_where, _read_where),
        Step("preview", _ask_preview, _read_preview),
    ),
)
OTHER_TIME = Script("talk_time", (Step("when", _ask_other_time, _read_other_time),))
