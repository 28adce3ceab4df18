"""What a workbook is packed in: an archive that may hold something else, and may unpack to more than it says."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from bot.core.sheets.strangers import SOMETHING_ELSE
from bot.errors import UserMistake

ZIP = b"PK\x03\x04"
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 200
LOCAL = struct.Struct("<4s22xHH")  # what stands before a part: a mark, and how long its name and the rest of it are
WORKBOOKS = ("xl/", "content.xml")
KNOWN = {
    "word/": "a Word document",
    "ppt/": "a PowerPoint presentation",
    "index/": "a document of Numbers, Pages or Keynote",
}

NOT_A_WORKBOOK = "“{name}” is a package, but no workbook. Save the sheet as .xlsx or .csv and try again."
AN_ARCHIVE = "an archive"
TOO_MUCH_INSIDE = "“{name}” unpacks to more than a sheet of topics would. Copy the topics into a new workbook."


def parts_of(data: bytes, *, name: str) -> dict[str, zipfile.ZipInfo]:
    """List the parts of a workbook by their names in small letters; refuse what is no workbook, or says it is large."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise UserMistake(NOT_A_WORKBOOK.format(name=name)) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UserMistake(TOO_MUCH_INSIDE.format(name=name))
    found = {part.filename.lower(): part for part in parts}
    if len(found) < len(parts):  # one name for two parts: which of them would be read is anybody's guess
        raise UserMistake(NOT_A_WORKBOOK.format(name=name))
    if not any(path.startswith(WORKBOOKS) for path in found):
        inside = (what for start, what in KNOWN.items() if any(path.startswith(start) for path in found))
        what = next(inside, AN_ARCHIVE)
        raise UserMistake(SOMETHING_ELSE.format(name=name, what=what))
    return found


def unpacked(data: bytes, parts: dict[str, zipfile.ZipInfo], *, name: str) -> Iterator[tuple[str, bytes]]:
    """Unpack part by part, and stop where all of it is too much, whatever the archive says about itself."""
    left = MOST_UNPACKED
    for path, part in parts.items():
        text = _inflated(data, part, most=left)
        if text is None:
            raise UserMistake(NOT_A_WORKBOOK.format(name=name))
        left -= len(text)
        if left < 0:
            raise UserMistake(TOO_MUCH_INSIDE.format(name=name))
        yield path, text


def _inflated(data: bytes, part: zipfile.ZipInfo, *, most: int) -> bytes | None:
    """Inflate a part to one byte more than `most` at the most; nothing where it is damaged or packed another way."""
    head = data[part.header_offset : part.header_offset + LOCAL.size]
    if len(head) < LOCAL.size or not head.startswith(ZIP):
        return None
    _, named, more = LOCAL.unpack(head)
    start = part.header_offset + LOCAL.size + named + more
    packed = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        return bytes(packed)
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return None
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most + 1)
    except zlib.error:
        return None
