"""The dialogues of 转给 and 退回: to whom, unless the rule says it, and why."""

from typing import Final

from domain.concerns import Topic
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.requests import handing
from services.requests.answering import mine, worded
from services.requests.handing import ChooseOne, Handed
from texts import answering as say_answering
from texts import handing as say

LONGEST_REASON: Final = 200


async def _ask_whom(asker: Asker, draft: Draft) -> Question:
    found = await _choices(asker, draft)
    titles = [one.title for one in found.candidates] if found is not None else []
    question = say.ask_whom(str(draft["number"]), back=bool(draft["back"]))
    return Question(question, titles)


async def _read_whom(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    found = await _choices(asker, draft)
    if found is None:
        return Done(say_answering.no_longer_yours())
    chosen = [one for one in found.candidates if text.strip() in {one.title, one.member.name}]
    if len(chosen) != 1:
        return Problem(say.no_such_person())
    return Goto({**draft, "to": chosen[0].member.id, "title": chosen[0].title}, "reason")


async def _ask_reason(_asker: Asker, draft: Draft) -> Question:
    number, title = str(draft["number"]), str(draft["title"])
    return Question(say.ask_reason(number, title, back=bool(draft["back"]), settled=bool(draft["settled"])))


async def _read_reason(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    reason = await worded(asker, text)
    if isinstance(reason, Problem):
        return reason
    if len(reason) > LONGEST_REASON:
        return Problem(say_answering.too_long(LONGEST_REASON))
    further: Draft = {**draft, "reason": reason}
    return Goto(further, "topic") if await _topics(asker, further) else await _hand_on(asker, further, None)


async def _ask_topic(asker: Asker, draft: Draft) -> Question:
    options = [(say.topic_label(topic), str(topic)) for topic in await _topics(asker, draft)]
    return Question(say.ask_topic(str(draft["number"])), [*options, say.label_as_it_is()])


async def _read_topic(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text == say.label_as_it_is():
        return await _hand_on(asker, draft, None)
    chosen = [topic for topic in await _topics(asker, draft) if text in {str(topic), say.topic_label(topic)}]
    return await _hand_on(asker, draft, chosen[0]) if chosen else Problem(say.choose_topic())


async def _topics(asker: Asker, draft: Draft) -> tuple[Topic, ...]:
    """One tap that spares the next transfer; not asked where it makes no difference."""
    found, to = await mine(asker, draft), draft["to"]
    if found is None or not isinstance(to, int) or draft["settled"]:
        return ()
    return await handing.topics_for(asker.turn, found[1], to)


async def _hand_on(asker: Asker, draft: Draft, topic: Topic | None) -> Done:
    found, to = await mine(asker, draft), draft["to"]
    if found is None or not isinstance(to, int):
        return Done(say_answering.no_longer_yours())
    owner, request = found
    reason, back = str(draft["reason"]), bool(draft["back"])
    match await handing.hand_on(asker.turn, owner, request.id, to, reason, back=back, topic=topic):
        case Handed(moved, title):
            return Done(say.handed_on(moved.number, title))
        case _:
            return Done(say_answering.no_longer_yours())


async def _choices(asker: Asker, draft: Draft) -> ChooseOne | None:
    found = await mine(asker, draft)
    if found is None:
        return None
    owner, request = found
    allowed = await handing.whom(asker.turn, owner, request.id, back=bool(draft["back"]))
    return allowed if isinstance(allowed, ChooseOne) else None


_REASON = Step("reason", _ask_reason, _read_reason)
_TOPIC = Step("topic", _ask_topic, _read_topic)
HAND_ON = Script("help_hand_on", (Step("whom", _ask_whom, _read_whom), _REASON, _TOPIC), to_another=True)
HAND_TO = Script("help_hand_to", (_REASON, _TOPIC), to_another=True)
