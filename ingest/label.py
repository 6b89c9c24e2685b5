"""The label of a figure: what stands around it."""

from dataclasses import dataclass
from typing import Final

MAX_LABEL: Final = 60


@dataclass(slots=True)
class Label:
    """What stands around one figure; offsets of its clause, texts without the connectors at their ends.

    `compared` is the offset of the figure that a list of changes sets this one against (8批12人次,分别下降3%和5%).
    """

    clause_start: int
    clause_end: int
    before: str
    after: str
    items: list[str]
    compared: int | None = None
