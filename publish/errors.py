"""What can go wrong between a finished warehouse and the exported tables."""


class ExportError(RuntimeError):
    """The tables could not be written; those of an earlier export stay as they were.

    The message names the table or the file, what went wrong with it, and what to do next.
    """
