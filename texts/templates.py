"""What is said about a branch's own wordings."""

from collections.abc import Sequence

from domain.broadcasts import title_of
from domain.messages import Button, Message, Press
from domain.templates import Use, Variable
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "templates"
CHOICES = ("keep", "again")
USES = tuple(Use)


def gap(variable: Variable) -> str:
    """As people write it: `{时间}`."""
    return f"{{{variable}}}"


def usual(use: Use) -> str:
    """A wording to begin with."""
    return plain(FEATURE, f"usual_{use}", **{one.name.lower(): gap(one) for one in Variable})


def label_usual() -> str:
    return plain(FEATURE, "label_usual")


def ask_words(use: Use) -> Message:
    return Message(html(FEATURE, "ask_words", use=str(use), gaps=[gap(one) for one in Variable], example=usual(use)))


def words_problem(most: int) -> str:
    return html(FEATURE, "words_problem", most=most)


def unknown(names: Sequence[str]) -> str:
    """Kindly, which gap nobody can fill, and what may stand in one."""
    odd = "、".join(name if name in {"{", "}"} else f"{{{name}}}" for name in names)
    return html(FEATURE, "unknown", odd=odd, gaps=[gap(one) for one in Variable])


def marked() -> str:
    return html(FEATURE, "marked")


def preview(sample: str) -> Message:
    return Message(html(FEATURE, "preview", sample=sample))


def options() -> list[str]:
    return [plain(FEATURE, f"label_{name}") for name in CHOICES]


def choice(text: str) -> str | None:
    """Which of the preview's choices was meant."""
    said = text.strip()
    return next((name for name in CHOICES if said and plain(FEATURE, f"label_{name}").endswith(said)), None)


def press_a_button() -> str:
    return html(FEATURE, "press_a_button")


def kept(use: Use) -> Message:
    return Message(html(FEATURE, f"kept_{use}"))


def listing(node: str, some: Sequence[tuple[int, Use, str]], new: Sequence[Use]) -> Message:
    """(id, use, words) of each wording as a button, and what can be added."""
    rows = [(_button(f"label_{use}", Press("setl", (key,)), title=title_of(words)),) for key, use, words in some]
    rows += [(_button(f"label_new_{use}", Press("setn", (USES.index(use),))),) for use in new]
    return Message(html(FEATURE, "listing", node=node, some=bool(some)), tuple(rows))


def card(template_id: int, use: Use, words: str, sample: str) -> Message:
    """One wording as it was written and as it will read."""
    change = _button("label_change", Press("setc", (template_id,)))
    drop = _button("label_drop", Press("setx", (template_id,)))
    return Message(html(FEATURE, "card", use=str(use), words=words, sample=sample), ((change, drop),))


def dropped() -> Message:
    return Message(html(FEATURE, "dropped"))


def begin_with(words: str) -> str:
    """The option to begin a notice with a wording."""
    return shortened(plain(FEATURE, "begin_with", title=title_of(words)))


def no_meeting() -> str:
    return html(FEATURE, "no_meeting")


def _button(block: str, press: Press, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), press)
