"""QR codes, as squares: the one file that knows segno."""

import segno

QUIET = 4  # squares of white around it, by the standard


def squares(link: str) -> list[list[bool]]:
    """Row by row, true where it is dark, with the quiet zone around. A sixth of it may be hidden or torn."""
    code = segno.make_qr(link, error="m")
    return [[bool(square) for square in row] for row in code.matrix_iter(border=QUIET)]
