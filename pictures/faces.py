"""Five faces, drawn with a few strokes: no emoji, which every telephone draws otherwise and no font of ours has."""

from functools import cache

from PIL import Image, ImageDraw

from pictures.palette import Palette

LEVELS = 5
FINE = 4  # drawn so many times larger, then made smaller: the strokes come out smooth


@cache
def face(mark: int, size: int, palette: Palette) -> Image.Image:
    """The face of a mark, from 1 (low) to 5 (high), on nothing."""
    full = size * FINE
    image = Image.new("RGBA", (full, full), (*palette.ground, 0))
    pen = ImageDraw.Draw(image)
    stroke = round(full * 0.075)
    pen.ellipse((0, 0, full - 1, full - 1), palette.ground, palette.accent, stroke)
    for x in (0.33, 0.67):
        pen.ellipse(_box(full, x - 0.065, 0.315, x + 0.065, 0.445), palette.accent)
    _mouth(pen, mark, full, stroke, palette)
    return image.resize((size, size), Image.Resampling.BOX)


def _mouth(pen: ImageDraw.ImageDraw, mark: int, full: int, stroke: int, palette: Palette) -> None:
    match mark:
        case 1:
            pen.arc(_box(full, 0.28, 0.56, 0.72, 0.98), 190, 350, palette.accent, stroke)
        case 2:
            pen.arc(_box(full, 0.28, 0.62, 0.72, 0.84), 190, 350, palette.accent, stroke)
        case 3:
            pen.line(_box(full, 0.28, 0.66, 0.72, 0.66), palette.accent, stroke)
        case 4:
            pen.arc(_box(full, 0.28, 0.46, 0.72, 0.78), 10, 170, palette.accent, stroke)
        case _:
            pen.chord(_box(full, 0.25, 0.36, 0.75, 0.84), 0, 180, palette.accent)


def _box(full: int, *shares: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (full * share for share in shares)
    return left, top, right, bottom
