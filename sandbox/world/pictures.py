"""How large a picture is, read from its first bytes."""

import struct

from sandbox.world.refusals import bad_request

_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def dimensions(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, JPEG or GIF; anything else is no picture to Telegram."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg(data: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 <= len(data):
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4])
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
