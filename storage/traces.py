"""Every column that points at a person, and what becomes of it when that person's data is deleted (PRV-07).

What a feature forgets with a verb of its own, because somebody must be told or something stopped, is registered in
`services.own_data.forgetting`; the rest is swept by this table. A test walks all tables: a column that points at a
person and stands in neither fails it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import sqlalchemy as sa

from storage.schema import Tx, metadata

# The rows go: they are about this person alone, and no record that must be kept.
GO: Final[Mapping[str, str]] = MappingProxyType(
    {
        "absences.member_id": "absences",
        "answers.member_id": "ledger_answers",
        "backups.member_id": "backups",
        "broadcast_recipients.member_id": "notices",
        "calls.member_id": "calls",
        "duty_contacts.member_id": "trusted",
        "duty_wishes.member_id": "wishes",
        "meeting_wishes.member_id": "wishes",
        "mobile_stays.member_id": "stays",
        "meeting_cards.member_id": "meeting_cards",
        "slot_ballots.member_id": "slot_polls",
        "venue_asks.host_id": "venue_asks",
        "affiliations.member_id": "affiliations",
        "meeting_guests.member_id": "affiliations",
        "reminder_wishes.member_id": "wishes",
        "simple_modes.member_id": "wishes",
        "reminders.member_id": "reminders",
        "safety_contacts.member_id": "trusted",
        "safety_contacts.contact_id": "trusted",
        "study_tastes.member_id": "wishes",
        "told.member_id": "told",
        "filings.member_id": "filings",
        "fixes.member_id": "fixes",
        "born.member_id": "born",
        "care_wishes.member_id": "wishes",
        "visits.about_id": "visits",
        "mourners.member_id": "mourning",
        "care_contacts.about_id": "contacts",
        "contact_asks.member_id": "contact_asks",
        "talks.asker_id": "talks",
        "talks.other_id": "talks",
        "congratulations.member_id": "congratulations",
        "own_days.member_id": "own_days",
        "survey_settled.member_id": "survey_settled",
        "disputes.member_id": "disputes",
        "member_tags.member_id": "tags",
        "skills.member_id": "skills",
        "skill_asks.member_id": "skill_asks",
        "skill_asks.asker_id": "skill_asks",
        "proxies.member_id": "proxies",
        "proxies.proxy_id": "proxies",
        "proxy_deeds.member_id": "proxy_deeds",
        "proxy_deeds.proxy_id": "proxy_deeds",
    }
)

# The same by the number of their account or chat.
GO_WITH_THE_ACCOUNT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "burden.chat_id": "burden",
        "dialogues.telegram_id": "dialogues",
        "gentle_questions.telegram_id": "gentle",
        "panels.telegram_id": "outbox",
    }
)

# That it happened stays, with somebody else or to be counted; who it was does not.
EMPTIED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "access_log.member_id": "access_log",
        "visits.reported_by": "visits",
        "help_requests.asker_id": "requests",
        "help_requests.about_id": "requests",
    }
)
EMPTIED_WITH_THE_ACCOUNT: Final[Mapping[str, str]] = MappingProxyType({"invitations.used_by": "invitations"})

_LEDGER: Final = "a record of the branch that must be kept: it points at the roster and carries no account"
IN_OFFICE: Final = "what somebody did in a post, for others who may ask by whom; at most the name on the roster"

STAY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "access_log.actor_id": "whose data was read has a right to know by whom (PRV-15); a year",
        "attendance.member_id": _LEDGER,
        "resolutions.recorded_by": IN_OFFICE,
        "resolutions.declared_by": IN_OFFICE,
        "tasks.owner_id": "what a meeting gave them stays in its record; what is open goes back by its verb",
        "elections.recorded_by": IN_OFFICE,
        "tasks.given_by": IN_OFFICE,
        "tasks.closed_by": IN_OFFICE,
        "polls.opened_by": IN_OFFICE,
        "attendance.recorded_by": _LEDGER,
        "cards.chat_id": "what lies in the chat is drawn empty first; a day later the daily clearing takes these",
        "study_notes.member_id": "erased by a verb; the empty shell stays a week, so that copies are drawn empty",
        "consents.member_id": "that it was agreed to and taken back is to be proved (PRV-02)",
        "corrections.member_id": _LEDGER,
        "corrections.made_by": _LEDGER,
        "marks.member_id": _LEDGER,
        "marks.made_by": _LEDGER,
        "sign_outs.member_id": _LEDGER,
        "deductions.member_id": _LEDGER,
        "danger_calls.member_id": "what is a day old goes with its verb; a call on its way must reach a human first",
        "expected.member_id": _LEDGER,
        "leaves.member_id": _LEDGER,
        "leaves.entered_by": _LEDGER,
        "leaves.decided_by": _LEDGER,
        "make_ups.member_id": _LEDGER,
        "make_ups.recorded_by": _LEDGER,
        "invitations.member_id": "whom a used link brought; without the account it names nobody new",
        "kin_requests.member_id": "who of the family of a dead member was here; three years",
        "kin_requests.entered_by": IN_OFFICE,
        "leavers.member_id": "when somebody left; goes with the name",
        "paper_packs.member_id": "whoever leaves reads on paper like before",
        "party_dates.member_id": "the Party's roster (PRV-07)",
        "roles.member_id": "posts are given and taken by the organisation",
        "surveys.opened_by": IN_OFFICE,
        "mobile_stays.entered_by": IN_OFFICE,
        "affiliations.settled_by": IN_OFFICE,
        "transfers.member_id": _LEDGER,
        "transfers.started_by": IN_OFFICE,
        "agenda_items.added_by": IN_OFFICE,
        "materials.added_by": IN_OFFICE,
        "joint_meetings.asked_by": IN_OFFICE,
        "joint_meetings.answered_by": IN_OFFICE,
        "slot_polls.asked_by": IN_OFFICE,
        "venue_asks.asked_by": IN_OFFICE,
        "venues.added_by": "who wrote a place down; of a host's own home nothing else is left",
        "venues.agreed_by": IN_OFFICE,
        "transfers.settled_by": IN_OFFICE,
        "backfills.made_by": IN_OFFICE,
        "codes.shown_by": IN_OFFICE,
        "deductions.ended_by": IN_OFFICE,
        "deductions.set_by": IN_OFFICE,
        "disputes.decided_by": IN_OFFICE,
        "care_leads.about_id": "a day of the branch's calendar; goes when the day does",
        "care_leads.leader_id": IN_OFFICE,
        "festival_people.member_id": "the branch's own list; whoever leaves is visited like before",
        "festival_people.visitor_id": IN_OFFICE,
        "fifty_year_checks.member_id": _LEDGER,
        "fifty_year_checks.checked_by": IN_OFFICE,
        "teachers.member_id": "a teacher who goes is retired; past lectures keep their teacher for two years",
        "request_exclusions.member_id": "somebody else's wish that this person never reads theirs",
        "danger_rings.member_id": IN_OFFICE,
        "duties.about_id": "a day of the branch's calendar; a year after it",
        "duties.settled_by": IN_OFFICE,
        "absences.entered_by": IN_OFFICE,
        "member_tags.set_by": IN_OFFICE,
        "member_tags.decided_by": IN_OFFICE,
        "member_tags.ended_by": IN_OFFICE,
        "proxies.asked_by": "one of the two; goes with the row",
        "proxies.consent_by": IN_OFFICE,
        "proxies.ended_by": "one of the two, or who asked a member without a telephone; goes with the row",
        "backups.named_by": IN_OFFICE,
        "broadcasts.author_id": IN_OFFICE,
        "broadcasts.listed_to": IN_OFFICE,
        "calls.done_by": IN_OFFICE,
        "courses.added_by": IN_OFFICE,
        "danger_calls.answered_by": IN_OFFICE,
        "duty_contacts.set_by": IN_OFFICE,
        "filings.asked_by": IN_OFFICE,
        "fixes.keeper_id": IN_OFFICE,
        "visits.visitor_id": IN_OFFICE,
        "care_contacts.by_id": IN_OFFICE,
        "contact_asks.leader_id": IN_OFFICE,
        "talks.proposer_id": "one of the two; goes with the talk",
        "talks.noted_by": "one of the two; goes with the talk",
        "deaths.member_id": _LEDGER,
        "deaths.recorded_by": IN_OFFICE,
        "help_requests.owner_id": IN_OFFICE,
        "invitations.made_by": IN_OFFICE,
        "lectures.asked_by": IN_OFFICE,
        "make_up_materials.written_by": IN_OFFICE,
        "meetings.created_by": IN_OFFICE,
        "minutes.written_by": IN_OFFICE,
        "node_moves.moved_by": IN_OFFICE,
        "paper_packs.added_by": IN_OFFICE,
        "policies.published_by": IN_OFFICE,
        "configurations.published_by": IN_OFFICE,
        "proposals.changed_by": IN_OFFICE,
        "quizzes.added_by": IN_OFFICE,
        "request_events.actor_id": IN_OFFICE,
        "request_events.other_id": IN_OFFICE,
        "request_steps.member_id": IN_OFFICE,
        "request_words.speaker_id": IN_OFFICE,
        "resource_cards.added_by": IN_OFFICE,
        "study_hours.entered_by": IN_OFFICE,
        "study_marks.entered_by": IN_OFFICE,
        "study_programmes.created_by": IN_OFFICE,
        "teachers.added_by": IN_OFFICE,
        "series.created_by": IN_OFFICE,
        "meeting_changes.changed_by": IN_OFFICE,
        "templates.set_by": IN_OFFICE,
    }
)

# Besides all of that, when somebody's time on the roster is long over.
NAMELESS: Final = (
    "consents.member_id",
    "leavers.member_id",
    "paper_packs.member_id",
    "party_dates.member_id",
)


async def sweep(tx: Tx, member_id: int, telegram_id: int | None) -> dict[str, int]:
    """Delete and empty as the table says; returns how many rows of which code of `domain.retention`."""
    swept: dict[str, int] = {}
    for names, who, goes in (
        (GO, member_id, True),
        (GO_WITH_THE_ACCOUNT, telegram_id, True),
        (EMPTIED, member_id, False),
        (EMPTIED_WITH_THE_ACCOUNT, telegram_id, False),
    ):
        for name, code in names.items() if who is not None else ():
            swept[code] = swept.get(code, 0) + await _apply(tx, name, who, goes=goes)
    return swept


async def make_nameless(tx: Tx, member_id: int) -> None:
    """What the roster itself knew of somebody."""
    for name in NAMELESS:
        await _apply(tx, name, member_id, goes=True)


async def _apply(tx: Tx, name: str, who: int | None, *, goes: bool) -> int:
    table_name, column_name = name.split(".")
    table = metadata.tables[table_name]
    column = table.c[column_name]
    if goes:
        result = await tx.execute(sa.delete(table).where(column == who))
    else:
        result = await tx.execute(sa.update(table).where(column == who).values({column_name: None}))
    return int(result.rowcount)
