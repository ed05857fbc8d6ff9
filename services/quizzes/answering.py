"""Which question belongs to whom, and what is said to an answer. An answer changes nothing in the database."""

from dataclasses import dataclass
from datetime import date

from domain.access import Action
from domain.members import Member
from domain.messages import Message
from domain.quizzes import Quiz, week_of
from services import access, libraries
from services.turn import Turn
from storage import nodes
from storage import quizzes as store
from texts import quizzes as say


@dataclass(frozen=True, slots=True)
class Wrong:
    """No such question any more, or not this member's."""


async def of_week(turn: Turn, node_id: int, day: date) -> Quiz | None:
    """The question of the week that this day lies in: the place's own, else the nearest above it."""
    ladder = [node.id for node in (await nodes.tree(turn.tx)).ladder(node_id)]
    found = await store.of_week(turn.tx, ladder, week_of(day))
    return next((found[one] for one in ladder if one in found), None)


async def message(turn: Turn, quiz: Quiz, member: Member | None = None) -> Message:
    """The question with its buttons, as any message to a member may carry it; with more for `member` who keeps it."""
    kept = member is not None and await libraries.keeps(turn, member, quiz.node_id)
    return say.question(quiz, keeps=kept)


async def answer(turn: Turn, member: Member, quiz_id: int, chosen: int) -> Message | Wrong:
    """Whether that is right, and why. As often as one likes."""
    quiz = await store.get(turn.tx, quiz_id)
    if quiz is None or not 0 <= chosen < len(quiz.options):
        return Wrong()
    if quiz.node_id not in await libraries.open_to(turn, member):
        return Wrong()
    return say.answer(quiz, chosen)


async def keeps(turn: Turn, member: Member) -> bool:
    """Whether somebody writes questions anywhere."""
    return await libraries.kept_at(turn, member) is not None


async def remove(turn: Turn, member: Member, quiz_id: int) -> bool:
    """Take a question away; False where it is not theirs. A second tap finds it gone."""
    quiz = await store.get(turn.tx, quiz_id)
    if quiz is None:
        return await keeps(turn, member)
    if not await access.may(turn, member, Action.MANAGE_STUDY, quiz.node_id):
        return False
    await store.withdraw(turn.tx, quiz_id, turn.now)
    return True
