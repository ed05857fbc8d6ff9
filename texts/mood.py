"""What is said about mood: warm, short, and truthful about who can see what (C5). No score, no name of an illness."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.dates import date_words
from domain.hotlines import Line
from domain.members import Member
from domain.messages import Button, Message, Press, Rows, clipped
from domain.mood import ABLE, FACE_NAMES, Answer, Lean, Rhythm
from domain.pictures import Faces, Picture
from domain.suppression import LEAST
from texts.hotlines import directory
from texts.mood_rhythm import rhythm_words
from texts.rendering import html, message, plain

FEATURE = "mood"
WORDS_SHOWN = 40


def consent() -> Message:
    """Why, with what effect, who sees it, how long (PRV-03); no is as near as yes."""
    rows = ((_button("label_consent", Press("moy")),), (_button("label_no_consent", Press("mon")),))
    return Message(html(FEATURE, "consent", least=LEAST, able=ABLE), rows)


def not_now() -> Message:
    return message(FEATURE, "not_now")


def home(rhythm: Rhythm | None) -> Message:
    """The faces, and when the member is asked."""
    last = (
        _button("label_rhythm", Press("mor")),
        *(() if rhythm is None else (_button("label_stop", Press("moq", (0,))),)),
    )
    rows = (*_faces(0, _button("label_history", Press("moh", (0,)))), last)
    return Message(html(FEATURE, "home", rhythm=rhythm_words(rhythm)), rows)


def asked(reminder_id: int) -> Message:
    """The check-in: five faces, not this time, and never again, each one tap."""
    rows = (
        *_faces(reminder_id, _button("label_skip", Press("mos", (reminder_id,)))),
        (_button("label_stop", Press("moq", (reminder_id,))),),
    )
    return Message(html(FEATURE, "asked"), rows)


def kept(answer: Answer, *, low: bool, care: bool) -> Message:
    """What was kept, and what the member may make of it; doing nothing is 只给自己."""
    words = html(FEATURE, "kept", face=FACE_NAMES[answer.face], low=low, care=care, line=directory[Line.PSYCHOLOGICAL])
    rows: Rows = ((_button("label_only_me", Press("mob")), _button("label_write", Press("mow", (answer.id,)))),)
    if care:
        rows = (*rows, (_button("label_talk", Press("mot")), _button("label_contact", Press("moc"))))
    return Message(words, rows)


def only_me() -> Message:
    return message(FEATURE, "only_me")


def skipped() -> Message:
    return message(FEATURE, "skipped")


def stopped() -> Message:
    """Nobody is told; what was kept stays the member's."""
    rows = ((_button("label_history", Press("moh", (0,))), _button("label_rhythm", Press("mor"))),)
    return Message(html(FEATURE, "stopped"), rows)


def ask_words() -> Message:
    return message(FEATURE, "ask_words")


def words_empty() -> str:
    return html(FEATURE, "words_empty")


def words_too_long(most: int) -> str:
    return html(FEATURE, "words_too_long", most=most)


def words_kept() -> Message:
    care = (_button("label_only_me", Press("mob")), _button("label_history", Press("moh", (0,))))
    return Message(html(FEATURE, "words_kept"), (care,))


def gone() -> str:
    return plain(FEATURE, "gone")


def gone_message() -> Message:
    return message(FEATURE, "gone")


def which_leader(leaders: Sequence[Member], unreached: Member | None = None) -> Message:
    """Whom to be contacted by; `unreached` was chosen, and no message reaches them now."""
    buttons = [Button(one.name, Press("mop", (one.id,))) for one in leaders]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    words = html(FEATURE, "which_leader", some=bool(leaders), unreached="" if unreached is None else unreached.name)
    return Message(words, (*rows, (_button("label_only_me", Press("mob")),)))


def told(leader: Member, ask_id: int) -> Message:
    words = html(FEATURE, "told", leader=leader.name)
    return Message(words, ((_button("label_call_off", Press("cnt", (ask_id,))),),))


def history(answers: Sequence[Answer], now: datetime, *, dark: bool) -> Message:
    """The member's own picture with the same in words under it; newest first in words, oldest first in the picture."""
    if not answers:
        return message(FEATURE, "history_empty")
    marks = tuple((one.day, int(one.face)) for one in reversed(answers))
    listed = [
        (date_words(one.day, now), FACE_NAMES[one.face], clipped(one.words.replace("\n", " "), WORDS_SHOWN))
        for one in answers
    ]
    rows = (
        (
            _button("label_light" if dark else "label_dark", Press("moh", (int(not dark),))),
            _button("label_delete", Press("mod")),
        ),
    )
    picture = Picture(Faces(plain(FEATURE, "picture_title"), marks, plain(FEATURE, "picture_note")), dark)
    return Message(html(FEATURE, "history", answers=listed), rows, picture=picture)


def sure_to_delete() -> Message:
    rows = ((_button("label_yes_delete", Press("moe")), _button("label_keep", Press("mok"))),)
    return Message(html(FEATURE, "sure_to_delete"), rows)


def deleted(count: int) -> Message:
    return message(FEATURE, "deleted", count=count)


def not_deleted() -> Message:
    return message(FEATURE, "not_deleted")


def totals(branches: Sequence[tuple[str, Sequence[tuple[date, Lean | None]]]]) -> Message:
    """One word a month for each branch: never a number, never a name."""
    shown = [
        (name, [(plain(FEATURE, "month", month=first), lean_words(lean)) for first, lean in months])
        for name, months in branches
    ]
    return message(FEATURE, "totals", branches=shown, least=LEAST, able=ABLE)


def lean_words(lean: Lean | None) -> str:
    return plain(FEATURE, f"lean_{'none' if lean is None else lean}")


def _faces(reminder_id: int, last: Button) -> Rows:
    """Five buttons, two a row, and one more beside the fifth."""
    made = [Button(words, Press("mof", (int(face), reminder_id))) for face, words in FACE_NAMES.items()]
    made.append(last)
    return tuple(tuple(made[at : at + 2]) for at in range(0, len(made), 2))


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)
