"""What goes when a member takes a consent back, or deletes what is theirs (PRV-02, PRV-07): the one registry of both.

Each entry is a code of `domain.retention`, under which it is counted and named to the member, and the verb that
forgets: it works on the turn's transaction alone and returns how many rows it took. The preview is the same verbs
undone, so that what is foretold is what happens. What needs no verb is swept by `storage.traces`.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final, TypeAlias

from domain.members import Member
from domain.privacy import Scope
from services import boards, dialogues
from services.care import keeping as care
from services.care_dates import keeping as care_dates
from services.meeting_feedback import answering as feedback
from services.mood import leaving as mood
from services.polls import answering as polls
from services.requests import cards, withdrawing
from services.studying import leaving
from services.tasks import doing as tasks
from services.turn import Turn
from services.venues import listing as homes
from storage import contacts, danger, leave, make_up, outbox, teachers, traces

Forget: TypeAlias = Callable[[Turn, Member], Awaitable[int]]
Entry: TypeAlias = tuple[str, Forget]

_ON_ITS_WAY: Final = timedelta(days=1)  # a call for somebody in danger reaches a human first


async def _leave_reasons(turn: Turn, member: Member) -> int:
    return await leave.forget_reasons_of(turn.tx, member.id)


async def _make_up_words(turn: Turn, member: Member) -> int:
    return await make_up.forget_member(turn.tx, member.id)


async def _calls_in_danger(turn: Turn, member: Member) -> int:
    return await danger.forget_member(turn.tx, member.id, turn.now - _ON_ITS_WAY)


async def _what_lies_in_the_chat(turn: Turn, member: Member) -> int:
    """What others confided to somebody is emptied in their chat; their posts stay, and read nothing more."""
    await cards.put_away(turn, member, goes=True)
    await boards.put_away(turn, member, goes=True)
    if member.telegram_id is None:
        return 0
    await dialogues.cancel(turn, member.telegram_id)
    return await outbox.forget_chat(turn.tx, member.telegram_id)


async def _trusted(turn: Turn, member: Member) -> int:
    await contacts.end_all(turn.tx, member.id, turn.now)
    return 0  # counted as they are swept


async def _teaching(turn: Turn, member: Member) -> int:
    await teachers.retire_member(turn.tx, member.id, turn.now)
    return 0  # past lectures keep their teacher


# What stood on one consent, and goes with it.
ON_WITHDRAWAL: Final[Mapping[Scope, tuple[Entry, ...]]] = MappingProxyType(
    {
        Scope.HEALTH: (("leave_reasons", _leave_reasons),),
        Scope.HELP: (("requests", withdrawing.forget),),
        Scope.MOOD: (("moods", mood.delete), ("mood_rhythms", mood.forget_asking)),
        Scope.CARE: (
            ("own_days_shared", care_dates.forget_sharing),
            ("visits", care.forget_visits),
            ("talk_notes", care.forget_notes),
            ("mourning", care.forget_mourning),
        ),
        Scope.PUBLISH: (("congratulations", care_dates.forget_congratulations),),
    }
)

# What goes besides all of that when a member deletes everything.
ON_DELETION: Final[tuple[Entry, ...]] = (
    ("visits", care.leave),
    ("outbox", _what_lies_in_the_chat),
    ("make_up_words", _make_up_words),
    ("study_notes", leaving.forget_notes),
    ("study_hours", leaving.forget_hours),
    ("study_marks", leaving.forget_marks),
    ("danger", _calls_in_danger),
    ("trusted", _trusted),
    ("teachers", _teaching),
    ("poll_answers", polls.forget),
    ("feedback_given", feedback.forget),
    ("tasks", tasks.forget),
    ("homes", homes.forget_homes),
)


async def forget_scope(turn: Turn, member: Member, scope: Scope) -> dict[str, int]:
    """All that stood on one consent; rows by code."""
    return await _run(turn, member, ON_WITHDRAWAL[scope])


async def forget_everything(turn: Turn, member: Member) -> dict[str, int]:
    """All that need not be kept; rows by code."""
    entries = [entry for some in ON_WITHDRAWAL.values() for entry in some]
    gone = await _run(turn, member, (*entries, *ON_DELETION))
    for code, rows in (await traces.sweep(turn.tx, member.id, member.telegram_id)).items():
        gone[code] = gone.get(code, 0) + rows
    return gone


async def _run(turn: Turn, member: Member, entries: tuple[Entry, ...]) -> dict[str, int]:
    gone: dict[str, int] = {}
    for code, forget in entries:
        gone[code] = gone.get(code, 0) + await forget(turn, member)
    return gone
