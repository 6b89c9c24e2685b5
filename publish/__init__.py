"""Tables out of a finished warehouse, for people: CSV, Parquet, an Excel workbook and Markdown.

Reads schema `marts`, never writes the warehouse.
"""

from ground.errors import ExportError
from publish.export import FORMATS, export_all
from publish.publication import publish_all
from publish.terms import Terms

__all__ = ["FORMATS", "ExportError", "Terms", "export_all", "publish_all"]
