"""Whom to turn to, in words: leaders, offices, emergency numbers."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.directory import ResourceCard
from domain.members import ROLE_NAMES, Member, Role
from domain.messages import Button, Message, Press
from texts import hotlines
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "directory"
SEARCHES = ("低保", "医药费", "就业", "法律", "养老", "心理")  # one tap for what is asked most


def contacts(leaders: Sequence[tuple[Member, Sequence[Role]]] | None) -> Message:
    """One's own leaders by post and name, and the numbers that are always right; None where there is no such list."""
    named = None
    if leaders is not None:
        named = [("、".join(ROLE_NAMES[role] for role in posts), leader.name) for leader, posts in leaders]
    said = html(FEATURE, "contacts", leaders=named, emergency=Markup(hotlines.emergency().html))  # noqa: S704 - rendered by us
    return Message(said, ((Button(plain(FEATURE, "label_resources"), Press("/resources")),),))


def ask_what() -> Message:
    """What a search is, with the commonest at hand."""
    buttons = [
        Button(plain(FEATURE, "label_search", word=word), Press("kw", (at,))) for at, word in enumerate(SEARCHES)
    ]
    return Message(html(FEATURE, "ask_what"), tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)))


def found(word: str, resources: Sequence[str], policies: Sequence[str]) -> Message:
    """Cards as HTML that `texts.cards` made."""
    cards = [Markup(card) for card in (*policies, *resources)]  # noqa: S704 - rendered by us
    return Message(html(FEATURE, "found", word=word, cards=cards))


def nothing(word: str) -> Message:
    return Message(html(FEATURE, "nothing", word=word))


def kept(cards: Sequence[tuple[int, ResourceCard]]) -> Message:
    """A branch's own cards, for whoever keeps them."""
    rows = [
        (Button(shortened(plain(FEATURE, "label_remove", name=card.name)), Press("kd", (id_,))),) for id_, card in cards
    ]
    rows.append((Button(plain(FEATURE, "label_add"), Press("ka")),))
    return Message(html(FEATURE, "kept", names=[card.name for _, card in cards]), tuple(rows))


def ask_line(name: str) -> Message:
    return Message(html(FEATURE, f"ask_{name}"))


def line_wrong(most: int) -> str:
    return html(FEATURE, "line_wrong", most=most)


def skip() -> str:
    return plain(FEATURE, "label_skip")


def preview(card: str) -> Message:
    return Message(html(FEATURE, "preview", card=Markup(card)))  # noqa: S704 - rendered by us


def keep() -> str:
    return plain(FEATURE, "label_keep")


def please_press() -> str:
    return html(FEATURE, "please_press")


def our_branch() -> str:
    return plain(FEATURE, "our_branch")


def kept_card(name: str) -> Message:
    return Message(html(FEATURE, "kept_card", name=name))
