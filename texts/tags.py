"""Tags in words: to the member whose they are, and to the keeper of the roster. Nobody else reads them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.members import Member
from domain.messages import Button, Message, Press, Rows
from domain.tags import TAG_NAMES, Tag, Tagged, may_contest
from texts.rendering import html, message, plain

FEATURE = "tags"
NUMBERED = tuple(Tag)


class Shown(Protocol):
    """A tag, and who set it: empty where the roster says so."""

    @property
    def one(self) -> Tagged: ...
    @property
    def by(self) -> str: ...


def own(tags: Sequence[Shown], now: datetime, telegram_id: int, *, keeps: bool) -> Message:
    """A member's own; `keeps`: they look after others' too."""
    wrong = [
        Button(
            plain(FEATURE, "label_wrong", name=TAG_NAMES[shown.one.tag]),
            Press("tgx", (NUMBERED.index(shown.one.tag),), telegram_id),
        )
        for shown in tags
        if may_contest(shown.one)
    ]
    rows: Rows = (
        *_pairs(wrong),
        (Button(plain(FEATURE, "label_add"), Press("tga", (), telegram_id)),),
        *(((Button(plain(FEATURE, "label_others"), Press("tgl", (0,))),),) if keeps else ()),
    )
    return Message(html(FEATURE, "own", tags=_lines(tags, now)), rows)


def choose(offered: Sequence[Tag], telegram_id: int) -> Message:
    """Which one a member gives themselves."""
    buttons = [Button(TAG_NAMES[tag], Press("tgs", (NUMBERED.index(tag),), telegram_id)) for tag in offered]
    rows = (*_pairs(buttons), (Button(plain(FEATURE, "label_back"), Press("tgo", (), telegram_id)),))
    return Message(html(FEATURE, "choose", any=bool(offered)), rows)


def added(tag: Tag, *, together: bool) -> str:
    """`together`: what it changed is said at once."""
    return plain(FEATURE, "added", name=TAG_NAMES[tag], together=together)


def there_already() -> str:
    return plain(FEATURE, "there_already")


def taken_off(tag: Tag) -> str:
    return plain(FEATURE, "taken_off", name=TAG_NAMES[tag])


def passed(keeper: str, tag: Tag) -> str:
    return plain(FEATURE, "passed", keeper=keeper, name=TAG_NAMES[tag])


def no_keeper() -> str:
    return plain(FEATURE, "no_keeper")


def contested(member: Member, tag: Tag, tag_id: int) -> Message:
    """To the keeper: who says that what is wrong."""
    rows = (
        (
            Button(plain(FEATURE, "label_agree"), Press("tgy", (tag_id,))),
            Button(plain(FEATURE, "label_keep"), Press("tgk", (tag_id,))),
        ),
    )
    return Message(html(FEATURE, "contested", member=member.name, name=TAG_NAMES[tag]), rows)


def people(some: Sequence[Member], waiting: Sequence[tuple[Tagged, Member]], number: int, *, further: bool) -> Message:
    """Whose tags the keeper wants to look at; those first who said that one is wrong."""
    first = [
        (Button(plain(FEATURE, "label_waits", member=who.name, name=TAG_NAMES[one.tag]), Press("tgp", (who.id,))),)
        for one, who in waiting
    ]
    turning = [Button(plain(FEATURE, "label_before"), Press("tgl", (number - 1,)))] if number else []
    turning += [Button(plain(FEATURE, "label_after"), Press("tgl", (number + 1,)))] if further else []
    rows = (
        *first,
        *_pairs([Button(one.name, Press("tgp", (one.id,))) for one in some]),
        *([tuple(turning)] if turning else []),
    )
    return Message(html(FEATURE, "people"), rows)


def sheet(member: Member, tags: Sequence[Shown], offered: Sequence[Tag], now: datetime) -> Message:
    """One member's, for the keeper: what stands can be taken off, what does not can be given."""
    off = [
        Button(
            plain(FEATURE, "label_off", name=TAG_NAMES[shown.one.tag]),
            Press("tgd", (member.id, NUMBERED.index(shown.one.tag))),
        )
        for shown in tags
        if shown.one.tag is not Tag.PROBATIONARY
    ]
    on = [
        Button(plain(FEATURE, "label_on", name=TAG_NAMES[tag]), Press("tgg", (member.id, NUMBERED.index(tag))))
        for tag in offered
    ]
    kept = [
        Button(plain(FEATURE, "label_keep_this", name=TAG_NAMES[shown.one.tag]), Press("tgk", (shown.one.id,)))
        for shown in tags
        if shown.one.waits
    ]
    rows = (*_pairs([*kept, *off]), *_pairs(on), (Button(plain(FEATURE, "label_list"), Press("tgl", (0,))),))
    return Message(html(FEATURE, "sheet", member=member.name, tags=_lines(tags, now)), rows)


def given_to_you(keeper: Member, tag: Tag, telegram_id: int, *, together: bool) -> Message:
    button = Button(plain(FEATURE, "label_not_right"), Press("tgx", (NUMBERED.index(tag),), telegram_id))
    spared = tag is Tag.HOME_STUDY
    words = html(FEATURE, "given_to_you", keeper=keeper.name, name=TAG_NAMES[tag], together=together, spared=spared)
    return Message(words, ((button,),))


def taken_off_for_you(keeper: Member, tag: Tag) -> Message:
    return message(FEATURE, "taken_off_for_you", keeper=keeper.name, name=TAG_NAMES[tag])


def agreed(name: str) -> Message:
    return message(FEATURE, "agreed", name=name)


def ask_why() -> Message:
    return message(FEATURE, "ask_why")


def why_wrong(most: int) -> str:
    return html(FEATURE, "why_wrong", most=most)


def stands(name: str) -> Message:
    return message(FEATURE, "stands", name=name)


def settled_before() -> Message:
    return message(FEATURE, "settled_before")


def stands_for_you(keeper: str, tag: Tag, answer: str) -> Message:
    return message(FEATURE, "stands_for_you", keeper=keeper, name=TAG_NAMES[tag], answer=answer)


def names(tags: Sequence[Tagged]) -> str:
    return "、".join(TAG_NAMES[one.tag] for one in tags)


def _lines(tags: Sequence[Shown], now: datetime) -> list[str]:
    return [
        plain(
            FEATURE,
            "line",
            name=TAG_NAMES[shown.one.tag],
            by=shown.by,
            own=shown.one.set_by == shown.one.member_id,
            at=shown.one.set_at,
            waits=shown.one.waits,
            answer=shown.one.answer or "",
            now=now,
        )
        for shown in tags
    ]


def _pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
