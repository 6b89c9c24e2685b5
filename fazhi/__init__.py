"""The conductor: reports in, warehouse and tables out."""

__version__ = "0.2.0"
