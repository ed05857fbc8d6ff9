"""What is past its time goes, once a day, and is counted (PRV-08, A13). How long is for `domain.retention` to say."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, TypeAlias

from domain.retention import SPANS
from services.broadcasts import forgetting as notices
from services.care_dates import keeping
from services.own_data import leavers
from services.turn import Turn
from storage import (
    access_log,
    agendas,
    burden,
    calls,
    cards,
    care_contacts,
    care_dates,
    care_deaths,
    care_talks,
    care_visits,
    codes,
    congratulations,
    contacts,
    danger,
    dialogues,
    disputes,
    duties,
    family,
    filings,
    fixes,
    inbox,
    invitations,
    kin,
    leave,
    lectures,
    lessons,
    make_up,
    meeting_feedback,
    mobility,
    mobility_transfers,
    moods,
    outbox,
    polls,
    purges,
    reminder_wishes,
    reminders,
    request_words,
    requests,
    skills,
    slots,
    standins,
    studying_hours,
    studying_marks,
    studying_notes,
    suggestions,
    tags,
    teachers,
    venues,
)
from storage.schema import Tx

Purge: TypeAlias = Callable[[Turn, datetime], Awaitable[int]]
_DRAFTS: Final = "dialogues"  # their day is over to the minute (H5), not at the day's clearing


def _rows(forget: Callable[[Tx, datetime], Awaitable[int]]) -> Purge:
    async def purge(turn: Turn, before: datetime) -> int:
        return await forget(turn.tx, before)

    return purge


def _days(forget: Callable[[Tx, date], Awaitable[int]]) -> Purge:
    async def purge(turn: Turn, before: datetime) -> int:
        return await forget(turn.tx, before.date())

    return purge


async def _words_of_requests(turn: Turn, before: datetime) -> int:
    said = await request_words.forget(turn.tx, before)
    await lessons.detach(turn.tx, before)
    return said + await requests.forget_words(turn.tx, before)


# By the codes of `domain.retention`, which says how long; each returns how many rows it took.
PURGES: Final[Mapping[str, Purge]] = MappingProxyType(
    {
        "inbox": _rows(inbox.forget_done),
        "inbox_failed": _rows(inbox.forget_failed),
        "outbox": _rows(outbox.forget_ended),
        "cards": _rows(cards.forget_strangers),
        _DRAFTS: _rows(dialogues.forget_expired),
        "invitations": _rows(invitations.forget_expired),
        "codes": _rows(codes.forget),
        "disputes": _rows(disputes.forget),
        "leave_reasons": _rows(leave.forget_reasons),
        "make_up_words": _rows(make_up.forget),
        "access_log": _rows(access_log.forget),
        "requests": _words_of_requests,
        "suggestions": _days(suggestions.forget),
        "danger": _rows(danger.forget),
        "danger_left": _rows(danger.forget_left),
        "gentle": _rows(danger.forget_gentle),
        "trusted": _rows(contacts.forget),
        "tags": _rows(tags.forget),
        "skill_asks": _rows(skills.forget_asks),
        "proxies": _rows(family.forget),
        "proxy_deeds": _rows(family.forget_deeds),
        "absences": _rows(standins.forget),
        "calls": _rows(calls.forget),
        "reminders": _rows(reminders.forget),
        "told": _days(reminders.forget_counts),
        "burden": _days(burden.forget),
        "notices": notices.forget,
        "duties": _days(duties.forget),
        "own_days": _days(care_dates.forget_over),
        "congratulations": _days(congratulations.forget),
        "care_lists": keeping.forget_lists,
        "meeting_wishes": _rows(reminder_wishes.forget),
        "study_notes_erased": _rows(studying_notes.forget_erased),
        "study_notes": _rows(studying_notes.forget),
        "study_marks": _rows(studying_marks.forget),
        "study_hours": _rows(studying_hours.forget),
        "visits": _rows(care_visits.forget),
        "talks": _days(care_talks.forget),
        "talks_unheld": _rows(care_talks.forget_unheld),
        "talk_notes_waiting": _days(care_talks.drop_unagreed_notes),
        "contacts": _days(care_contacts.forget),
        "contact_asks": _rows(care_contacts.forget_asks),
        "mourning": _days(care_contacts.forget_mournings),
        "deaths": _rows(care_deaths.forget_before),
        "moods": _days(moods.forget),
        "mood_totals": _days(moods.forget_totals),
        "lectures": _rows(lectures.forget),
        "teachers": _rows(teachers.forget),
        "polls": _rows(polls.forget),
        "feedback": _rows(meeting_feedback.forget),
        "stays": _days(mobility.forget),
        "transfer_reasons": _rows(mobility_transfers.forget_reasons),
        "leavers": leavers.make_nameless,
        "filings": _days(filings.forget),
        "venue_asks": _rows(venues.forget_asks),
        "meeting_cards": _rows(agendas.forget_cards),
        "slot_polls": _rows(slots.forget),
        "fixes": _rows(fixes.forget),
        "kin": _rows(kin.forget),
        "purges": _days(purges.forget),
    }
)


async def tidy(turn: Turn) -> bool:
    """A chore: forget what is past its time, once a day, drafts at each ring, and write down how much that was.

    There is never more.
    """
    today = turn.now.date()
    await purges.count(turn.tx, today, _DRAFTS, await dialogues.forget_expired(turn.tx, turn.now))
    if not await purges.is_done(turn.tx, today):
        await leavers.look(turn)
        cleared = {code: await purge(turn, turn.now - SPANS[code]) for code, purge in PURGES.items()}
        await purges.keep(turn.tx, today, turn.now, cleared)
    return False
