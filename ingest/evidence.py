"""Pictures of pages that were recognised, kept beside the warehouse: a folder for each report, a JPEG for each page.

They are named by the report's id, which is that of its content, so that none is ever overwritten by another.
"""

from collections.abc import Sequence
from pathlib import Path

from ground.errors import LandingError, NoRoom
from ground.warehouse import is_full


def folder_of(db: Path) -> Path:
    """Where the pictures of the warehouse at `db` are."""
    return db.with_name(f"{db.stem}.pages")


def name(report_id: str, page: int) -> str:
    """A page's picture, under that folder."""
    return f"{report_id}/{page:04}.jpg"


def keep(folder: Path, report_id: str, pictures: Sequence[bytes]) -> None:
    """Writes the pictures of a report's pages; empty ones are of pages that were text. Raises LandingError."""
    for number, picture in enumerate(pictures, 1):
        if not picture:
            continue
        path = folder / name(report_id, number)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(picture)
        except OSError as error:
            if is_full(str(error)):
                raise NoRoom.at(path, error.strerror or str(error)) from None
            raise LandingError(
                f"{path}: the picture of a page cannot be kept ({error.strerror}); let your account write there"
            ) from None
