"""Whether somebody looks at what is written to stderr."""

import sys


def is_terminal() -> bool:
    """Whether stderr is a terminal; a program may be started with it closed, and then there is none at all."""
    return sys.stderr is not None and sys.stderr.isatty()
