"""The steps in which a request is put into words and a topic is chosen."""

from dataclasses import replace

from domain.concerns import TO_A_HUMAN, Topic
from domain.requests.opening_words import says_nothing_yet
from services import dialogues
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Step
from services.requests import adding, asking
from services.requests.drafting.steps import (
    BELONGS,
    CHANGE,
    CHOOSE,
    REVIEW,
    REWRITE,
    TOPICS,
    WRITE,
    elsewhere,
    goto,
    held,
    onward,
    read_more,
    understood,
    wrong_with,
)
from texts import drafts as say

HUMAN = (say.topic_label(None), TO_A_HUMAN)


async def _ask_write(_asker: Asker, draft: Draft) -> Question:
    written = held(draft)
    topics = [(say.topic_label(topic), str(topic)) for topic in written.offered]
    return Question(say.please_write(written.area, written.topic, len(written.files)), topics)


async def _read_write(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    written = held(draft)
    if text in map(str, written.offered):
        return goto(replace(written.about(Topic(text)), offered=()), WRITE)
    return wrong_with(text) or await read_more(asker, replace(written, offered=()), text)


async def _ask_choose(_asker: Asker, draft: Draft) -> Question:
    written = held(draft)
    options = [(say.topic_label(topic), str(topic)) for topic in written.offered]
    return Question(say.choose(written.offered, written.because), [*options, HUMAN], per_row=1, numbered=True)


async def _read_choose(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    written = held(draft)
    if text == TO_A_HUMAN:
        return goto(written.for_a_human(), REVIEW)
    if text in set(Topic):
        return goto(written.about(Topic(text)), REVIEW)
    return await read_more(asker, written, text)


async def _ask_topics(_asker: Asker, _draft: Draft) -> Question:
    topics = [(say.topic_label(topic), str(topic)) for topic in Topic]
    return Question(say.which_topic(), [*topics, HUMAN, (say.BACK, say.BACK)])


async def _read_topics(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    return goto(held(draft), REVIEW) if text == say.BACK else await _read_choose(asker, draft, text)


async def _ask_change(_asker: Asker, _draft: Draft) -> Question:
    options = [say.CHANGE_TOPIC, say.CHANGE_TEXT, say.BACK]
    return Question(say.what_to_change(), options, numbered=True)


async def _read_change(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    steps = {say.CHANGE_TOPIC: TOPICS, say.CHANGE_TEXT: REWRITE, say.BACK: REVIEW}
    return goto(held(draft), steps[text]) if text in steps else await read_more(asker, held(draft), text)


async def _ask_rewrite(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.please_rewrite())


async def _read_rewrite(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    written = replace(held(draft), text=text.strip())
    return wrong_with(text) or await elsewhere(asker, written, text) or onward(await understood(asker, written))


async def _ask_belongs(asker: Asker, draft: Draft) -> Question:
    """Which open request words belong to; nobody guesses (H21)."""
    member = await dialogues.member(asker)
    numbers = [request.number for request in await asking.continuable(asker.turn, member)]
    options = [*map(say.add_to, numbers), say.ANOTHER]
    return Question(say.belongs(len(held(draft).files)), options, per_row=1, numbered=True)


async def _read_belongs(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    written, member = held(draft), await dialogues.member(asker)
    if text == say.ANOTHER:
        return onward(await understood(asker, written))
    for request in await asking.continuable(asker.turn, member):
        if text == say.add_to(request.number):
            return Done(adding.answer(await asking.add(asker.turn, member, request, written.text, written.files)))
    if says_nothing_yet(text):
        return Problem(say.belongs(len(written.files)).html)
    problem = wrong_with(f"{written.text}\n{text}") or await elsewhere(asker, written, text)
    return problem or goto(written.with_more(text.strip()), BELONGS)


STEPS = (
    Step(WRITE, _ask_write, _read_write),
    Step(CHOOSE, _ask_choose, _read_choose),
    Step(TOPICS, _ask_topics, _read_topics),
    Step(CHANGE, _ask_change, _read_change),
    Step(REWRITE, _ask_rewrite, _read_rewrite),
    Step(BELONGS, _ask_belongs, _read_belongs),
)
