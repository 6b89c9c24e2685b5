"""The panel as files that statistics programs open: a row per jurisdiction and year, a column per metric."""

from publish.panel.files import FOLDER, write_panel

__all__ = ["FOLDER", "write_panel"]
