"""How a draft begins: by words, by a file or a voice, by one of the big buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from domain.members import Member
from domain.messages import Media, MediaKind, Message
from domain.requests import LONGEST_TEXT
from domain.requests.areas import AREAS, Area
from domain.requests.closing import FILE_BYTES
from domain.requests.closing_words import is_only_thanks
from domain.requests.elsewhere import Elsewhere, belongs_elsewhere
from domain.requests.opening_words import is_only_calling, names_a_button
from services import dialogues, secrecy
from services.dialogues import Asker, Script
from services.requests import adding, answering, asking
from services.requests.draft import HelpDraft, unpacked
from services.requests.drafting import caring, reviewing, sending, writing
from services.requests.drafting.steps import BELONGS, CHOOSE, REVIEW, WRITE, onward, understood
from services.turn import Turn

SCRIPT = Script("request", (*writing.STEPS, *reviewing.STEPS, *sending.STEPS))
CARE_SCRIPT = Script("care", caring.STEPS)

FEWEST = 2  # letters
_TAKERS = {adding.SCRIPT.name: adding.bring_file, answering.REPLY.name: answering.bring_file}
_OPEN_FOR_FILES = frozenset({WRITE, CHOOSE, REVIEW, BELONGS})


@dataclass(frozen=True, slots=True)
class Drafted:
    """The first question, or the preview."""

    message: Message


@dataclass(frozen=True, slots=True)
class NotForUs:
    """It has an office of its own; nothing of it was kept (HELP-06)."""

    where: Elsewhere


@dataclass(frozen=True, slots=True)
class NoWords:
    """Nothing that could be a request: a number, a mark, a single letter."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """Nothing is asked; `to` is who has been told."""

    to: str | None


@dataclass(frozen=True, slots=True)
class Called:
    """在吗: nothing is asked yet; `has_requests` whether they have any."""

    has_requests: bool


@dataclass(frozen=True, slots=True)
class WantsCard:
    """催一下, typed: what they mean stands on a card."""


@dataclass(frozen=True, slots=True)
class TooLong:
    most: int


@dataclass(frozen=True, slots=True)
class TooBig:
    pass


@dataclass(frozen=True, slots=True)
class Busy:
    """Another question is open."""


Began: TypeAlias = Drafted | NotForUs | NoWords | Thanks | Called | WantsCard | TooLong


async def begin(turn: Turn, member: Member, text: str, *, files: Sequence[Media] = (), ours: bool = False) -> Began:
    """Words in the private chat that nothing else waits for."""
    if not files and is_only_thanks(text):
        passed = await asking.pass_on_thanks(turn, member, text)
        return Thanks(passed.to if isinstance(passed, asking.Added) else None)
    if not files and is_only_calling(text):
        return Called(has_requests=bool(await asking.mine(turn, member)))
    if not files and names_a_button(text):
        return WantsCard()
    if len(text) > LONGEST_TEXT:
        return TooLong(LONGEST_TEXT)
    if not files and sum(character.isalpha() for character in text) < FEWEST:
        return NoWords()
    where = None if ours else belongs_elsewhere(text)
    if where is not None:
        await secrecy.seen(turn, member, text)
        return NotForUs(where)
    draft = HelpDraft(text=text.strip(), files=tuple(files), ours=ours)
    if await asking.continuable(turn, member):
        return await _put(turn, member, draft, BELONGS)
    return await _put(turn, member, *await _placed(turn, member, draft))


async def begin_area(turn: Turn, member: Member, area: Area) -> Drafted:
    """One of the five big buttons: fewer topics, then words of one's own."""
    return await _put(turn, member, HelpDraft(area=area, offered=AREAS[area]), WRITE)


async def begin_anyway(turn: Turn, member: Member) -> Drafted:
    """不是举报，是求助. Nothing was kept, so it is written once more."""
    return await _put(turn, member, HelpDraft(ours=True), WRITE)


async def begin_care(turn: Turn, member: Member) -> Drafted:
    return Drafted(await dialogues.begin(turn, member.telegram_id or 0, CARE_SCRIPT))


async def bring_file(
    turn: Turn, member: Member, file: Media, size: int | None, text: str, name: str
) -> Began | TooBig | Busy:
    """A picture, a file of this name, or a voice: to the draft that is open, or a new one (H15, H16)."""
    if await secrecy.seen(turn, member, f"{name}\n{text}"):
        return NotForUs(Elsewhere.CLASSIFIED)
    if size is not None and size > FILE_BYTES:
        return TooBig()
    opened = await dialogues.opened(turn, member.telegram_id or 0)
    if opened is None:
        return await begin(turn, member, text, files=(file,))
    if opened.name in _TAKERS:
        return Drafted(await _TAKERS[opened.name](turn, member, dict(opened.draft), file, text))
    if opened.name != SCRIPT.name or opened.step not in _OPEN_FOR_FILES:
        return Busy()
    draft = unpacked(opened.draft).with_more(text, (file,))
    if len(draft.text) > LONGEST_TEXT:
        return TooLong(LONGEST_TEXT)
    if opened.step == BELONGS:
        return await _put(turn, member, draft, BELONGS)
    return await _put(turn, member, *await _placed(turn, member, draft))


async def asks_for_files(turn: Turn, member: Member) -> bool:
    """Whether a question is open that a file may answer (H15)."""
    opened = await dialogues.opened(turn, member.telegram_id or 0)
    if opened is None:
        return False
    return opened.name in _TAKERS or (opened.name == SCRIPT.name and opened.step in _OPEN_FOR_FILES)


async def _placed(turn: Turn, member: Member, draft: HelpDraft) -> tuple[HelpDraft, str]:
    """The draft understood, and its step; a picture without any words needs some first."""
    spoken = any(file.kind is MediaKind.VOICE for file in draft.files)
    if not draft.text and not spoken:
        return draft, WRITE
    ready = await understood(Asker(turn, member.telegram_id or 0), replace(draft, offered=()))
    return ready, onward(ready).step


async def _put(turn: Turn, member: Member, draft: HelpDraft, step: str) -> Drafted:
    return Drafted(await dialogues.amend(turn, member.telegram_id or 0, SCRIPT, draft.packed(), step))
