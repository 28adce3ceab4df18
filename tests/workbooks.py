"""Workbooks as programs other than ours write them, and as nobody should, for tests."""

import io
import struct
import zipfile
from collections.abc import Mapping

from tests.sheets import as_xlsx

TOPICS = (("Topic", "Owner"), ("Pricing", "Ana Sobral"), ("Security", "Bo Falk"))
SHEET = "xl/worksheets/sheet1.xml"
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)
BLANK_COLUMNS = '<table:table-cell table:number-columns-repeated="16380"/>'
BLANK_ROWS = '<table:table-row table:number-rows-repeated="1048500">' + BLANK_COLUMNS + "</table:table-row>"


def package(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts as a workbook is packed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Unpack a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_rows(xml: str, *, path: str = SHEET, book: bytes | None = None) -> bytes:
    """Put rows at the end of a sheet of a workbook."""
    found = parts(book or as_xlsx({"Topics": TOPICS}))
    return package(found | {path: found[path].replace(b"</sheetData>", xml.encode() + b"</sheetData>")})


def cell(reference: str, text: str = "x") -> str:
    """Write the XML of a row with one cell in it."""
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def strict(data: bytes) -> bytes:
    """Rename what Strict Open XML names otherwise."""
    found = parts(data)
    for transitional, name in STRICT.items():
        found = {path: text.replace(transitional, name) for path, text in found.items()}
    return package(found)


def expanding(*, path: str) -> bytes:
    """Declare entities that unfold to a billion laughs, and use them in a part of a workbook."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    found = parts(as_xlsx({"Topics": TOPICS}))
    head, _, rest = found[path].partition(b"?>")
    rest = rest.replace(b"<t>Pricing</t>", b"<t>&l9;</t>").replace(b"<v>2</v>", b"<v>&l9;</v>")
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "laugh">{entities}]>'.encode()
    return package(found | {path: head + b"?>" + laughs + rest})


def lying(data: bytes, *, path: str, text: bytes) -> bytes:
    """Exchange a part for another one, and let the archive go on declaring the size of the first."""
    found = parts(data)
    packed = package(found | {path: text})
    return packed.replace(struct.pack("<L", len(text)), struct.pack("<L", len(found[path])))


def written(text: str, attributes: str = "") -> str:
    """Write the XML of a cell of an OpenDocument."""
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def as_ods(*rows: str, after: str = BLANK_ROWS) -> bytes:
    """Write an OpenDocument as LibreOffice does, with blank cells to the end of the sheet."""
    table = "".join(f"<table:table-row>{row}{BLANK_COLUMNS}</table:table-row>" for row in rows)
    tables = f'<table:table table:name="Topics">{table}{after}</table:table>'
    return package(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": ODS.format(tables=tables).encode(),
        }
    )
