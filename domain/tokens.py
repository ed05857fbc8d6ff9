"""The token of a suggestion: what its author holds instead of a name (H30)."""

import unicodedata
from typing import Final

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L: it is copied by hand
TOKEN_LENGTH: Final = 16  # 31 ** 16 are 79 bits: nobody guesses one


def grouped(token: str) -> str:
    """As it is shown: ABCD-EFGH-JKMN-PQRS."""
    return "-".join(token[at : at + 4] for at in range(0, len(token), 4))


def read_token(text: str) -> str | None:
    """The token somebody typed, however they set blanks, dashes, case and width; None where it is none."""
    bare = "".join(char for char in unicodedata.normalize("NFKC", text).upper() if char.isalnum())
    return bare if len(bare) == TOKEN_LENGTH and set(bare) <= set(LETTERS) else None
