"""No tofu: whatever our words may put into a chart has a glyph in the font that comes with it (X3)."""

import re
from pathlib import Path

import pytest

from domain.concerns import Topic
from domain.members import ROLE_NAMES, STATUS_NAMES
from domain.nodes import KIND_NAMES
from domain.surveys import Standing
from pictures.lettering import has

TEMPLATES = sorted((Path(__file__).parents[2] / "texts" / "zh").glob("*.j2"))
_HAN = re.compile(r"[\u3400-\u9fff]")
# Emoji stand in messages, which telephones draw; charts draw their own faces.
_WRITTEN = re.compile(r"[\u0020-\u007e\u00b7\u2014\u2018-\u201d\u2026\u3000-\u301f\u3400-\u9fff\uff00-\uff5e]")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_all_our_words_can_be_drawn(template: Path) -> None:
    written = {character for character in template.read_text(encoding="utf-8") if _WRITTEN.match(character)}
    assert written
    assert not {character for character in written if not has(character)}


def test_all_our_terms_can_be_drawn() -> None:
    terms = [*Topic, *Standing, *ROLE_NAMES.values(), *STATUS_NAMES.values(), *KIND_NAMES.values()]
    assert not {character for term in terms for character in term if not has(character)}


def test_all_of_gb2312_can_be_drawn() -> None:
    every = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    hanzi = {text for raw in every if (text := raw.decode("gb2312", errors="ignore"))}
    assert len(hanzi) == 6763
    assert all(_HAN.match(one) for one in hanzi)
    assert not {one for one in hanzi if not has(one)}
