"""One clue, and what is known of a report besides its text."""

from typing import NamedTuple


class Clue(NamedTuple):
    """What something says of a report.

    `about`: title, issuer, jurisdiction, class (市, 区, …), kind, year or published; `kind`: where it stands; `value`:
    what it says, for a division with its `code` (of a zone: its city's) and `level`; `mentions`: how often; `start`,
    `end`: where in the text, None for what stands beside it; `text`: the words.
    """

    about: str
    kind: str
    value: str
    text: str
    start: int | None = None
    end: int | None = None
    code: str | None = None
    level: str | None = None
    mentions: int = 1


class Outside(NamedTuple):
    """What stands beside a report's text: its uri and name, and its page's meta tags as (name, content)."""

    uri: str = ""
    meta: tuple[tuple[str, str], ...] = ()
