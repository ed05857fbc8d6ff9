"""Every question that care asks, answered with what is meant to break something (U4, L16, V13, SEC-04)."""

from datetime import timedelta
from typing import Final

import pytest

from domain.care import Place, TalkState, VisitState, VisitTrigger
from domain.members import Role
from domain.mood import Face
from domain.privacy import Scope
from services import privacy
from services.dialogues import Asker, Became, Done, Draft, Goto, Problem, Script, Step
from services.scripts import SCRIPTS
from services.turn import Turn
from storage import care_talks, care_visits, fixes, moods, people
from storage.database import alone
from tests.flows.test_reminder_bad_input import WORDS
from tests.services.conftest import Somebody

OURS: Final = (
    *("visit_report", "visit_note", "visit_brings", "talk", "talk_time", "talk_note", "mood_words", "mood_rhythm"),
    *("own_day", "born", "care_rule_years", "fifty_list_day", "survey", "fix", "fix_declining", "kin"),
)
MARKED: Final = "绝密★本件发至支部"
KEPT: Final = frozenset(  # where words are kept as somebody writes them
    {
        *(("visit_report", "words"), ("visit_note", "how"), ("visit_note", "promise"), ("visit_note", "next")),
        *(("visit_brings", "brings"), ("talk", "where"), ("talk_note", "note"), ("mood_words", "words")),
        *(("own_day", "kind"), ("own_day", "words"), ("survey", "title"), ("fix", "words"), ("fix_declining", "why")),
        ("kin", "kin"),
    }
)


class _Undone(Exception):
    """What an answer led to is not to be."""


@pytest.fixture
async def asked(branch: Turn, somebody: Somebody) -> tuple[Asker, Draft]:
    """老周, who may do everything, and a draft that fits each of the questions."""
    turn, zhou, ming = branch, await somebody("老周"), await somebody("小明")
    for number, one in enumerate((zhou, ming), 7001):
        await people.unbind(turn.tx, one.id)
        await people.bind(turn.tx, one.id, number)
        for scope in Scope:
            await privacy.give(turn, one.id, scope)
    assert Role.BRANCH_SECRETARY in {office.role for office in await people.offices_of(turn.tx, zhou.id)}
    visit = await care_visits.add(turn.tx, ming.id, VisitTrigger.HOSPITAL, VisitState.NAMED, zhou.id, turn.now)
    await care_visits.change(turn.tx, visit, visitor_id=zhou.id, state=VisitState.DONE, went_on=turn.now.date())
    talk = await care_talks.ask(turn.tx, zhou.id, ming.id, turn.now, Place.HOME, None, TalkState.HELD, None, turn.now)
    later = (turn.now + timedelta(days=3)).isoformat()
    draft: Draft = {
        "about": ming.id, "other": ming.id, "member": ming.id, "visit": visit, "talk": talk,
        "answer": await moods.keep(turn.tx, zhou.id, turn.now.date(), Face.LOW),
        "fix": await fixes.ask(turn.tx, ming.id, "写错了", turn.now),
        "what": "hospital", "trigger": "hospital", "rule": "aged", "kind": "other", "words": "", "kin": "侄子",
        "how": "好", "promise": "好", "next": "好", "at": later, "until": later, "where": "家里", "title": "调查",
        "often": "weekly", "day": 3, "month": 12, "year": 2026, "lunar": False, "leap": False, "yearly": True,
    }  # fmt: skip
    return Asker(turn, 7001), draft


async def _answered(asker: Asker, script: Script, step: Step, draft: Draft, words: str) -> str:
    """What is said to an answer, with the next question; nothing of what it led to stays."""
    said: list[str] = []

    async def attempt() -> None:
        await step.ask(asker, dict(draft))
        match await step.read(asker, dict(draft), words):
            case Problem(html):
                said.append(html)
            case Done(message):
                said.append(message.html)
            case Goto(further, name):
                said.append((await script.step(name).ask(asker, further)).message.html)
            case Became():
                pass
        raise _Undone

    asker.turn.letters.clear()
    error = await alone(asker.turn.tx, attempt())
    assert isinstance(error, _Undone), (script.name, step.name, words[:20], error)
    return "".join(said)


async def test_no_question_breaks(asked: tuple[Asker, Draft]) -> None:
    """Nothing that somebody wrote becomes markup. Of all words each question gets every other one."""
    asker, draft = asked
    questions = [(SCRIPTS[name], step) for name in OURS for step in SCRIPTS[name].steps]
    for place, (script, step) in enumerate(questions):
        for words in list(WORDS.values())[place % 2 :: 2]:
            said = await _answered(asker, script, step, draft, words[:4096])
            assert "<script" not in said, (script.name, step.name)
            assert "<a href" not in said, (script.name, step.name)


async def test_what_bears_a_mark_of_secrecy_is_kept_nowhere(asked: tuple[Asker, Draft]) -> None:
    """SEC-04: refused wherever words are kept as they are written; the secretary hears that much, not of oneself."""
    asker, draft = asked
    for name, step in sorted(KEPT):
        said = await _answered(asker, SCRIPTS[name], SCRIPTS[name].step(step), draft, MARKED)
        assert any(part in said for part in ("涉密", "密级")), (name, step, said)
