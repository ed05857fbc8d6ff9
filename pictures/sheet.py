"""A sheet to draw on: as wide as a telephone shows it, its words large enough for eyes over sixty."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from pictures.lettering import font
from pictures.palette import Colour, Palette

WIDTH = 1080  # a telephone shows it at about a third of that: 48 here are 17 points there
MARGIN = 56
TITLE, WORDS, NOTE = 60, 50, 42
INNER = WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Sheet:
    image: Image.Image
    pen: ImageDraw.ImageDraw
    palette: Palette

    @classmethod
    def of(cls, height: int, palette: Palette) -> "Sheet":
        image = Image.new("RGB", (WIDTH, height), palette.ground)
        return cls(image, ImageDraw.Draw(image), palette)

    def write(self, x: float, y: float, text: str, size: int, colour: Colour, anchor: str = "la") -> None:
        """Write one line; `anchor` as Pillow has it: left, middle or right, and ascender."""
        self.pen.text((x, y), text, colour, font(size), anchor)


def as_png(sheet: Sheet) -> bytes:
    """The file. Few colours pack well without effort: level 1 takes a third of the time for a tenth more bytes."""
    out = BytesIO()
    sheet.image.save(out, "PNG", compress_level=1)
    return out.getvalue()
