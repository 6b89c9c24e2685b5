"""What can go wrong at the desk."""

from ground.errors import FazhiError


class DeskError(FazhiError):
    """The desk cannot be opened, or a verdict, an account or a rule cannot be written; the message says what to do."""

    reason_code = "desk"


class RefusedError(DeskError):
    """A verdict that does not fit: an unknown decision, a value that its part cannot have."""


class OvertakenError(DeskError):
    """The reader has decided on this figure in another window meanwhile."""
