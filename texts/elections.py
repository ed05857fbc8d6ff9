"""选举结果 in words: the form for a paper ballot, and both readings of who is elected."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.elections import Election, ElectionProblem, Readings, readings
from domain.meetings import Meeting, MeetingKind
from domain.messages import Button, Message, Press
from domain.quorum import elected, elected_of_expected
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "elections"


def which(meetings: Sequence[Meeting], now: datetime) -> Message:
    rows = [
        (Button(shortened(plain(FEATURE, "label_meeting", meeting=one, now=now)), Press("eln", (one.id,))),)
        for one in meetings
    ]
    return Message(html(FEATURE, "which", meetings=meetings), tuple(rows))


def ask_office() -> Message:
    return Message(html(FEATURE, "ask_office"))


def usual_offices(kind: MeetingKind) -> tuple[str, ...]:
    """What such a meeting elects (ELE-04)."""
    posts = (plain(FEATURE, "secretary"), plain(FEATURE, "deputy"))
    if kind is MeetingKind.COMMITTEE_MEETING:
        return posts
    return (plain(FEATURE, "committee_members"), *posts, plain(FEATURE, "delegates"))


def office_wrong(longest: int) -> str:
    return html(FEATURE, "office_wrong", longest=longest)


def ask_electors() -> Message:
    return Message(html(FEATURE, "ask_electors"))


def electors(expected: int, present: int) -> str:
    return plain(FEATURE, "electors", expected=expected, present=present)


def ask_ballots() -> Message:
    return Message(html(FEATURE, "ask_ballots"))


def all_returned(present: int) -> str:
    return plain(FEATURE, "all_returned", present=present)


def ask_candidates() -> Message:
    return Message(html(FEATURE, "ask_candidates"))


def problem(found: ElectionProblem, step: str) -> str:
    """What is expected instead, at that step."""
    blocks = {
        "electors": ("unreadable_electors", "more_present_electors"),
        "ballots": ("unreadable_ballots", "more_issued_ballots", "more_returned_ballots", "more_spoilt_ballots"),
        "candidates": ("unreadable_candidates", "more_ayes_candidates"),
        "elected": ("no_candidate_elected",),
    }[step]
    return html(FEATURE, next((one for one in blocks if one == f"{found}_{step}"), blocks[0]))


def preview(election: Election) -> Message:
    return Message(html(FEATURE, "preview", facts=_facts(election)))


def choices(found: Readings) -> Mapping[str, tuple[str, ...]]:
    """Label -> the names it declares elected; one for both readings where they agree (ELE-02)."""
    offered: dict[str, tuple[str, ...]] = {}
    if found.agree:
        offered[_choice("choice_same", found.of_present)] = found.of_present
    else:
        offered[_choice("choice_present", found.of_present)] = found.of_present
        offered[_choice("choice_expected", found.of_expected)] = found.of_expected
    offered[plain(FEATURE, "choice_open")] = ()
    return offered


def kept(election: Election) -> Message:
    """The whole record, with who must hear of it (ELE-05)."""
    again = Button(plain(FEATURE, "label_again"), Press("eln", (election.meeting_id,)))
    drop = Button(plain(FEATURE, "label_drop"), Press("elx", (election.id,)))
    page = Button(plain(FEATURE, "label_page"), Press("reo", (election.meeting_id,)))
    words = html(FEATURE, "kept", election=election, facts=_facts(election), report=_report(election))
    return Message(words, ((again, drop), (page,)))


def row(election: Election) -> tuple[Button, ...]:
    """The ballot among what its meeting decided."""
    return (Button(shortened(plain(FEATURE, "label_one", office=election.office)), Press("ell", (election.id,))),)


def dropped(meeting_id: int) -> Message:
    again = Button(plain(FEATURE, "label_again"), Press("eln", (meeting_id,)))
    return Message(html(FEATURE, "dropped"), ((again,),))


def _facts(election: Election) -> str:
    return plain(
        FEATURE,
        "facts",
        election=election,
        quorum=election.quorum,
        found=readings(election.candidates, election.present, election.expected),
        of_present=elected(0, election.present).needed,
        of_expected=elected_of_expected(0, election.expected).needed,
    )


def _report(election: Election) -> str:
    secretary, deputy = plain(FEATURE, "secretary"), plain(FEATURE, "deputy")
    if election.office in {secretary, deputy}:
        return plain(FEATURE, "report_secretary")
    return plain(FEATURE, "report_members") if election.office == plain(FEATURE, "committee_members") else ""


def _choice(block: str, names: Sequence[str]) -> str:
    return plain(FEATURE, block, names="、".join(names)) if names else plain(FEATURE, "choice_none")
