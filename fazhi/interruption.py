"""How a command ends that fails, or that is asked to end."""

import contextlib
from collections.abc import Iterator

from fazhi.language import either
from fazhi.stopping import as_stopped, exit_code, signals
from fazhi.streams import say
from fazhi.troubles import fail as _fail
from ground.errors import FazhiError

REFUSED = 3  # exit code: done, but something was refused


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Ends the command with 1 for what fails, and with the signal's own code where one asked it to end."""
    with signals():
        try:
            yield
        except (Exception, KeyboardInterrupt) as raised:
            error = as_stopped(raised)
            if isinstance(error, KeyboardInterrupt):
                say(either(f"Stopped: {error or 'by Ctrl-C'}", f"已停止：{error or 'Ctrl-C'}"), err=True)
                raise SystemExit(exit_code(error)) from None
            if isinstance(error, FazhiError):
                _fail(error)
            raise
