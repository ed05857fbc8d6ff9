"""Keys: text that people confide is sealed at rest, and buttons are signed.

The key files lie outside the database; whoever has only one of the two has nothing. There are two (V6): the ordinary
one signs buttons and seals backups and what is meant for many; what people confide, and every letter and update on its
way, is sealed with the other, so that who looks after backups reads none of it.
"""

import base64
import hashlib
import hmac
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage import keyfile
from storage.keyfile import KEY_BYTES, KeyProblem

__all__ = ["KeyProblem", "Keyring", "Signer"]

# All other purposes are somebody's confidence: a new one need not be thought of here to be kept apart.
ORDINARY = frozenset({"backups", "broadcasts", "buttons", "lessons", "study_hours"})


class Keyring:
    """The keys of one installation, newest first; one derived key per purpose.

    What was confided before there was a second file is still opened by the first.
    """

    def __init__(self, masters: tuple[bytes, ...], care: tuple[bytes, ...] = ()) -> None:
        self._masters = masters
        self._care = care
        self.box = cache(self._box)
        self._newest = cache(self._newest_alone)

    @classmethod
    def from_file(cls, path: Path) -> "Keyring":
        """Read both key files, or make what is missing (mode 600).

        Raises KeyProblem where a file is readable by others, or is not a key file.
        """
        masters, care = map(keyfile.read, keyfile.both(path))
        return cls(masters, care)

    def derived(self, purpose: str, salt: bytes | None = None) -> tuple[bytes, ...]:
        """The keys for a purpose, the one in use first."""
        masters = self._masters if purpose in ORDINARY else (*self._care, *self._masters)
        return tuple(HKDF(SHA256(), KEY_BYTES, salt=salt, info=purpose.encode()).derive(each) for each in masters)

    def _box(self, purpose: str) -> MultiFernet:
        return MultiFernet([_fernet(key) for key in self.derived(purpose)])

    def _newest_alone(self, purpose: str) -> Fernet:
        return _fernet(self.derived(purpose)[0])

    def opens(self, purpose: str, sealed: bytes) -> bool:
        return _opens(self.box(purpose), sealed)

    def is_fresh(self, purpose: str, sealed: bytes) -> bool:
        """Whether the key in use sealed it."""
        return _opens(self._newest(purpose), sealed)

    def signer(self, purpose: str) -> "Signer":
        return Signer(self.derived(purpose))


def _fernet(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key))


def _opens(box: Fernet | MultiFernet, sealed: bytes) -> bool:
    try:
        box.decrypt(sealed)
    except InvalidToken:
        return False
    return True


class Signer:
    """Short signatures: eight bytes are 2**64 guesses, each of which costs an attacker a rate-limited press."""

    SIZE = 8

    def __init__(self, secrets: tuple[bytes, ...]) -> None:
        self._secrets = secrets

    def sign(self, data: bytes) -> bytes:
        return self._mac(self._secrets[0], data)

    def holds(self, data: bytes, mac: bytes) -> bool:
        return any(hmac.compare_digest(self._mac(secret, data), mac) for secret in self._secrets)

    def _mac(self, secret: bytes, data: bytes) -> bytes:
        return hmac.new(secret, data, hashlib.sha256).digest()[: self.SIZE]
