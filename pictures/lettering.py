"""The font that comes with the installation, and what can be written with it."""

from functools import cache
from importlib import resources

from PIL import ImageFont

STAND_IN = "〓"  # what printers set where a character is missing from the case
_FONT = resources.files("pictures") / "font" / "XiaobanSans-Regular.otf"
_NO_CHARACTER = "\U0010ffff"
_MISSING_AT = 32


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font at a height of so many pixels."""
    with resources.as_file(_FONT) as path:
        return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def has(character: str) -> bool:
    """Whether the font can write it: what it cannot write, it writes as one and the same empty box."""
    return character.isspace() or _shape(character) != _shape(_NO_CHARACTER)


def legible(text: str) -> str:
    """The text without boxes: a letter we have no type for leaves a gap that is seen, a symbol none."""
    kept = (character if has(character) else _instead(character) for character in text)
    return " ".join("".join(kept).split())


def fitted(text: str, size: int, width: float) -> str:
    """The text, cut with an ellipsis where it is wider than so many pixels."""
    text, face = legible(text), font(size)
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(text + "…") > width:
        text = text[:-1]
    return text + "…"


def wrapped(text: str, size: int, width: float) -> list[str]:
    """The text in lines of at most so many pixels, as few and as even as can be: no word is left over by itself."""
    words = _words(legible(text))
    lines = narrower = _lines(words, size, width)
    while len(narrower) == len(lines) and width > size:
        lines, width = narrower, width - size
        narrower = _lines(words, size, width)
    return lines


def _lines(words: list[str], size: int, width: float) -> list[str]:
    """Chinese may break anywhere; a number or a Latin word does not, nor does a mark begin a line."""
    face, lines, line = font(size), list[str](), ""
    for word in words:
        if line and face.getlength(line + word.rstrip()) > width and word not in _CLINGS:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()] if line.strip() else lines


_CLINGS = frozenset("，。、；：？！）》」』”’％% ")


def _words(text: str) -> list[str]:
    words: list[str] = []
    for character in text:
        before = words[-1][-1] if words else " "
        if before != " " and _holds(before, character):
            words[-1] += character
        else:
            words.append(character)
    return words


def _holds(before: str, character: str) -> bool:
    """Whether these two stay on one line: a number, a Latin word, and a number with what it counts."""
    if character.isascii():
        return before.isascii() and not character.isspace()
    return before.isdigit() and character.isalpha()


def _instead(character: str) -> str:
    return STAND_IN if character.isalnum() else " " if character.isspace() else ""


@cache
def _shape(character: str) -> bytes:
    mask = font(_MISSING_AT).getmask(character)
    return bytes(mask) + repr(mask.size).encode()
