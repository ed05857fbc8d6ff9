"""L16: nothing is too long for Telegram, nothing is lost, no tag and no entity is cut."""

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from domain.messages import (
    Button,
    File,
    Letter,
    Media,
    MediaKind,
    Message,
    Method,
    Press,
    clipped,
    parts,
    shortened,
    split,
    units,
)

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&\n😀"), max_size=300)
TEXTS = st.lists(WORDS, max_size=8).map(lambda texts: escape("\n".join(texts)))
LIMITS = st.integers(16, 120)
ROWS = ((Button("好", Press("x")),),)
LONG = "一二三四五六七八九\n" * 1000


def visible(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(TEXTS, LIMITS)
def test_every_part_fits_and_nothing_is_lost(html: str, limit: int) -> None:
    cut = list(split(html, limit))
    assert all(0 < units(part) <= limit for part in cut)
    assert visible("".join(cut)) == visible(html)


@given(TEXTS, LIMITS)
def test_no_entity_is_cut(html: str, limit: int) -> None:
    for part in split(html, limit):
        assert re.findall(r"&(?!(amp|lt|gt|quot|#x27);)", part) == []


def test_no_tag_is_cut() -> None:
    html = "字" * 30 + "<b>粗</b>"
    assert list(split(html, 32)) == ["字" * 30, "<b>粗</b>"]


def test_a_short_text_is_one_part() -> None:
    assert list(split("你好\n\n再见")) == ["你好\n\n再见"]
    assert units("😀好") == 3


@given(st.text(max_size=300), LIMITS)
def test_a_toast_is_clipped(text: str, limit: int) -> None:
    assert text.startswith(clipped(text, limit))
    assert units(clipped(text, limit)) <= limit


def test_buttons_and_menu_hang_on_the_last_part() -> None:
    letters = parts(Letter(5, message=Message(LONG, ROWS, (("菜单",),)), key="k"))
    said = [letter.message for letter in letters if letter.message is not None]
    assert len(said) == len(letters) == 3
    assert [bool(message.rows) for message in said] == [False, False, True]
    assert [letter.key for letter in letters] == ["k#0", "k#1", "k#2"]


def test_an_edit_goes_on_in_new_messages() -> None:
    letters = parts(Letter(5, Method.EDIT, Message(LONG), message_id=9))
    assert [(letter.method, letter.message_id) for letter in letters] == [
        (Method.EDIT, 9),
        (Method.SEND, None),
        (Method.SEND, None),
    ]


def test_a_voice_whose_words_do_not_fit_under_it() -> None:
    """H15: somebody's voice or picture is treated as a file of ours is."""
    voice = Media(MediaKind.VOICE, "v1")
    words, bare = parts(Letter(5, message=Message("字" * 1025, media=voice)))
    assert words.message == Message("字" * 1025)
    assert bare.message == Message("", media=voice)


def test_a_file_whose_words_do_not_fit_under_it() -> None:
    file = File("a.xlsx", b"x")
    words, bare = parts(Letter(5, message=Message("字" * 1025, file=file)))
    assert words.message == Message("字" * 1025)
    assert bare.message == Message("", file=file)
    assert parts(Letter(5, message=Message("字" * 1024, file=file))) == [
        Letter(5, message=Message("字" * 1024, file=file))
    ]


def test_what_fits_stays_one() -> None:
    for letter in (Letter(5, message=Message("好", ROWS)), Letter(5, Method.LIVE, live="board", ref=1)):
        assert parts(letter) == [letter]


def test_a_living_message_stays_one_and_says_that_it_was_cut() -> None:
    cut = shortened(Message(LONG, ROWS))
    assert units(cut.html) <= 4096
    assert cut.html.endswith("\n…")
    assert cut.rows == ROWS
    assert shortened(Message("好")) == Message("好")
