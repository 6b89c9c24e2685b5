"""What is to be done with one source, and later what became of it."""

from typing import Literal, NamedTuple

from ingest.files import Source

Status = Literal[
    "new", "restored", "unchanged", "duplicate", "refused", "landed", "new_version", "withdrawn", "taken_back"
]


class Finding(NamedTuple):
    """What is to be done with one source, and later what became of it.

    `new`: its content has never landed; it becomes `landed`, `new_version` or `refused`. `restored`: it has gone back
    to a content that landed before. `duplicate`: another source brings the same content. `withdrawn`: a person wants
    none of its figures among the facts; `taken_back`: no more. `is_news` tells whether the ledger says something else
    so far.
    """

    source: Source
    status: Status
    is_news: bool
    sha256: str | None = None
    byte_count: int | None = None
    reason_code: str | None = None
    reason: str | None = None

    @property
    def report_id(self) -> str | None:
        """The id that this content has or would have."""
        return self.sha256[:16] if self.sha256 else None
