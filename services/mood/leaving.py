"""What a member takes along or leaves behind: all of it is theirs (C6, PRV-05, PRV-07)."""

from domain.members import Member
from domain.messages import Json
from domain.mood import FACE_NAMES
from domain.reminders import ReminderKind
from services import dialogues
from services.mood import asking
from services.mood.answering import WORDS
from services.turn import Turn
from storage import moods as store
from storage import reminders
from texts import mood_rhythm as say


async def delete(turn: Turn, member: Member) -> int:
    """全部删掉, and what goes with the consent: every answer at once. Returns how many there were."""
    await _drop_draft(turn, member)
    return await store.delete(turn.tx, member.id)


async def forget_asking(turn: Turn, member: Member) -> int:
    """The consent is withdrawn, or the member goes: nobody asks, and not even that they were asked stays."""
    stopped = await asking.stop(turn, member)
    await reminders.erase(turn.tx, ReminderKind.MOOD, member.id)
    return int(stopped)


async def export(turn: Turn, member: Member) -> tuple[str, Json]:
    """Everything of it, for the member's own file; nothing where nothing is kept."""
    rhythm = await store.rhythm(turn.tx, member.id)
    answers: list[Json] = [
        {"日期": one.day.isoformat(), "心情": FACE_NAMES[one.face], "写的话": one.words}
        for one in await store.of_member(turn.tx, member.id)
    ]
    asked: list[Json] = [{"多久问一次": say.rhythm_words(rhythm)}] if rhythm is not None else []
    return "心情", [*asked, *answers]


async def _drop_draft(turn: Turn, member: Member) -> None:
    opened = await dialogues.opened(turn, member.telegram_id or 0)
    if opened is not None and opened.name == WORDS.name:
        await dialogues.cancel(turn, member.telegram_id or 0)
