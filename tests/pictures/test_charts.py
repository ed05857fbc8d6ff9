"""What is drawn: large enough, on two grounds, within the sheet, and with no empty boxes (X3)."""

import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from domain.pictures import Bars, Code, Faces, Picture, addressed, packed, unpacked
from pictures import faces
from pictures.charts import drawn
from pictures.lettering import STAND_IN, fitted, font, has, legible, wrapped
from pictures.palette import DARK, LIGHT, Colour, Palette
from pictures.sheet import INNER, MARGIN, NOTE, TITLE, WIDTH, WORDS, as_png

HOUSE = Path(__file__).parents[2]
BARS = Bars("需求调查：退休", (("医疗健康", 23), ("心理情绪/思想困惑", 6), ("其他", 0)), "人", "满 5 个人的才写出来。")
SHOWN_WIDTH = 390  # what a telephone makes of a picture's width, in its own points


def _image(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(as_png(drawn(picture))))


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_must_be_read_stands_out(palette: Palette) -> None:
    for colour in (palette.ink, palette.quiet, palette.accent):
        assert _contrast(colour, palette.ground) >= 4.5
    assert _contrast(palette.accent, palette.rule) >= 3  # where a bar ends


def test_words_are_large_on_a_telephone() -> None:
    assert min(TITLE, WORDS) * SHOWN_WIDTH / WIDTH >= 18
    assert NOTE * SHOWN_WIDTH / WIDTH >= 15


@pytest.mark.parametrize("dark", [False, True])
def test_a_bar_is_as_long_as_its_count(dark: bool) -> None:
    image = _image(Picture(BARS, dark))
    palette = DARK if dark else LIGHT
    assert image.width == WIDTH
    assert image.getpixel((1, 1)) == palette.ground
    lengths = []
    for y in range(image.height):
        row = [image.getpixel((x, y)) for x in range(MARGIN, MARGIN + INNER, 4)]
        lengths.append(sum(pixel == palette.accent for pixel in row) * 4)
    longest = max(lengths)
    assert longest >= INNER - 8
    assert any(abs(length - INNER * 6 / 23) <= 8 for length in lengths)


@pytest.mark.parametrize("marks", range(0, 40, 3))
def test_faces_stay_on_the_sheet(marks: int) -> None:
    first = date(2026, 9, 1)
    given = tuple((first + timedelta(weeks=week), week % 5 + 1) for week in range(marks))
    image = _image(Picture(Faces("我的心情", given, "只有您自己能看到。")))
    edge = [image.getpixel((x, y)) for x, y in product((0, 8, WIDTH - 9, WIDTH - 1), range(0, image.height, 3))]
    assert set(edge) == {LIGHT.ground}


def test_five_faces_are_five() -> None:
    assert len({faces.face(mark, 96, LIGHT).tobytes() for mark in range(1, faces.LEVELS + 1)}) == faces.LEVELS


def test_a_very_long_title_and_label_stay_on_the_sheet() -> None:
    bars = Bars("长" * 60, (("很" * 60, 10**6), ("", 1)), "人次", "说明" * 60)
    image = _image(Picture(bars))
    assert {image.getpixel((WIDTH - 9, y)) for y in range(image.height)} == {LIGHT.ground}
    assert fitted("很" * 60, WORDS, 300).endswith("…")
    assert all(font(NOTE).getlength(line) <= INNER + NOTE for line in wrapped("说明，" * 60, NOTE, INNER))


@pytest.mark.parametrize("bars", [Bars("没有数", ()), Bars("", (("甲", 0),)), Bars("许多", (("甲", 1),) * 40)])
def test_odd_charts_are_drawn_all_the_same(bars: Bars) -> None:
    image = _image(Picture(bars))
    assert image.height + image.width < 10_000  # more Telegram does not take
    assert max(image.size) / min(image.size) < 20


def test_what_the_font_cannot_write_leaves_no_box() -> None:
    assert not has("\U00020bb7")
    assert legible("\U00020bb7家🎉 宴\u200d会") == f"{STAND_IN}家 宴会"
    assert all(has(character) for character in STAND_IN + "…喆玥堃犇㛃䶮，。、；：？！“”（）《》·—0123456789")


@pytest.mark.parametrize("dark", [False, True])
def test_m8_a_code_is_read_by_somebody_else_whatever_the_surroundings(dark: bool) -> None:
    link = "https://t.me/xiaoban_bot?start=qr_1234567890_ABCDEFGHIJ"
    picture = addressed(Picture(Code("扫一扫，签到", "qr_1234567890_ABCDEFGHIJ", "说明" * 9), dark), link_of)
    [found] = zxingcpp.read_barcodes(_image(unpacked(packed(picture))))
    assert found.text == link


def link_of(start: str) -> str:
    return f"https://t.me/xiaoban_bot?start={start}"


def test_the_process_draws_what_it_is_given_and_fails_aloud() -> None:
    def ask(said: bytes) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "pictures"]
        return subprocess.run(command, input=said, capture_output=True, cwd=HOUSE, check=False)  # noqa: S603 - ours

    good = ask(b'{"kind": "faces", "title": "x", "marks": [["2026-11-17", 5]], "note": "", "dark": true}')
    assert good.stdout.startswith(b"\x89PNG")
    bad = ask(b'{"kind": "pie"}')
    assert (bad.stdout, bad.returncode != 0) == (b"", True)
