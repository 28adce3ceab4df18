"""Files that are no sheets, told by how they begin, whatever their names say."""

from bot.errors import UserMistake

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
BEGINNINGS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"SQLite format 3": "a database",
}
PAGES = ("<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<div", "<script", "<style")

OLD = "“{name}” is an old or password-protected Excel file. Save it as .xlsx or .csv and try again."
SOMETHING_ELSE = "“{name}” is {what}, and no sheet. Save the topics as .xlsx or .csv and try again."
A_PAGE = (
    "“{name}” is a web page, and no sheet: perhaps one to log in with. "
    "Download the sheet again, or save the page’s table as .xlsx or .csv."
)
XML = "“{name}” is XML, which I cannot read. Save it as .xlsx or .csv and try again."


def refuse_strangers(data: bytes, *, name: str) -> None:
    """Raise `UserMistake` that says what a file is, where it begins as no sheet does."""
    if data.startswith(OLD_EXCEL):
        raise UserMistake(OLD.format(name=name))
    what = next((what for start, what in BEGINNINGS.items() if data.startswith(start)), "")
    if what:
        raise UserMistake(SOMETHING_ELSE.format(name=name, what=what))


def refuse_pages(text: str, *, name: str) -> None:
    """Raise `UserMistake` where a text is a web page or XML: tables are saved like that, and logging in looks so."""
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    while start.startswith("<!--"):
        start = start.partition("-->")[2].lstrip()
    if start.startswith("<?xml") and not any(page in start for page in PAGES[:2]):
        raise UserMistake(XML.format(name=name))
    if start.startswith((*PAGES, "<?xml")):
        raise UserMistake(A_PAGE.format(name=name))
