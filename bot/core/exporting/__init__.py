r"""The directory as a sheet: topics become rows, rows become the bytes of a file.

>>> rows = table([("pricing", Content(title="=Pricing", aliases=("Rates, net",)))])
>>> [dict(zip(rows[0], row))["aliases"] for row in rows[1:]]
['Rates, net |']
>>> as_csv([["topic", "owner"], ["=Pricing", "Ana Sobral"]]).decode("utf-8-sig")
"topic,owner\r\n'=Pricing,Ana Sobral\r\n"
"""

from bot.core.exporting.files import as_csv, as_xlsx
from bot.core.exporting.tables import COLUMNS, table
from bot.core.exporting.templates import EXAMPLE, template
from bot.core.plans import Content

__all__ = ["COLUMNS", "EXAMPLE", "Content", "as_csv", "as_xlsx", "table", "template"]
