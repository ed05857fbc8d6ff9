"""What the dialogue of the minutes holds so far, and how its answers are read."""

from domain import minutes as rules
from domain.meetings import Meeting
from domain.members import Member, is_here
from domain.minutes import Content
from domain.names import LONGEST_NAME, tidy_line, tidy_text
from services import people, secrecy
from services.dialogues import Asker, Draft, Problem
from services.turn import Turn
from storage import attendees, nodes
from texts import minutes_writing as say
from texts.dialogues import classified

OFFERED = 4


async def read_name(asker: Asker, text: str) -> str | Problem:
    """One name as it was typed; empty where it is left to the pen."""
    if text.strip() == say.leave_blank():
        return ""
    name = tidy_line(text)
    if not name or len(name) > LONGEST_NAME:
        return Problem(say.name_wrong(LONGEST_NAME))
    return Problem(classified()) if await secrecy.typed(asker, name) else name


async def read_words(asker: Asker, text: str) -> str | Problem:
    """What was typed for one part; blank where it is left to the pen."""
    if text.strip() == say.leave_blank():
        return ""
    words = tidy_text(text)
    if not words or len(words) > rules.LONGEST:
        return Problem(say.words_wrong(rules.LONGEST))
    return Problem(classified()) if await secrecy.typed(asker, words) else words


async def known(turn: Turn, meeting: Meeting, name: str) -> Member | None:
    """The one of this name in the branch who could write them; None for nobody, or several."""
    there = [one.member for one in await attendees.of_meeting(turn.tx, meeting.id)]
    everybody = {one.id: one for one in (*await _of_branch(turn, meeting, there), *await leaders(turn, meeting))}
    found = [one for one in everybody.values() if one.name == name and one.telegram_id is not None]
    return found[0] if len(found) == 1 else None


async def leaders(turn: Turn, meeting: Meeting) -> list[Member]:
    """Who holds a post there or above it in the branch, nearest first."""
    return await _of_branch(turn, meeting, await people.post_holders(turn, meeting.node_id))


async def _of_branch(turn: Turn, meeting: Meeting, some: list[Member]) -> list[Member]:
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(meeting.node_id)
    return [one for one in some if is_here(one) and tree.branch_of(one.node_id) == branch]


def content_of(draft: Draft) -> Content:
    """What was written so far."""
    return rules.unpacked(draft["content"])


def with_part(draft: Draft, part: str, words: str) -> Draft:
    """The draft with other words in one part."""
    return {**draft, "content": rules.packed(rules.with_part(content_of(draft), part, words))}


def or_blank(names: list[str]) -> list[str]:
    """Some names to choose from, and the way to leave it blank."""
    return [*[*dict.fromkeys(names)][:OFFERED], say.leave_blank()]
