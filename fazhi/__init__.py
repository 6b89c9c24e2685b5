"""The conductor: reports in, warehouse and tables out."""

__version__ = "0.3.0"
