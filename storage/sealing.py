"""Keys: text that people confide is sealed at rest, and buttons are signed.

The key file lies outside the database; whoever has only one of the two has nothing. Its first line is the key in use,
further lines are older keys that still open what they sealed.
"""

import base64
import hashlib
import hmac
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class KeyProblem(Exception):
    """The key file cannot be used; the message is one sentence for the operator."""


class Keyring:
    """The keys of one installation, newest first; one derived key per purpose."""

    def __init__(self, masters: tuple[bytes, ...]) -> None:
        self._masters = masters
        self.box = cache(self._box)

    @classmethod
    def from_file(cls, path: Path) -> "Keyring":
        """Read the key file, or make it (mode 600) where there is none.

        Raises KeyProblem where the file is readable by others, or is not a key file.
        """
        if not path.exists():
            _make(path)
        if path.stat().st_mode & 0o077:
            raise KeyProblem(f"密钥文件 {path} 别人也能读，请执行：chmod 600 {path}")
        try:
            masters = tuple(base64.urlsafe_b64decode(line) for line in path.read_bytes().split())
        except ValueError:
            masters = ()
        if not masters or any(len(master) != KEY_BYTES for master in masters):
            raise KeyProblem(f"密钥文件 {path} 的内容不对，请从备份恢复它；数据库里加密的内容只有它能打开。")
        return cls(masters)

    def _derive(self, master: bytes, purpose: str) -> bytes:
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(master)

    def _box(self, purpose: str) -> MultiFernet:
        return MultiFernet(
            [Fernet(base64.urlsafe_b64encode(self._derive(master, purpose))) for master in self._masters]
        )

    def signer(self, purpose: str) -> "Signer":
        return Signer(tuple(self._derive(master, purpose) for master in self._masters))


def _make(path: Path) -> None:
    """Whole and on the disk before anything is sealed with it; of two that make it at once one is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, made = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # mode 600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.urlsafe_b64encode(os.urandom(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(made)
    finally:
        Path(made).unlink()


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
