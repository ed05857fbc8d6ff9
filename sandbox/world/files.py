"""The file shelf: bytes people and bots have sent."""

import mimetypes
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from sandbox.world.refusals import bad_request

DOWNLOAD_BYTES: Final = 20 * 1024 * 1024
UPLOAD_BYTES: Final = 50 * 1024 * 1024
PHOTO_BYTES: Final = 10 * 1024 * 1024


class FileKind(StrEnum):
    """What a file was sent as. Its id is good for that alone: Telegram sends no voice message as a document."""

    DOCUMENT = "document"
    PHOTO = "photo"
    VOICE = "voice"


_FOLDERS: Final = {FileKind.DOCUMENT: "documents", FileKind.PHOTO: "photos", FileKind.VOICE: "voice"}


@dataclass(frozen=True)
class StoredFile:
    """One file. `size` is what Telegram announces, tests may claim more than there is; `seconds` that of a voice."""

    file_id: str
    name: str
    data: bytes
    size: int
    kind: FileKind = FileKind.DOCUMENT
    seconds: int = 0

    @property
    def mime_type(self) -> str:
        """Guessed from the name, as Telegram's apps do."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def path(self) -> str:
        """The file_path under which it can be fetched."""
        return f"{_FOLDERS[self.kind]}/{self.file_id}{PurePosixPath(self.name).suffix}"


@dataclass
class FileShelf:
    """All files by their id."""

    files: dict[str, StoredFile] = field(default_factory=dict)
    last: int = 0

    def put(
        self,
        name: str,
        data: bytes,
        size: int | None = None,
        *,
        kind: FileKind = FileKind.DOCUMENT,
        seconds: int = 0,
    ) -> StoredFile:
        """Keep a file."""
        if not data:
            raise bad_request("file must be non-empty")
        self.last += 1
        stored = StoredFile(f"XBfile{self.last:06d}", name, data, len(data) if size is None else size, kind, seconds)
        self.files[stored.file_id] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile:
        """The file a bot asks for."""
        if file_id not in self.files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self.files[file_id]

    def by_path(self, path: str) -> StoredFile | None:
        """The file behind a download path."""
        return next((stored for stored in self.files.values() if stored.path == path), None)
