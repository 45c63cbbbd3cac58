"""From bytes to text, the one way for every text file that a person writes."""

from __future__ import annotations

from briefgen.model.errors import MalformedFile
from briefgen.model.position import Position


def decode(data: bytes, file: str) -> str:
    """Text from UTF-8, with or without a byte order mark; line ends become LF.

    ``file`` is its path as the user would type it. Raises :class:`MalformedFile` for anything else, at the line and column of
    the first byte that is not text.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _undecodable(data, file, problem.start) from None
    if "\0" in text:
        raise _undecodable(data, file, data.index(b"\0"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(data: bytes, file: str, offset: int) -> MalformedFile:
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
    message, hint = _verdict(data, offset)
    return MalformedFile(message, position=Position(file, line, column), hint=hint)


def _verdict(data: bytes, offset: int) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "this is UTF-16", "save the file as UTF-8"
    if b"\0" in data[:8192]:
        return "this is a binary file, not text", "name a text file"
    return f"byte {offset} (0x{data[offset]:02X}) is not UTF-8", "save the file as UTF-8"
