"""A meeting on paper: what stands where, and what the parts are called (REC-01, REC-02)."""

from collections.abc import Sequence
from datetime import datetime, time

from domain import minutes as rules
from domain.dates import date_words, moment_words
from domain.documents import BLANK, Block, Facts, Heading, Paper, Paragraph, Signing
from domain.meetings import KINDS, Attendee, Meeting
from domain.minutes import Change, Content, Record
from domain.tasks import Given
from texts.minutes import part_label
from texts.minutes_writing import nobody
from texts.rendering import plain

FEATURE = "record_paper"
FORBIDDEN_IN_NAMES = '\\/:*?"<>|'


def of_meeting(record: Record, now: datetime) -> Paper:
    """One meeting's record by itself."""
    return Paper(plain(FEATURE, "title", place=record.place_in_party), blocks(record, now))


def blocks(record: Record, now: datetime) -> tuple[Block, ...]:
    """The record from its facts down to the signatures. What nobody wrote is a blank (M21)."""
    content = record.content
    return (
        Facts(_facts(record, now)),
        Heading(_word("content")),
        *_points(content),
        Heading(_word("opinions")),
        Paragraph(content.opinions or BLANK),
        Heading(_word("resolutions")),
        *_decided(record),
        *_changes(content, record.changes, now),
        Signing((_word("sign_chair"), _word("sign_recorder"), _word("sign_date"))),
    )


def file_name(meeting: Meeting, now: datetime, ending: str) -> str:
    """A name that every system takes."""
    local = meeting.starts_at.astimezone(now.tzinfo)
    return safe_name(plain(FEATURE, "file_name", day=f"{local:%Y-%m-%d}", title=meeting.title[:40], ending=ending))


def safe_name(name: str) -> str:
    return "".join("_" if one in FORBIDDEN_IN_NAMES or not one.isprintable() else one for one in name)


def moment(at: datetime, now: datetime) -> str:
    """With the year: what is on paper is read years later."""
    local = at.astimezone(now.tzinfo)
    return f"{local.year}年{moment_words(local, local)}"


def _word(name: str) -> str:
    return plain(FEATURE, f"word_{name}")


def _facts(record: Record, now: datetime) -> tuple[tuple[str, str], ...]:
    meeting, content, quorum = record.meeting, record.content, record.quorum
    there = [_marked(one) for one in record.attendees if one.present]
    away = [one for one in record.attendees if not one.present and (one.excused or one.exempt)]
    absent = [one.member.name for one in record.attendees if not one.present and one not in away]
    codes = [(one.member.name, rules.leave_code(one, record.codes)) for one in away]
    return (
        (_word("name"), meeting.title),
        (_word("kind"), KINDS[meeting.kind].word),
        (_word("time"), _when(meeting, now)),
        (_word("place"), meeting.place),
        (_word("chair"), content.chair or BLANK),
        (_word("recorder"), content.recorder or BLANK),
        (_word("numbers"), plain(FEATURE, "numbers", tally=record.tally)),
        *(((_word("voters"), plain(FEATURE, "voters", sheet=quorum)),) if quorum.rule is not None else ()),
        (_word("present"), _names(there)),
        (_word("leave"), _names([f"{name}（{code}）" if code else name for name, code in codes])),
        (_word("absent"), _names(absent)),
        (_word("guests"), _guests(record)),
        *(((_word("notes"), "\n".join(record.notes)),) if record.notes else ()),
    )


def _guests(record: Record) -> str:
    """Who signed in as a guest, and who was written down besides."""
    written = record.content.guests
    if record.guests and written in {"", nobody()}:
        return "、".join(record.guests)
    return "、".join([*record.guests, written]) if written else BLANK


def _when(meeting: Meeting, now: datetime) -> str:
    if meeting.second_at is None:
        return moment(meeting.starts_at, now)
    return plain(FEATURE, "sittings", first=moment(meeting.starts_at, now), second=moment(meeting.second_at, now))


def _marked(one: Attendee) -> str:
    """`小明（迟到）`: what the organiser noted, without the reason (M11)."""
    marks = [_word(name) for name, holds in (("late", one.late), ("left_early", one.left_early)) if holds]
    return f"{one.member.name}（{'、'.join(marks)}）" if marks else one.member.name


def _names(names: Sequence[str]) -> str:
    return "、".join(names) or _word("nobody")


def _points(content: Content) -> tuple[Block, ...]:
    """Topic by topic where there was an agenda."""
    found: list[Block] = []
    for number, point in enumerate(content.points, 1):
        if point.topic:
            found.append(Paragraph(plain(FEATURE, "topic", number=number, topic=point.topic)))
        found.append(Paragraph(point.said or BLANK))
    return tuple(found) or (Paragraph(BLANK),)


def _decided(record: Record) -> tuple[Block, ...]:
    """What was resolved, the hands that went up, the result that was declared, who has what to do; paper ballots."""
    found: list[Block] = []
    for number, one in enumerate(record.decided, 1):
        found.append(Paragraph(plain(FEATURE, "resolution", number=number, one=one.resolution)))
        found += [Paragraph(_task(given)) for given in one.tasks]
    found += [Paragraph(_task(given)) for given in record.loose]
    found += [Paragraph(plain(FEATURE, "election", one=one, blank=BLANK)) for one in record.elections]
    return tuple(found) or (Paragraph(BLANK),)


def _task(given: Given) -> str:
    on = given.task.due_on
    due = f"{on.year}年{date_words(on, datetime.combine(on, time()))}"
    return plain(FEATURE, "task", text=given.task.text, owner=given.owner or BLANK, due=due)


def _changes(content: Content, changes: Sequence[Change], now: datetime) -> tuple[Block, ...]:
    if not changes:
        return ()
    lines = [
        plain(
            FEATURE,
            "change",
            part=part_label(content, one.part),
            one=one,
            before=one.before or BLANK,
            at=moment(one.at, now),
        )
        for one in changes
    ]
    return (Heading(_word("changes")), *map(Paragraph, lines))
