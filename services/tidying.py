"""What is thrown away, and when."""

from datetime import timedelta

from domain.burden import A_WEEK
from domain.calls import KEPT as CALLS_KEPT
from domain.danger import GENTLY_EVERY
from domain.requests.closing import FORGOTTEN_AFTER
from domain.suggestions import KEPT_FOR
from services.broadcasts import forgetting as notices
from services.turn import Turn
from storage import (
    access_log,
    burden,
    calls,
    contacts,
    danger,
    dialogues,
    duties,
    inbox,
    invitations,
    leave,
    lectures,
    lessons,
    make_up,
    outbox,
    reminder_wishes,
    reminders,
    request_words,
    requests,
    standins,
    studying_hours,
    studying_marks,
    studying_notes,
    suggestions,
    teachers,
)

KNOWN_UPDATES = timedelta(days=2)  # Telegram brings an update again for a day at most
SENT_LETTERS = timedelta(days=7)
TWO_YEARS = timedelta(days=731)  # study: the year before can still be looked up
A_YEAR = timedelta(days=365)  # PRV-08: leave reasons and the access log; who was called in danger


async def tidy(turn: Turn) -> bool:
    """A chore: forget what is past its time. All in one go; there is never more."""
    await inbox.forget_done(turn.tx, turn.now - KNOWN_UPDATES)
    await outbox.forget_ended(turn.tx, turn.now - SENT_LETTERS)
    await dialogues.forget_expired(turn.tx, turn.now)
    await invitations.forget_expired(turn.tx, turn.now)
    await leave.forget_reasons(turn.tx, turn.now - A_YEAR)
    await make_up.forget(turn.tx, turn.now - A_YEAR)
    await access_log.forget(turn.tx, turn.now - A_YEAR)
    await request_words.forget(turn.tx, turn.now - FORGOTTEN_AFTER)
    await requests.forget_words(turn.tx, turn.now - FORGOTTEN_AFTER)
    await lessons.detach(turn.tx, turn.now - FORGOTTEN_AFTER)
    await suggestions.forget(turn.tx, (turn.now - KEPT_FOR).date())
    await danger.forget(turn.tx, turn.now - A_YEAR)
    await danger.forget_gentle(turn.tx, turn.now - GENTLY_EVERY)
    await contacts.forget(turn.tx, turn.now - A_YEAR)
    await standins.forget(turn.tx, turn.now - A_YEAR)
    await calls.forget(turn.tx, turn.now - CALLS_KEPT)
    await reminders.forget(turn.tx, turn.now - A_YEAR, (turn.now - KNOWN_UPDATES).date())
    await burden.forget(turn.tx, (turn.now - A_WEEK).date())
    await notices.forget(turn)
    await duties.forget(turn.tx, (turn.now - A_YEAR).date())
    await reminder_wishes.forget(turn.tx, turn.now)
    await studying_notes.forget_erased(turn.tx, turn.now - SENT_LETTERS)
    await studying_notes.forget(turn.tx, turn.now - TWO_YEARS)
    await studying_marks.forget(turn.tx, turn.now - TWO_YEARS)
    await studying_hours.forget(turn.tx, turn.now - TWO_YEARS)
    await lectures.forget(turn.tx, turn.now - TWO_YEARS)
    await teachers.forget(turn.tx, turn.now - TWO_YEARS)
    return False
