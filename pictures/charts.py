"""The charts: a title, what is counted, a note."""

from domain.pictures import MOST_MARKS, MOST_ROWS, Bars, Code, Faces, Picture
from pictures.codes import squares
from pictures.faces import LEVELS, face
from pictures.lettering import fitted, font, wrapped
from pictures.palette import DARK, LIGHT, Palette
from pictures.sheet import INNER, MARGIN, NOTE, TITLE, WIDTH, WORDS, Sheet

LEADING = 1.4
ROW, BAR = 132, 40  # a row of bars: its words, and below them the bar
LEVEL = 124  # from one face's height to the next
DAY_GAP = 36


def drawn(picture: Picture) -> Sheet:
    palette = DARK if picture.dark else LIGHT
    match picture.spec:
        case Bars() as bars:
            return _bars(bars, palette)
        case Faces() as faces:
            return _faces(faces, palette)
        case Code() as code:
            return _code(code)


def _bars(bars: Bars, palette: Palette) -> Sheet:
    rows = bars.rows[:MOST_ROWS]
    sheet, y = _begun(bars.title, bars.note, len(rows) * ROW, palette)
    most = max((count for _, count in rows), default=0)
    for label, count in rows:
        said = f"{count} {bars.unit}".rstrip()
        room = INNER - font(WORDS).getlength(said) - MARGIN
        sheet.write(MARGIN, y, fitted(label, WORDS, room), WORDS, palette.ink)
        sheet.write(WIDTH - MARGIN, y, said, WORDS, palette.ink, "ra")
        _bar(sheet, y + WORDS * LEADING, count / most if most else 0)
        y += ROW
    return sheet


def _bar(sheet: Sheet, y: float, share: float) -> None:
    sheet.pen.rounded_rectangle((MARGIN, y, MARGIN + INNER, y + BAR), BAR / 2, sheet.palette.rule)
    if share > 0:
        width = max(BAR, INNER * share)
        sheet.pen.rounded_rectangle((MARGIN, y, MARGIN + width, y + BAR), BAR / 2, sheet.palette.accent)


def _faces(faces: Faces, palette: Palette) -> Sheet:
    marks = faces.marks[-MOST_MARKS:]
    grid = LEVELS * LEVEL
    sheet, top = _begun(faces.title, faces.note, round(grid + NOTE * LEADING + DAY_GAP), palette)
    for level in range(LEVELS):
        y = top + level * LEVEL + LEVEL / 2
        sheet.pen.line((MARGIN, y, WIDTH - MARGIN, y), palette.rule, 4)
    column = INNER / max(len(marks), 1)
    size = round(min(LEVEL - 16, column - 8))
    where = [(MARGIN + column * (i + 0.5), top + (LEVELS - mark + 0.5) * LEVEL) for i, (_, mark) in enumerate(marks)]
    for (x, y), (_, mark) in zip(where, marks, strict=True):
        drawn_face = face(mark, size, palette)
        sheet.image.paste(drawn_face, (round(x - size / 2), round(y - size / 2)), drawn_face)
    _days(sheet, [(x, f"{day.month}月{day.day}日") for (x, _), (day, _) in zip(where, marks, strict=True)], top + grid)
    return sheet


def _days(sheet: Sheet, days: list[tuple[float, str]], y: float) -> None:
    """As many days as have room beside each other, the newest first: it is the one that is looked for."""
    free_until = float(WIDTH)
    for x, day in reversed(days):
        width = font(NOTE).getlength(day)
        middle = min(max(x, MARGIN + width / 2), WIDTH - MARGIN - width / 2)
        if middle + width / 2 + DAY_GAP <= free_until or free_until == WIDTH:
            sheet.write(middle, y, day, NOTE, sheet.palette.quiet, "ma")
            free_until = middle - width / 2


def _code(code: Code) -> Sheet:
    """Black on white whatever the surroundings: not every telephone reads it the other way round."""
    sheet, top = _begun(code.title, code.note, INNER, LIGHT)
    rows = squares(code.link)
    size = INNER // len(rows)
    left = (WIDTH - size * len(rows)) // 2
    sheet.pen.rectangle((0, top, WIDTH, top + INNER), "white")
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                at = (left + x * size, top + y * size)
                sheet.pen.rectangle((*at, at[0] + size - 1, at[1] + size - 1), "black")
    return sheet


def _begun(title: str, note: str, height: int, palette: Palette) -> tuple[Sheet, float]:
    """A sheet with title and note that has room for a chart of this height; also where the chart begins."""
    titles, notes = wrapped(title, TITLE, INNER), wrapped(note, NOTE, INNER)
    head, foot = round(len(titles) * TITLE * LEADING) + TITLE // 3, round(len(notes) * NOTE * LEADING)
    sheet = Sheet.of(2 * MARGIN + head + height + foot, palette)
    for number, line in enumerate(titles):
        sheet.write(MARGIN, MARGIN - 12 + number * TITLE * LEADING, line, TITLE, palette.ink)
    below = MARGIN + head + height
    for number, line in enumerate(notes):
        sheet.write(MARGIN, below + number * NOTE * LEADING, line, NOTE, palette.quiet)
    return sheet, MARGIN + head
