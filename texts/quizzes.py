"""The question of the week in words: asked, answered, written."""

from datetime import date, datetime

from domain.dates import date_words
from domain.messages import Button, Message, Press
from domain.quizzes import LONGEST_EXPLANATION, LONGEST_OPTION, LONGEST_QUESTION, Quiz, lettered
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "quizzes"


def question(quiz: Quiz, *, keeps: bool = False) -> Message:
    """The question with one button an option; `keeps` adds what its author may do."""
    options = _options(quiz)
    rows = [(Button(shortened(option), Press("qza", (quiz.id, at))),) for at, option in enumerate(options)]
    words = html(FEATURE, "question", quiz=quiz, options=options)
    if not keeps:
        return Message(words, tuple(rows))
    own = (_new(), Button(plain(FEATURE, "label_remove"), Press("qzr", (quiz.id,))))
    return Message(f"{words}\n\n{html(FEATURE, 'kept_by_you')}", (*rows, own))


def answer(quiz: Quiz, chosen: int) -> Message:
    """At once, and kindly."""
    options = _options(quiz)
    block = "right" if chosen == quiz.right else "wrong"
    return Message(html(FEATURE, block, quiz=quiz, option=options[quiz.right], chosen=options[chosen]))


def gone() -> str:
    return plain(FEATURE, "gone")


def none_this_week(*, keeps: bool) -> Message:
    return Message(html(FEATURE, "none_this_week"), ((_new(),),) if keeps else ())


def removed() -> Message:
    return Message(html(FEATURE, "removed"), ((_new(),),))


def ask_question() -> Message:
    return Message(html(FEATURE, "ask_question"))


def question_wrong() -> str:
    return html(FEATURE, "question_wrong", most=LONGEST_QUESTION)


def ask_options() -> Message:
    return Message(html(FEATURE, "ask_options"))


def options_wrong() -> str:
    return html(FEATURE, "options_wrong", most=LONGEST_OPTION)


def ask_right() -> Message:
    return Message(html(FEATURE, "ask_right"))


def right_wrong() -> str:
    return html(FEATURE, "right_wrong")


def ask_explanation() -> Message:
    return Message(html(FEATURE, "ask_explanation"))


def explanation_wrong() -> str:
    return html(FEATURE, "explanation_wrong", most=LONGEST_EXPLANATION)


def ask_week() -> Message:
    return Message(html(FEATURE, "ask_week"))


def week_wrong() -> str:
    return html(FEATURE, "week_wrong")


def week_label(monday: date, now: datetime) -> str:
    return plain(FEATURE, "label_week", monday=date_words(monday, now))


def preview(quiz: Quiz, node: str, now: datetime) -> Message:
    monday = date_words(quiz.week, now)
    return Message(html(FEATURE, "preview", quiz=quiz, options=_options(quiz), node=node, monday=monday))


def keep() -> str:
    return plain(FEATURE, "label_keep")


def again() -> str:
    return plain(FEATURE, "label_again")


def kept() -> Message:
    return Message(html(FEATURE, "kept"))


def _options(quiz: Quiz) -> list[str]:
    return [lettered(at, option) for at, option in enumerate(quiz.options)]


def _new() -> Button:
    return Button(plain(FEATURE, "label_new"), Press("qzn"))
