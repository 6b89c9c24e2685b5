"""Tables out of a finished warehouse, for people: CSV, Parquet, an Excel workbook and Markdown.

Reads schema `marts`, never writes the warehouse.
"""

from publish.errors import ExportError
from publish.export import FORMATS, export_all

__all__ = ["FORMATS", "ExportError", "export_all"]
