"""Writing a ballot down: for what, how many electors, the papers, the votes, and who was declared elected."""

from typing import Final

from domain.elections import (
    LONGEST_OFFICE,
    Ballots,
    Candidate,
    Election,
    ElectionProblem,
    read_ballots,
    read_candidates,
    read_elected,
    read_electors,
    readings,
)
from domain.meetings import QuorumRule
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from services import counting, dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.elections.looking import electing
from services.turn import Turn
from storage import elections as store
from texts import elections as say
from texts import refusals
from texts.dialogues import classified


async def begin(turn: Turn, leader: Member, meeting_id: int) -> Message | None:
    """The first question; None where the meeting is none of theirs, or elects nobody."""
    if await electing(turn, leader, meeting_id) is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"meeting": meeting_id})


async def _ask_office(asker: Asker, draft: Draft) -> Question:
    offered = say.usual_offices((await dialogues.meeting(asker, draft)).kind)
    return Question(say.ask_office(), offered, per_row=1)


async def _read_office(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    office = tidy_line(text)
    if not office or len(office) > LONGEST_OFFICE:
        return Problem(say.office_wrong(LONGEST_OFFICE))
    if await secrecy.typed(asker, text):
        return Problem(classified())
    return Goto({**draft, "office": office}, "electors")


async def _ask_electors(asker: Asker, draft: Draft) -> Question:
    sheet = await counting.sheet(asker.turn, await dialogues.meeting(asker, draft), rule=QuorumRule.ELECTION)
    known = say.electors(sheet.expected_electors, sheet.present_electors)
    return Question(say.ask_electors(), [known], per_row=1)


async def _read_electors(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    found = read_electors(text)
    if isinstance(found, ElectionProblem):
        return Problem(say.problem(found, "electors"))
    return Goto({**draft, "expected": found[0], "present": found[1]}, "ballots")


async def _ask_ballots(_asker: Asker, draft: Draft) -> Question:
    usual = say.all_returned(dialogues.number(draft, "present"))
    return Question(say.ask_ballots(), [usual], per_row=1)


async def _read_ballots(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    found = read_ballots(text, dialogues.number(draft, "present"))
    if isinstance(found, ElectionProblem):
        return Problem(say.problem(found, "ballots"))
    return Goto({**draft, "ballots": [found.issued, found.returned, found.spoilt]}, "candidates")


async def _ask_candidates(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_candidates())


async def _read_candidates(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    found = read_candidates(text, _ballots(draft).valid)
    if isinstance(found, ElectionProblem):
        return Problem(say.problem(found, "candidates"))
    return Goto({**draft, "candidates": [[one.name, one.ayes] for one in found]}, "elected")


async def _ask_elected(_asker: Asker, draft: Draft) -> Question:
    election = _election(draft, (), 0)
    offered = say.choices(readings(election.candidates, election.present, election.expected))
    return Question(say.preview(election), offered, per_row=1)


async def _read_elected(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    election = _election(draft, (), 0)
    found = readings(election.candidates, election.present, election.expected)
    chosen = say.choices(found).get(text.strip())
    if chosen is None:
        named = read_elected(text, election.candidates)
        if isinstance(named, ElectionProblem):
            return Problem(say.problem(named, "elected"))
        chosen = named
    return Done(await _keep(asker.turn, await dialogues.member(asker), draft, chosen))


async def _keep(turn: Turn, leader: Member, draft: Draft, elected: tuple[str, ...]) -> Message:
    """Asked again who writes it: the post may have gone while the dialogue was open."""
    if await electing(turn, leader, dialogues.number(draft, "meeting")) is None:
        return refusals.plain(refusals.not_allowed())
    election_id = await store.add(turn.tx, _election(draft, elected, leader.id), turn.now)
    kept = await store.get(turn.tx, election_id)
    if kept is None:
        raise LookupError("a ballot that was just written down is gone")
    return say.kept(kept)


def _ballots(draft: Draft) -> Ballots:
    counted = draft["ballots"]
    return Ballots(*(int(str(one)) for one in counted)) if isinstance(counted, list) else Ballots(0, 0)


def _election(draft: Draft, elected: tuple[str, ...], recorded_by: int) -> Election:
    listed = draft["candidates"]
    pairs = [one for one in listed if isinstance(one, list)] if isinstance(listed, list) else []
    return Election(
        id=0,
        meeting_id=dialogues.number(draft, "meeting"),
        office=str(draft["office"]),
        expected=dialogues.number(draft, "expected"),
        present=dialogues.number(draft, "present"),
        ballots=_ballots(draft),
        candidates=tuple(Candidate(str(name), int(str(ayes))) for name, ayes in pairs),
        elected=elected,
        recorded_by=recorded_by,
    )


SCRIPT: Final = Script(
    "election",
    (
        Step("office", _ask_office, _read_office),
        Step("electors", _ask_electors, _read_electors),
        Step("ballots", _ask_ballots, _read_ballots),
        Step("candidates", _ask_candidates, _read_candidates),
        Step("elected", _ask_elected, _read_elected),
    ),
)
