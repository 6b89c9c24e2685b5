"""What a queue holds: figures and reports, each with why it is there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A figure (or a report, without offset and number) that waits in a queue.

    `key` names it in addresses: REPORT:OFFSET, or REPORT alone. `why` are the words that tell why it waits.
    """

    report_id: str
    report_sha256: str
    char_start: int | None
    number_text: str
    why: str = ""
    verdict_id: str = ""

    @property
    def key(self) -> str:
        """The figure's or the report's id."""
        return self.report_id if self.char_start is None else f"{self.report_id}:{self.char_start}"

    @property
    def place(self) -> tuple[str, int, str]:
        """What a verdict on it names."""
        return self.report_sha256, -1 if self.char_start is None else self.char_start, self.number_text
