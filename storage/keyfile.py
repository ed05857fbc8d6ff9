"""Key files: one key a line, the one in use first; older ones below still open what they sealed.

A file is changed by putting a new one in its place: whoever is killed in between leaves the old one whole.
"""

import base64
import os
import tempfile
from contextlib import suppress
from pathlib import Path

KEY_BYTES = 32


class KeyProblem(Exception):
    """The key file cannot be used; the message is one sentence for the operator."""


def care_file(path: Path) -> Path:
    """The second key file, beside the first: it seals what people confide."""
    return path.with_name(f"{path.stem}-care{path.suffix}")


def both(path: Path) -> tuple[Path, Path]:
    """The key files of an installation whose first is this one."""
    return path, care_file(path)


def missing(path: Path) -> list[Path]:
    """Those of the key files that are not there."""
    return [each for each in both(path) if not each.exists()]


def read(path: Path) -> tuple[bytes, ...]:
    """Read the file, or make it (mode 600) where there is none.

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
    return masters


def add_key(path: Path) -> None:
    """A new key comes first; the others stay below."""
    _put(path, (os.urandom(KEY_BYTES), *read(path)))


def drop_old(path: Path) -> int:
    """Only the key in use stays; returns how many went."""
    newest, *old = read(path)
    if old:
        _put(path, (newest,))
    return len(old)


def _make(path: Path) -> None:
    """Whole and on the disk before anything is sealed with it; of two that make it at once one is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = _written(path, (os.urandom(KEY_BYTES),))
    try:
        with suppress(FileExistsError):
            path.hardlink_to(made)
    finally:
        made.unlink()


def _put(path: Path, masters: tuple[bytes, ...]) -> None:
    real = path.resolve()  # it may lie elsewhere, with a link to it here
    _written(real, masters).replace(real)
    on_disk(real.parent)


def _written(path: Path, masters: tuple[bytes, ...]) -> Path:
    """A file beside this one with these keys, on the disk."""
    descriptor, made = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # mode 600
    with os.fdopen(descriptor, "wb") as file:
        file.write(b"".join(base64.urlsafe_b64encode(master) + b"\n" for master in masters))
        file.flush()
        os.fsync(file.fileno())
    return Path(made)


def on_disk(folder: Path) -> None:
    """A new name in this folder survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
