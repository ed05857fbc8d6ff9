"""What a helper reads fits into one message, whatever an asker may write (H14)."""

from domain.messages import TEXT_UNITS, units
from domain.requests import LONGEST_TEXT
from tests.domain.requests import ASKED_AT, request
from texts import helping as say


def test_the_first_words_and_the_last_stand_in_one_message() -> None:
    longest = "难" * LONGEST_TEXT
    said = [say.SaidWords(ASKED_AT, "from_asker", "", text, None) for text in ("先前的话", longest)]
    opened = say.OpenedWords(request(), longest, said, "一位同志", None, "代录的同志", mine=True)
    written = say.words(opened, ASKED_AT).html
    assert units(written) <= TEXT_UNITS
    assert written.count(longest) == 2
    assert "更早的 1 条没有列出" in written
