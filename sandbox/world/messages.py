"""A message, as it stands at one moment. Edits make a new one, so what somebody has seen never changes under them."""

from dataclasses import dataclass, field

from sandbox.world.actors import Json
from sandbox.world.files import FileKind, StoredFile
from sandbox.world.pictures import dimensions


@dataclass(frozen=True)
class Attachment:
    """A document, a picture or a voice message; its bytes lie on the file shelf."""

    file_id: str
    name: str
    mime_type: str
    size: int
    kind: FileKind = FileKind.DOCUMENT
    width: int = 0
    height: int = 0
    seconds: int = 0

    @classmethod
    def of(cls, stored: StoredFile) -> "Attachment":
        """A file on its way into a message; refuses a picture that is none."""
        width, height = dimensions(stored.data) if stored.kind is FileKind.PHOTO else (0, 0)
        return cls(
            stored.file_id, stored.name, stored.mime_type, stored.size, stored.kind, width, height, stored.seconds
        )

    def as_wire(self) -> Json:
        """The message fields that carry it."""
        common: Json = {"file_id": self.file_id, "file_unique_id": f"u{self.file_id}", "file_size": self.size}
        match self.kind:
            case FileKind.PHOTO:
                return {"photo": [common | {"width": self.width, "height": self.height}]}
            case FileKind.VOICE:
                return {"voice": common | {"duration": self.seconds, "mime_type": self.mime_type}}
            case FileKind.DOCUMENT:
                return {"document": common | {"file_name": self.name, "mime_type": self.mime_type}}


@dataclass(frozen=True)
class Message:
    """One message of one chat."""

    id: int
    chat_id: int
    sender: Json
    date: int
    text: str = ""
    entities: tuple[Json, ...] = ()
    sender_chat: Json | None = None
    attachment: Attachment | None = None
    reply_to: int | None = None
    topic: int | None = None
    service: Json = field(default_factory=dict)
    reply_markup: Json | None = None
    edit_date: int | None = None

    @property
    def inline_keyboard(self) -> list[list[Json]]:
        """The rows of buttons under the message."""
        rows: list[list[Json]] = (self.reply_markup or {}).get("inline_keyboard", [])
        return rows

    def is_by(self, user_id: int) -> bool:
        """Whether this account wrote it."""
        return bool(self.sender["id"] == user_id)

    def body(self) -> Json:
        """What the message says: its text, its attachment with a caption, or what happened."""
        if self.service:
            return self.service
        says, marks = ("caption", "caption_entities") if self.attachment else ("text", "entities")
        body = self.attachment.as_wire() if self.attachment else {}
        if self.text:
            body[says] = self.text
        if self.entities:
            body[marks] = list(self.entities)
        return body
