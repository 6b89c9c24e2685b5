"""What the doctor found of one thing."""

from typing import Literal, NamedTuple

State = Literal["good", "optional", "bad"]  # bad: something that the ordinary work needs is not there


class Finding(NamedTuple):
    """One thing that was looked at: its name, how it stands, what was found, and how to mend it."""

    name: str
    state: State
    told: str
    remedy: str = ""
