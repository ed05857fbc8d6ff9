"""说说这次会 in words: the line in the group, three questions, and the counts."""

from domain.meeting_feedback import CHOICES, QUESTIONS, Question, Result
from domain.meetings import Meeting
from domain.messages import Button, Message, Press
from texts.rendering import html, plain

FEATURE = "meeting_feedback"
START = "fb"


def wanted(meeting: Meeting) -> Message:
    """For the group; the button opens the private chat, where nobody looks on."""
    button = Button(plain(FEATURE, "label_wanted"), start=f"{START}_{meeting.id}")
    return Message(html(FEATURE, "wanted", meeting=meeting), ((button,),))


def ask(meeting: Meeting, answers: tuple[int, ...]) -> Message:
    """The question behind these answers; the taps so far stand in its buttons."""
    question = QUESTIONS[len(answers)]
    rows = tuple(
        (Button(choice(question, number), Press("fba", (meeting.id, *answers, number))),) for number in range(CHOICES)
    )
    return Message(html(FEATURE, f"ask_{question}", meeting=meeting), rows)


def choice(question: Question, number: int) -> str:
    return plain(FEATURE, f"choice_{question}_{number}")


def heard() -> Message:
    return Message(html(FEATURE, "heard"))


def said_before() -> Message:
    return Message(html(FEATURE, "said_before"))


def not_yours() -> Message:
    return Message(html(FEATURE, "not_yours"))


def result(meeting: Meeting, shown: Result | None) -> Message:
    """`shown` is None while it can still be answered."""
    counts = {} if shown is None or shown.counts is None else shown.counts
    words = html(
        FEATURE,
        "result",
        meeting=meeting,
        result=shown,
        lines=[_line(question, counts[question]) for question in counts],
        left_out=len(counts) < len(QUESTIONS),
    )
    return Message(words)


def _line(question: Question, tally: tuple[int, ...]) -> str:
    parts = [(choice(question, number), count) for number, count in enumerate(tally)]
    return plain(FEATURE, "line", parts=parts)
