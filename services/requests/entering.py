"""代求助: a leader enters a request for a member without Telegram, marked 代录; answers come to the leader (O5)."""

from dataclasses import dataclass, replace

from domain.access import Action
from domain.concerns import TO_A_HUMAN, Topic
from domain.members import Member, is_here
from domain.messages import Message
from domain.privacy import Scope
from domain.requests import LONGEST_TEXT
from domain.requests.elsewhere import belongs_elsewhere
from services import access, dialogues, people, privacy, secrecy
from services.dialogues import Asker, Became, Done, Draft, Goto, Problem, Question, Script, Step
from services.family import arranging as family
from services.requests import asking, climbing, submitting
from services.requests.draft import HelpDraft, unpacked
from services.requests.drafting.steps import understood
from services.turn import Turn
from storage import people as members
from texts import entering as say
from texts import hotlines, refusals

OFFERED = 40  # names as buttons; any other may be typed
_FOR = "for"


@dataclass(frozen=True, slots=True)
class _Held:
    """What the draft holds: who enters, for whom, and the request so far."""

    leader: Member
    person: Member
    request: HelpDraft

    def packed(self, request: HelpDraft) -> Draft:
        return {**request.packed(), _FOR: self.person.id}


async def begin(turn: Turn, leader: Member) -> Message | None:
    """For whom? None where nobody in reach is without Telegram, or the reach is nobody's business here."""
    if not await without_telegram(turn, leader):
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT)


async def without_telegram(turn: Turn, leader: Member) -> list[Member]:
    """Members whom this leader may enter things for, or for whom somebody stands, and who cannot write themselves."""
    reach = await access.nodes_for(turn, leader, Action.RECORD_PAPER)
    led = [one for one in await members.in_nodes(turn.tx, reach) if one.telegram_id is None and is_here(one)]
    return led + [one for one in await family.without_telephone(turn, leader) if one not in led]


async def _ask_for_whom(asker: Asker, _draft: Draft) -> Question:
    leader = await people.known(asker.turn, asker.telegram_id)
    names = [one.name for one in await without_telegram(asker.turn, leader)] if leader is not None else []
    question = say.for_whom(may_type=len(names) > OFFERED)
    return Question(question, names[:OFFERED])


async def _read_for_whom(asker: Asker, _draft: Draft, text: str) -> Goto | Problem:
    leader = await people.known(asker.turn, asker.telegram_id)
    found = await without_telegram(asker.turn, leader) if leader is not None else []
    named = [one for one in found if one.name == text.strip()]
    if len(named) != 1:
        return Problem(say.choose_somebody())
    return Goto({**HelpDraft().packed(), _FOR: named[0].id}, "words")


async def _ask_words(asker: Asker, draft: Draft) -> Question:
    held = await _held(asker, draft)
    return Question(say.what(held.person.name if held is not None else ""))


async def _read_words(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    held, written = await _held(asker, draft), text.strip()
    if held is None:
        return Done(refusals.plain(refusals.not_allowed()))
    if not written:
        return Problem(say.empty())
    if len(written) > LONGEST_TEXT:
        return Problem(say.too_long(LONGEST_TEXT))
    if await secrecy.seen(asker.turn, held.leader, written) or belongs_elsewhere(written) is not None:
        return Done(hotlines.proper_channel())
    read = await understood(asker, replace(held.request, text=written))
    sure = read.topic is not None or read.unsorted
    return Goto(held.packed(read), "confirm" if sure else "topic")


async def _ask_topic(_asker: Asker, draft: Draft) -> Question:
    offered = unpacked(draft).offered
    options = [(say.topic_label(topic), str(topic)) for topic in offered or Topic]
    return Question(say.which_topic(), [*options, TO_A_HUMAN])


async def _read_topic(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    held = await _held(asker, draft)
    if held is None:
        return Done(refusals.plain(refusals.not_allowed()))
    if text == TO_A_HUMAN:
        return Goto(held.packed(held.request.for_a_human()), "confirm")
    if text not in set(Topic):
        return Problem(say.choose_topic())
    return Goto(held.packed(held.request.about(Topic(text))), "confirm")


async def _ask_confirm(asker: Asker, draft: Draft) -> Question:
    held = await _held(asker, draft)
    if held is None:
        return Question(refusals.plain(refusals.not_allowed()))
    written = held.request
    seen = await climbing.preview(
        asker.turn,
        held.person,
        written.routed,
        written.audience,
        (),
        may_leave=False,
        urgency=written.urgency,
        unsorted=written.unsorted,
    )
    first = await members.get(asker.turn.tx, seen.first.member_id) if seen.first is not None else None
    to = await people.title(asker.turn, first) if first is not None else None
    shown = say.Entered(held.person.name, written.text, written.topic, written.because, to, seen.respond_by)
    options = [(say.AGREED, say.AGREED), (say.OTHER_TOPIC, say.OTHER_TOPIC)]
    return Question(say.confirm(shown, asker.turn.now), options, per_row=1)


async def _read_confirm(asker: Asker, draft: Draft, text: str) -> Goto | Done | Became | Problem:
    held = await _held(asker, draft)
    if held is None:
        return Done(refusals.plain(refusals.not_allowed()))
    if text == say.OTHER_TOPIC:
        return Goto(held.packed(replace(held.request, offered=())), "topic")
    if text != say.AGREED:
        return Problem(say.press_agreed(held.person.name))
    await privacy.give(asker.turn, held.person.id, Scope.HELP)
    sent = replace(held.request, may_leave=False)
    request = await submitting.submit(asker.turn, held.person, sent, entered_by=held.leader)
    await family.note_help(asker.turn, held.leader, held.person)
    return Became(asking.topic(request))


async def _held(asker: Asker, draft: Draft) -> _Held | None:
    """None where the person is no longer this leader's to speak for."""
    leader = await people.known(asker.turn, asker.telegram_id)
    if leader is None:
        return None
    found = [one for one in await without_telegram(asker.turn, leader) if one.id == draft.get(_FOR)]
    return _Held(leader, found[0], unpacked(draft)) if found else None


SCRIPT = Script(
    "help_for_paper",
    (
        Step("for_whom", _ask_for_whom, _read_for_whom),
        Step("words", _ask_words, _read_words),
        Step("topic", _ask_topic, _read_topic),
        Step("confirm", _ask_confirm, _read_confirm),
    ),
)
