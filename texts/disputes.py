"""What is said when somebody contests an entry; private, between the member and who decides."""

from collections.abc import Sequence
from datetime import datetime

from domain.disputes import Change, Dispute
from domain.meetings import Attendee, Mark, Meeting, Method
from domain.members import Member
from domain.messages import Button, Message, Press
from texts import marks, sheets
from texts.rendering import html, plain

FEATURE = "disputes"


def entry(one: Attendee, now: datetime) -> str:
    """What is written of somebody, in a few words."""
    return plain(FEATURE, "entry", one=one, how=sheets.method(one.method), now=now)


def ask_words(meeting: Meeting, one: Attendee, now: datetime) -> Message:
    return Message(html(FEATURE, "ask_words", meeting=meeting, entry=entry(one, now), now=now))


def usual_words(one: Attendee) -> list[str]:
    """What people mostly mean, as buttons."""
    if one.present:
        marked = ["words_no_mark"] if one.late or one.left_early else []
        blocks = [*marked, "words_i_was_not_there", "words_other"]
    else:
        blocks = ["words_i_was_there", *([] if one.excused else ["words_i_had_leave"]), "words_other"]
    return [plain(FEATURE, block) for block in blocks]


def words_wanted(most: int) -> str:
    return html(FEATURE, "words_wanted", most=most)


def brought_to(judge: Member) -> Message:
    return Message(html(FEATURE, "brought_to", judge=judge.name))


def waiting(judge: Member | None) -> Message:
    return Message(html(FEATURE, "waiting", judge=judge.name if judge is not None else ""))


def too_soon() -> Message:
    return Message(html(FEATURE, "too_soon"))


def nobody_to_ask() -> Message:
    return Message(html(FEATURE, "nobody_to_ask"))


def card(
    dispute: Dispute, meeting: Meeting, one: Attendee, changes: Sequence[Change], by: Member | None, now: datetime
) -> Message:
    """For who decides; once decided it only tells."""
    words = html(
        FEATURE,
        "card",
        dispute=dispute,
        meeting=meeting,
        one=one,
        entry=entry(one, now),
        by=by.name if by is not None else "",
        now=now,
    )
    buttons = [] if dispute.changed is not None else [_choice(change, dispute.id) for change in changes]
    buttons.append(_trail_button(meeting.id, one.member.id))
    return Message(words, tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)))


def _choice(change: Change, dispute_id: int) -> Button:
    return Button(_chosen(change), Press("dic", (dispute_id, int(change))))


def _chosen(change: Change) -> str:
    return plain(FEATURE, f"label_{change.name.lower()}")


def _trail_button(meeting_id: int, member_id: int) -> Button:
    return Button(plain(FEATURE, "label_trail"), Press("dit", (meeting_id, member_id)))


def ask_answer(name: str, change: Change) -> Message:
    return Message(html(FEATURE, "ask_answer", name=name, choice=_chosen(change)))


def usual_answers(change: Change) -> list[str]:
    return [plain(FEATURE, "answer_kept" if change is Change.KEEP else "answer_changed")]


def decided(member: Member, *, changed: bool) -> Message:
    return Message(html(FEATURE, "decided", name=member.name, changed=changed))


def decided_before() -> Message:
    return Message(html(FEATURE, "decided_before"))


def decided_for_you(
    by: Member, member: Member, meeting: Meeting, reason: str, now: datetime, *, changed: bool
) -> Message:
    words = html(FEATURE, "decided_for_you", by=by.name, meeting=meeting, reason=reason, now=now, changed=changed)
    return Message(words, ((_trail_button(meeting.id, member.id),),))


def trail(meeting: Meeting, one: Attendee, lines: Sequence[str], now: datetime) -> Message:
    said = lines or [plain(FEATURE, "line_nothing")]
    return Message(html(FEATURE, "trail", meeting=meeting, one=one, lines=said, entry=entry(one, now), now=now))


def line_entered(how: Method, by: str | None, at: datetime, now: datetime) -> str:
    if by is None:
        return plain(FEATURE, "line_own", how=sheets.method(how), at=at, now=now)
    return plain(FEATURE, "line_recorded", by=by, how=sheets.method(how), at=at, now=now)


def line_corrected(by: str, reason: str, at: datetime, now: datetime, *, present: bool) -> str:
    return plain(FEATURE, "line_corrected", by=by, reason=reason, at=at, now=now, present=present)


def line_marked(by: str, mark: Mark, reason: str, at: datetime, now: datetime) -> str:
    return plain(FEATURE, "line_marked", by=by, word=marks.word(mark), reason=reason, at=at, now=now)


def line_contested(dispute: Dispute, now: datetime) -> str:
    return plain(FEATURE, "line_contested", words=dispute.words or "", at=dispute.asked_at, now=now)


def line_decided(dispute: Dispute, by: str, now: datetime) -> str:
    words, changed = dispute.answer or "", bool(dispute.changed)
    return plain(FEATURE, "line_decided", by=by, reason=words, at=dispute.decided_at, now=now, changed=changed)
