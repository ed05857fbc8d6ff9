"""A backup file: lines of JSON, compressed and sealed as one stream that opens whole or not at all.

The stream is cut into pieces, each sealed with its number and whether it is the last: what is missing, changed or out
of order does not open. So neither writing nor reading holds more than a piece in memory, and no checksum is needed
beside it. The key is made for this one file, from the key file's "backups" and a salt.
"""

import hmac
import json
import os
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.sealing import Keyring

MAGIC = b"XIAOBAN-BACKUP-1\n"
PIECE = 1 << 18
_SALT, _CHECK, _TAG = 16, 16, 16
_QUICK = 2  # zlib's level: what is sealed does not get smaller, whatever the effort

Line = dict[str, Any]


class ArchiveProblem(Exception):
    """Why a backup cannot be made or used; the message is one sentence that says what to do."""


class Writer:
    """Takes lines; what was written is a backup only when `close` has returned."""

    def __init__(self, file: BinaryIO, keyring: Keyring) -> None:
        salt = os.urandom(_SALT)
        key = keyring.derived("backups", salt)[0]
        self._file = file
        self._seal = AESGCM(key)
        self._deflate = zlib.compressobj(_QUICK)
        self._waits = bytearray()
        self._number = 0
        file.write(MAGIC + salt + _check(key))

    def line(self, line: Line) -> None:
        packed = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
        self._waits += self._deflate.compress(packed + b"\n")
        while len(self._waits) > PIECE:
            self._piece(bytes(self._waits[:PIECE]), last=False)
            del self._waits[:PIECE]

    def close(self) -> None:
        self._waits += self._deflate.flush()
        while len(self._waits) > PIECE:
            self._piece(bytes(self._waits[:PIECE]), last=False)
            del self._waits[:PIECE]
        self._piece(bytes(self._waits), last=True)

    def _piece(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._seal.encrypt(_nonce(self._number, last=last), plain, None))
        self._number += 1


def lines(file: BinaryIO, keyring: Keyring) -> Iterator[Line]:
    """The lines of a backup. Raises ArchiveProblem where it is none, is damaged, or another key sealed it."""
    inflate, kept = zlib.decompressobj(), b""
    for piece in _pieces(file, _opener(file, keyring)):
        *whole, kept = (kept + inflate.decompress(piece)).split(b"\n")
        yield from map(json.loads, whole)


def _pieces(file: BinaryIO, opener: AESGCM) -> Iterator[bytes]:
    number, piece, last = 0, file.read(PIECE + _TAG), False
    while not last:
        following = file.read(PIECE + _TAG)
        last = not following
        try:
            yield opener.decrypt(_nonce(number, last=last), piece, None)
        except InvalidTag:
            raise ArchiveProblem("这份备份不完整，或者被改动过，不能用；请换一份备份。") from None
        number, piece = number + 1, following


def _opener(file: BinaryIO, keyring: Keyring) -> AESGCM:
    head = file.read(len(MAGIC) + _SALT + _CHECK)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + _SALT + _CHECK:
        raise ArchiveProblem("这不是小伴的备份文件，请用 python -m bot backup 写的文件。")
    salt, check = head[len(MAGIC) : -_CHECK], head[-_CHECK:]
    for key in keyring.derived("backups", salt):
        if hmac.compare_digest(_check(key), check):
            return AESGCM(key)
    raise ArchiveProblem("密钥文件打不开这份备份，请先把备份那时用的密钥文件放回原处。")


def _check(key: bytes) -> bytes:
    return hmac.digest(key, b"whose", "sha256")[:_CHECK]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
