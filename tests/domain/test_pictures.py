"""A chart goes into a letter as JSON and comes out as it was."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messages import CAPTION_UNITS, Letter, Message, parts, shortened, units
from domain.pictures import Bars, Faces, Picture, packed, unpacked

_bars = st.builds(
    Bars, st.text(), st.lists(st.tuples(st.text(), st.integers(0, 10**6))).map(tuple), st.text(), st.text()
)
_faces = st.builds(Faces, st.text(), st.lists(st.tuples(st.dates(), st.integers(1, 5))).map(tuple), st.text())
A_PICTURE = Picture(Bars("需求", (("医疗健康", 6),), "人"))


@given(st.builds(Picture, _bars | _faces, st.booleans()))
def test_what_is_packed_is_unpacked(picture: Picture) -> None:
    assert unpacked(json.loads(json.dumps(packed(picture)))) == picture
    assert picture.turned().dark is not picture.dark
    assert picture.turned().turned() == picture


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"kind": "pie", "title": "", "note": "", "dark": False},
        {"kind": "bars", "title": "", "note": "", "rows": [["a"]], "unit": "", "dark": False},
        {"kind": "faces", "title": "", "note": "", "marks": [["gestern", 3]], "dark": False},
    ],
)
def test_what_is_none_of_ours_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        unpacked(facts)


def test_a_day_stays_a_day() -> None:
    picture = Picture(Faces("我的心情", ((date(2026, 11, 17), 5),)), dark=True)
    assert packed(picture)["marks"] == [["2026-11-17", 5]]


def test_words_that_do_not_fit_under_a_picture_go_ahead_of_it() -> None:
    few, last = parts(Letter(5, message=Message("话" * 1100, picture=A_PICTURE)))
    assert few.message is not None
    assert last.message is not None
    assert (few.message.picture, last.message.picture) == (None, A_PICTURE)
    assert last.message.html == ""


def test_a_living_picture_keeps_its_words_short() -> None:
    words = "\n".join(["一行话"] * 600)
    assert units(shortened(Message(words, picture=A_PICTURE)).html) <= CAPTION_UNITS < units(words)
