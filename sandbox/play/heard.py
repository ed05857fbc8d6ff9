"""What people hear from a bot."""

from dataclasses import dataclass

from sandbox.world.actors import Json
from sandbox.world.chats import Chat
from sandbox.world.entities import cut
from sandbox.world.files import FileKind, FileShelf
from sandbox.world.messages import Message


@dataclass(frozen=True)
class Document:
    """A file the bot sent."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Toast:
    """A bot's answer to a press."""

    text: str
    alert: bool
    url: str


@dataclass(frozen=True)
class Press:
    """A button somebody pressed; without a query when it was a link or a word of the reply keyboard."""

    label: str
    query_id: str = ""
    url: str = ""


@dataclass(frozen=True)
class Heard:
    """A message of the bot as it stood when it was heard."""

    chat: Chat
    message: Message
    edited: bool
    document: Document | None = None

    @property
    def text(self) -> str:
        """The plain words; for a file, its caption."""
        return self.message.text

    @property
    def photo(self) -> bytes | None:
        """The bytes of the picture; None where it is none."""
        attachment = self.message.attachment
        is_one = attachment is not None and attachment.kind is FileKind.PHOTO
        return self.document.data if is_one and self.document is not None else None

    @property
    def message_id(self) -> int:
        """The message's number in its chat."""
        return self.message.id

    @property
    def topic(self) -> int | None:
        """The forum topic it stands in."""
        return self.message.topic

    @property
    def reply_to(self) -> int | None:
        """The number of the message it answers."""
        return self.message.reply_to

    @property
    def button_rows(self) -> list[list[Json]]:
        """The inline buttons as sent, row by row."""
        return self.message.inline_keyboard

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the inline buttons, row by row."""
        return [[button["text"] for button in row] for row in self.button_rows]

    @property
    def reply_keyboard(self) -> list[list[str]] | None:
        """The labels of the keyboard shown below the chat, if this message brought one."""
        rows = (self.message.reply_markup or {}).get("keyboard")
        return rows and [[button["text"] for button in row] for row in rows]

    def marked(self, kind: str) -> list[str]:
        """The parts of the text marked as bold, italic, text_link and so on."""
        return [cut(self.text, entity) for entity in self.message.entities if entity["type"] == kind]


def hear(chat: Chat, message: Message, files: FileShelf, *, edited: bool) -> Heard:
    """The message with the bytes of its file."""
    attachment = message.attachment
    document = Document(attachment.name, files.by_id(attachment.file_id).data) if attachment else None
    return Heard(chat, message, edited, document)
