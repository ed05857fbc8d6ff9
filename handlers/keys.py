"""Button data: what a press asks for, packed and signed into Telegram's 64 bytes.

Nothing is stored per button, so a button never gets lost; a forged or altered one does not open. Whether it is still
worth something is for the rules to say when it is pressed.
"""

import base64
import binascii

from domain.messages import Press
from storage.sealing import Signer

LIMIT = 64


class ButtonKeys:
    """Packs and opens button data with the installation's signing key."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def pack(self, press: Press) -> str:
        """At most 64 ASCII characters; raises ValueError for a press that does not fit."""
        only = "" if press.only is None else _base36(press.only)
        plain = ".".join([press.action, only, *map(_base36, press.args)]).encode()
        packed = base64.urlsafe_b64encode(self._signer.sign(plain) + plain).rstrip(b"=").decode()
        if len(packed) > LIMIT:
            raise ValueError(f"button data of {len(packed)} bytes: {press.action}")
        return packed

    def open(self, data: str) -> Press | None:
        """The press, or None for anything that this installation did not sign."""
        try:
            raw = base64.b64decode(data + "=" * (-len(data) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        mac, plain = raw[: self._signer.SIZE], raw[self._signer.SIZE :]
        if not self._signer.holds(plain, mac):
            return None
        action, only, *args = plain.decode().split(".")
        return Press(action, tuple(int(argument, 36) for argument in args), int(only, 36) if only else None)


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    sign, number = ("-", -number) if number < 0 else ("", number)
    text = ""
    while True:
        number, digit = divmod(number, 36)
        text = digits[digit] + text
        if number == 0:
            return sign + text
