"""报一件事: of oneself, or of somebody else, who is asked before anybody comes (C17, K6).

Nobody is asked for a diagnosis, and nobody may say of another that their spirits are low.
"""

from domain.access import Action
from domain.care import (
    LONGEST_WORDS,
    OF_ONESELF,
    REPORTED,
    UNASKED,
    Visit,
    VisitState,
    VisitTrigger,
    Wish,
    may_report,
    names_amount,
)
from domain.members import Member, is_here
from domain.messages import Message
from domain.names import tidy_line, tidy_text
from domain.privacy import Scope
from services import access, dialogues, people, privacy, secrecy
from services.care import asking, mourning, rules, visits
from services.contacts import finding
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import care_visits as store
from storage import people as members
from texts import care_reports as say

_DEATH = "death"  # in place of a trigger: nothing of it is stored


async def begin(turn: Turn, member: Member) -> Message:
    """报一件事."""
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT)


async def begin_about(turn: Turn, leader: Member, member_id: int) -> Message | None:
    """安排走访 from the list of those who were missed; None where that is not theirs to do."""
    about = await members.get(turn.tx, member_id)
    if about is None or not is_here(about) or about.id == leader.id:
        return None
    if not await access.may(turn, leader, Action.MANAGE_CARE, about.node_id, about=member_id):
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"about": about.id, "arranged": True}, "what")


async def _ask_whom(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_whom(), [say.myself_label()], per_row=1)


async def _read_whom(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    turn, me = asker.turn, await dialogues.member(asker)
    if tidy_line(text) == say.myself_label():
        return Goto({**draft, "about": me.id}, "what")
    found = (await finding.named(turn, await finding.branch_id_of(turn, me), text)).people
    if len(found) != 1:
        return Problem(say.whom_not_found([label for label, _ in found]))
    return Goto({**draft, "about": found[0][1].id}, "what")


async def _ask_what(asker: Asker, draft: Draft) -> Question:
    about, me = await _about(asker, draft), await dialogues.member(asker)
    offered = [one for one in _offered(draft, own=about == me) if await _is_on(asker.turn, about, one)]
    labels = [say.trigger_label(one) for one in offered]
    if about != me and not draft.get("arranged"):
        labels.append(say.death_label())
    return Question(say.ask_what(None if about == me else about), labels)


async def _read_what(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    about, me, said = await _about(asker, draft), await dialogues.member(asker), tidy_line(text)
    if said == say.death_label() and about != me:
        if await asking.keeps(asker.turn, me, about):
            return Done(await asking.tell_of_death(asker.turn, me, about))
        return Goto({**draft, "what": _DEATH}, "send")
    trigger = next((one for one in VisitTrigger if said == say.trigger_label(one)), None)
    if trigger is None or trigger not in _offered(draft, own=about == me):
        return Problem(say.choose_one())
    further: Draft = {**draft, "what": str(trigger)}
    if about != me:
        return Goto(further, "send")
    agreed = await privacy.has(asker.turn, me.id, Scope.CARE)
    return Goto(further, "words" if agreed else "consent")


async def _ask_consent(_asker: Asker, _draft: Draft) -> Question:
    labels = (say.agree_label(), say.without_label())
    return Question(say.ask_consent(), labels, per_row=1)


async def _read_consent(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    me, said = await dialogues.member(asker), tidy_line(text)
    if said == say.agree_label():
        await privacy.give(asker.turn, me.id, Scope.CARE)
        return Goto(draft, "words")
    return Done(say.turn_to_leader()) if said == say.without_label() else Problem(say.choose_one())


async def _ask_words(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_words(), [say.no_words_label()], per_row=1)


async def _read_words(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    said = tidy_text(text)
    if said == say.no_words_label():
        return Goto(draft, "wish")
    if (problem := await words_problem(asker, said)) is not None:
        return problem
    return Goto({**draft, "words": said}, "wish")


async def _ask_wish(_asker: Asker, _draft: Draft) -> Question:
    labels = (say.come_label(), say.call_label())
    return Question(say.ask_own_wish(), labels, per_row=1)


async def _read_wish(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    """The member's own word: nobody need be asked, and somebody is named at once."""
    turn, me = asker.turn, await dialogues.member(asker)
    wish = {say.come_label(): Wish.COME, say.call_label(): Wish.CALL}.get(tidy_line(text))
    trigger = VisitTrigger(str(draft["what"]))
    if wish is None or not may_report(trigger, of_oneself=True):
        return Problem(say.choose_one())
    if not await privacy.has(turn, me.id, Scope.CARE):
        return Done(say.turn_to_leader())
    words = str(draft["words"]) if "words" in draft else None
    visit_id = await store.add(turn.tx, me.id, trigger, VisitState.WAITING, me.id, turn.now, wish=wish, words=words)
    if trigger is VisitTrigger.BEREAVEMENT:
        await mourning.begin(turn, me.id)
    visitor = await visits.find_visitor(turn, visit_id)
    title = await people.title(turn, visitor) if visitor is not None else None
    return Done(say.reported_own(title, low=trigger is VisitTrigger.LOW_SPIRITS))


async def _ask_send(asker: Asker, draft: Draft) -> Question:
    about = await _about(asker, draft)
    if draft["what"] == _DEATH:
        return Question(say.ask_send_death(about), [say.send_label()], per_row=1)
    trigger = VisitTrigger(str(draft["what"]))
    has_account = about.telegram_id is not None
    words = say.ask_send(about, trigger, unasked=trigger in UNASKED, has_account=has_account)
    return Question(words, [say.send_label()], per_row=1)


async def _read_send(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    turn, me, about = asker.turn, await dialogues.member(asker), await _about(asker, draft)
    if tidy_line(text) != say.send_label():
        return Problem(say.choose_one())
    if draft["what"] == _DEATH:
        return Done(await asking.tell_of_death(turn, me, about))
    trigger = VisitTrigger(str(draft["what"]))
    if not is_here(about) or trigger not in _offered(draft, own=False):
        return Done(say.visit_over())
    if (before := await _open_already(turn, about, trigger)) is not None:
        return Done(await asking.again(turn, me, about, before))
    visit_id = await store.add(turn.tx, about.id, trigger, VisitState.ASKED, me.id, turn.now)
    if trigger in UNASKED:
        await store.change(turn.tx, visit_id, state=VisitState.WAITING)
        visitor = await visits.find_visitor(turn, visit_id)
        return Done(say.reported_urgent(about, await people.title(turn, visitor) if visitor is not None else None))
    return Done(await asking.ask(turn, me, about, visit_id))


async def words_problem(asker: Asker, said: str) -> Problem | None:
    """What is wrong with words somebody wants kept, kindly; None where nothing is."""
    if not said or len(said) > LONGEST_WORDS:
        return Problem(say.words_wrong(LONGEST_WORDS))
    if names_amount(said):
        return Problem(say.no_amounts())
    if await secrecy.typed(asker, said):
        return Problem(say.classified())
    return None


async def _open_already(turn: Turn, about: Member, trigger: VisitTrigger) -> Visit | None:
    """The same has been said of them, and is not over: nobody is asked twice."""
    found = await store.about(turn.tx, about.id)
    return next((one for one in found if one.trigger is trigger and one.is_open), None)


def _offered(draft: Draft, *, own: bool) -> list[VisitTrigger]:
    if own:
        return [*REPORTED, *sorted(OF_ONESELF)]
    return [VisitTrigger.MISSED, VisitTrigger.VETERAN, *REPORTED] if draft.get("arranged") else list(REPORTED)


async def _is_on(turn: Turn, about: Member, trigger: VisitTrigger) -> bool:
    return (await rules.rule_of(turn, about, trigger)).on


async def _about(asker: Asker, draft: Draft) -> Member:
    found = await members.get(asker.turn.tx, dialogues.number(draft, "about"))
    if found is None:
        raise LookupError("somebody has left the roster in the middle of a dialogue")
    return found


SCRIPT = Script(
    "visit_report",
    (
        Step("whom", _ask_whom, _read_whom),
        Step("what", _ask_what, _read_what),
        Step("consent", _ask_consent, _read_consent),
        Step("words", _ask_words, _read_words),
        Step("wish", _ask_wish, _read_wish),
        Step("send", _ask_send, _read_send),
    ),
)
