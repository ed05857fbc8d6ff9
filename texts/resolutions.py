"""Resolutions in words: the wizard, the arithmetic written out, the card on which the result is declared."""

from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Button, Message, Press
from domain.quorum import Comparison, QuorumSheet
from domain.votes import MATTER_NAMES, OF_ONE_PERSON, Matter, Outcome, Resolution, VoteProblem, Votes
from texts.rendering import html, plain

FEATURE = "resolutions"


def state(resolution: Resolution) -> str:
    """What has become of it, in one line."""
    if resolution.votes is None:
        return plain(FEATURE, "state_agreed")
    block = "state_waiting" if resolution.outcome is None else f"state_{resolution.outcome}"
    return plain(FEATURE, block, votes=_votes(resolution.votes))


def sums(sheet: QuorumSheet, sum_: Comparison | None) -> str:
    """The arithmetic of a vote, written out (QRM-04 to 08)."""
    relations = [
        "" if one is None else ("＞" if one.left > one.right else "＝" if one.left == one.right else "＜")
        for one in (sheet.comparison, sum_)
    ]
    return plain(FEATURE, "sums", sheet=sheet, sum_=sum_, relations=relations)


def ask_matter() -> Message:
    return Message(html(FEATURE, "ask_matter"))


def ask_text() -> Message:
    return Message(html(FEATURE, "ask_text"))


def ask_person(matter: Matter) -> Message:
    return Message(html(FEATURE, "ask_person", matter=MATTER_NAMES[matter]))


def about_one(matter: Matter, name: str) -> str:
    """The words of a resolution on one person."""
    return plain(FEATURE, f"about_{matter}", name=name)


def text_wrong(longest: int) -> str:
    return html(FEATURE, "text_wrong", longest=longest)


def ask_votes(present: int) -> Message:
    return Message(html(FEATURE, "ask_votes", present=present))


def all_in_favour(present: int) -> str:
    return plain(FEATURE, "all_in_favour", present=present)


def votes_unreadable() -> str:
    return html(FEATURE, "votes_unreadable")


def votes_wrong(problem: VoteProblem, votes: Votes, present: int, expected: int) -> str:
    return html(FEATURE, f"wrong_{problem}", votes=votes, present=present, expected=expected)


def ask_written() -> Message:
    return Message(html(FEATURE, "ask_written"))


def none_written() -> str:
    return plain(FEATURE, "none_written")


def count_unreadable() -> str:
    return html(FEATURE, "count_unreadable")


def preview(resolution: Resolution, sheet: QuorumSheet, sum_: Comparison | None) -> Message:
    return Message(html(FEATURE, "preview", **_facts(resolution, sheet, sum_)))


def keep() -> str:
    return plain(FEATURE, "keep")


def again() -> str:
    return plain(FEATURE, "again")


def recorded(
    resolution: Resolution,
    sheet: QuorumSheet,
    sum_: Comparison | None,
    *,
    declares: bool,
    may: bool,
    asked: str | None,
) -> Message:
    """It is written down. `declares`: they may declare it themselves; `asked`: who has been asked to."""
    waits = resolution.outcome is None
    words = html(
        FEATURE,
        "recorded",
        **_facts(resolution, sheet, sum_),
        state=state(resolution),
        waits=waits,
        declares=declares,
        asked=asked,
    )
    return Message(words, (*_deciding(resolution, may=may, declares=declares), *_onward(resolution)))


def card(
    resolution: Resolution, sheet: QuorumSheet, sum_: Comparison | None, *, declares: bool, may: bool, leads: bool
) -> Message:
    """One resolution, with what can still be done."""
    words = html(FEATURE, "card", **_facts(resolution, sheet, sum_), state=state(resolution))
    rows = _deciding(resolution, may=may, declares=declares)
    return Message(words, (*rows, *_onward(resolution)) if leads else rows)


def please_declare(
    meeting: Meeting,
    resolution: Resolution,
    sheet: QuorumSheet,
    sum_: Comparison | None,
    recorder: Member,
    *,
    may: bool,
) -> Message:
    """To the secretary, where somebody else wrote it down."""
    words = html(FEATURE, "please_declare", **_facts(resolution, sheet, sum_), meeting=meeting, recorder=recorder.name)
    return Message(words, _deciding(resolution, may=may, declares=True))


def declared_for_you(meeting: Meeting, resolution: Resolution) -> Message:
    carried = resolution.outcome is Outcome.CARRIED
    return Message(html(FEATURE, "declared_for_you", meeting=meeting, resolution=resolution, carried=carried))


def declared_before() -> str:
    return plain(FEATURE, "declared_before")


def too_few() -> str:
    return plain(FEATURE, "too_few")


def dropped(meeting_id: int) -> Message:
    return Message(html(FEATURE, "dropped"), ((_button("label_new", Press("ren", (meeting_id,))),),))


def too_late_to_drop() -> str:
    return plain(FEATURE, "too_late_to_drop")


def _facts(resolution: Resolution, sheet: QuorumSheet, sum_: Comparison | None) -> dict[str, object]:
    """The arithmetic is there while the result is open; once it is declared it is what was declared."""
    votes = resolution.votes
    open_ = votes is not None and resolution.outcome is None
    return {
        "resolution": resolution,
        "votes": "" if votes is None else _votes(votes),
        "sums": sums(sheet, sum_) if open_ else "",
    }


def _votes(votes: Votes) -> str:
    return plain(FEATURE, "votes", votes=votes)


def _deciding(resolution: Resolution, *, may: bool, declares: bool) -> tuple[tuple[Button, ...], ...]:
    if not declares or resolution.outcome is not None:
        return ()
    buttons = [_button("label_carried", Press("rec", (resolution.id,)))] if may else []
    return ((*buttons, _button("label_rejected", Press("rej", (resolution.id,)))),)


def _onward(resolution: Resolution) -> tuple[tuple[Button, ...], ...]:
    task = _button("label_task", Press("tan", (resolution.meeting_id, resolution.id)))
    if resolution.matter in OF_ONE_PERSON:
        another = _button("label_next_person", Press("rep", (resolution.id,)))
    else:
        another = _button("label_new", Press("ren", (resolution.meeting_id,)))
    back = _button("label_page", Press("reo", (resolution.meeting_id,)))
    if resolution.outcome is not None:
        return ((another, task), (back,))
    return ((another, task), (_button("label_drop", Press("red", (resolution.id,))), back))


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)
