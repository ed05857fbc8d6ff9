"""Learning from leaders: each confirmed or corrected topic counts once, and can be taken back.

Once is measured: a lesson that counts three times and more makes the router worse.
"""

from collections import Counter, defaultdict

from domain.concerns import Topic
from domain.concerns.counting import Lessons
from domain.concerns.evidence import is_word
from services import concerns, segmenting
from services.turn import Turn
from storage import lessons as store

# A lesson is unsealed for each request of its branch, some tens of microseconds each. Older ones fade.
_REMEMBERED = 500


async def confirm(turn: Turn, node_id: int, request_id: int | None, text: str, topic: Topic) -> int:
    """A person agreed that `text` is about `topic`; returns the lesson's number, which `undo` takes."""
    return await _learn(turn, node_id, request_id, store.Kind.CONFIRMED, text, topic)


async def correct(turn: Turn, node_id: int, request_id: int | None, text: str, topic: Topic) -> int:
    """A person said that `text` is about `topic`, and not about what the router thought."""
    return await _learn(turn, node_id, request_id, store.Kind.CORRECTED, text, topic)


async def undo(turn: Turn, lesson_id: int) -> bool:
    """Take a lesson back; whether there was one."""
    return await store.take_back(turn.tx, lesson_id)


async def forget(turn: Turn, request_id: int) -> int:
    """Take back all that a request taught, as it is erased (H23); returns how many lessons that were."""
    return await store.forget(turn.tx, request_id)


async def of_branch(turn: Turn, node_id: int) -> Lessons:
    """What a branch has taught, as counts."""
    words: defaultdict[str, Counter[Topic]] = defaultdict(Counter)
    examples: Counter[Topic] = Counter()
    for lesson in await store.newest(turn.tx, node_id, _REMEMBERED):
        examples[lesson.topic] += 1
        for word in lesson.words:
            words[word][lesson.topic] += 1
    return Lessons(words, examples)


def telling(text: str) -> list[str]:
    """The words of a text that may be kept: of the general dictionary or the lexicon, never a name or a number."""
    tidied = concerns.tidied_text(text)
    cut = {word for word in segmenting.cut(tidied) if is_word(word)}
    written = {word for word in concerns.router().lexicon.found_in(tidied) if is_word(word)}
    return sorted(segmenting.general(cut) | written)


async def _learn(turn: Turn, node_id: int, request_id: int | None, kind: store.Kind, text: str, topic: Topic) -> int:
    return await store.add(turn.tx, turn.now, node_id, request_id, kind, topic, telling(text))
