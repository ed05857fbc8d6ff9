"""Writing a resolution down: what it is, its words, the hands that were counted (M22, QRM-08)."""

from typing import Final

from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.votes import (
    LONGEST,
    MATTER_NAMES,
    OF_ONE_PERSON,
    Matter,
    Outcome,
    Resolution,
    Votes,
    matters,
    problem,
    read_count,
    read_votes,
    voters_in_the_room,
)
from services import dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.resolutions import declaring
from services.resolutions.looking import led, sheet_for, weigh, weighed
from services.turn import Turn
from storage import resolutions as store
from texts import refusals
from texts import resolutions as say
from texts.dialogues import classified, press_a_button


async def begin(turn: Turn, leader: Member, meeting_id: int) -> Message | None:
    """The first question; None where the meeting is none of theirs, or has not begun."""
    if await led(turn, leader, meeting_id) is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"meeting": meeting_id})


async def begin_next(turn: Turn, leader: Member, resolution_id: int) -> Message | None:
    """下一位: the same matter for the next person, since candidates are voted on one by one (QRM-08)."""
    last = await store.get(turn.tx, resolution_id)
    if last is None or last.matter not in OF_ONE_PERSON or await led(turn, leader, last.meeting_id) is None:
        return None
    draft: Draft = {"meeting": last.meeting_id, "matter": str(last.matter)}
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, draft, "text")


async def _ask_matter(asker: Asker, draft: Draft) -> Question:
    offered = matters((await dialogues.meeting(asker, draft)).kind)
    return Question(say.ask_matter(), [(MATTER_NAMES[one], MATTER_NAMES[one]) for one in offered], per_row=1)


async def _read_matter(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    chosen = next(
        (one for one in matters((await dialogues.meeting(asker, draft)).kind) if MATTER_NAMES[one] == text), None
    )
    if chosen is None:
        return Problem(press_a_button())
    return Goto({**draft, "matter": str(chosen)}, "text")


async def _ask_text(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_person(_matter(draft)) if _matter(draft) in OF_ONE_PERSON else say.ask_text())


async def _read_text(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = tidy_line(text)
    if not words or len(words) > LONGEST:
        return Problem(say.text_wrong(LONGEST))
    if await secrecy.typed(asker, text):
        return Problem(classified())
    if _matter(draft) in OF_ONE_PERSON:
        words = say.about_one(_matter(draft), words)
    return Goto({**draft, "text": words}, "preview" if _matter(draft) is Matter.AGREED else "votes")


async def _ask_votes(asker: Asker, draft: Draft) -> Question:
    sheet = await sheet_for(asker.turn, await dialogues.meeting(asker, draft), _matter(draft))
    present = voters_in_the_room(sheet)
    options = [say.all_in_favour(present)] if present else []
    return Question(say.ask_votes(present), options, per_row=1)


async def _read_votes(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    votes = read_votes(text)
    if votes is None:
        return Problem(say.votes_unreadable())
    wrong = await _wrong(asker, draft, votes)
    if wrong is not None:
        return wrong
    further: Draft = {**draft, "votes": [votes.ayes, votes.noes, votes.abstentions]}
    return Goto(further, "written" if _matter(draft) in OF_ONE_PERSON else "preview")


async def _ask_written(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_written(), [say.none_written()], per_row=1)


async def _read_written(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    count = read_count(text)
    if count is None:
        return Problem(say.count_unreadable())
    wrong = await _wrong(asker, {**draft, "written": count}, _votes({**draft, "written": count}))
    return wrong or Goto({**draft, "written": count}, "preview")


async def _wrong(asker: Asker, draft: Draft, votes: Votes | None) -> Problem | None:
    sheet = await sheet_for(asker.turn, await dialogues.meeting(asker, draft), _matter(draft))
    found = None if votes is None else problem(votes, sheet)
    if found is None or votes is None:
        return None
    return Problem(say.votes_wrong(found, votes, voters_in_the_room(sheet), sheet.expected_voters))


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    member = await dialogues.member(asker)
    meeting = await dialogues.meeting(asker, draft)
    planned = Resolution(0, meeting.id, _matter(draft), str(draft["text"]), _votes(draft), member.id)
    found = await weighed(asker.turn, meeting, planned)
    return Question(say.preview(planned, found.sheet, found.sum_), (say.keep(), say.again()))


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == say.again():
        return Goto({"meeting": draft["meeting"]}, "matter")
    if text.strip() != say.keep():
        return Problem(press_a_button())
    return Done(await _keep(asker.turn, await dialogues.member(asker), draft))


async def _keep(turn: Turn, leader: Member, draft: Draft) -> Message:
    """Asked again who writes it; what nobody voted on needs nobody to declare it."""
    meeting = await led(turn, leader, dialogues.number(draft, "meeting"))
    if meeting is None:
        return refusals.plain(refusals.not_allowed())
    votes = _votes(draft)
    resolution_id = await store.add(turn.tx, meeting.id, _matter(draft), str(draft["text"]), votes, leader.id, turn.now)
    if votes is None:
        sheet = await sheet_for(turn, meeting, _matter(draft))
        numbers = (sheet.expected_voters, sheet.present_voters)
        await store.declare(turn.tx, resolution_id, Outcome.CARRIED, leader.id, *numbers, turn.now)
    found = await weigh(turn, resolution_id)
    if found is None:
        raise LookupError("a resolution that was just written down is gone")
    declares = await declaring.may_declare(turn, leader, meeting.node_id)
    asked = None if declares or votes is None else await declaring.bring(turn, leader, found)
    return say.recorded(found.resolution, found.sheet, found.sum_, declares=declares, may=found.may_carry, asked=asked)


def _matter(draft: Draft) -> Matter:
    return Matter(str(draft["matter"]))


def _votes(draft: Draft) -> Votes | None:
    counted, written = draft.get("votes"), draft.get("written", 0)
    if not isinstance(counted, list) or not isinstance(written, int):
        return None
    ayes, noes, abstentions = (int(str(one)) for one in counted)
    return Votes(ayes, noes, abstentions, written)


SCRIPT: Final = Script(
    "resolution",
    (
        Step("matter", _ask_matter, _read_matter),
        Step("text", _ask_text, _read_text),
        Step("votes", _ask_votes, _read_votes),
        Step("written", _ask_written, _read_written),
        Step("preview", _ask_preview, _read_preview),
    ),
)
