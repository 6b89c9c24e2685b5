"""Who is signed in: rows of the store. A cookie holds a token, the store its hash; without a row it is nothing."""

import contextlib
import datetime
import hashlib
import secrets
from typing import NamedTuple

import sqlalchemy as sa

from desk import tables
from desk.accounts import Account
from desk.errors import DeskError
from desk.store import Store

IDLE = 30 * 60  # seconds without a request, after which a session has ended
LONGEST = 12 * 3600  # seconds from its beginning
SEEN = 60  # seconds that pass before it is written anew when a session was seen
_S, _A = tables.sessions, tables.accounts


class Session(NamedTuple):
    """One of an account's sessions: when it began, when it was last seen, and whether it is the one that asks."""

    began_at: str
    seen_at: str
    is_this: bool


def begin(store: Store, account: Account) -> str:
    """Signs an account in, and gives the token; empty where its password has changed since it was looked at."""
    token, moment = secrets.token_urlsafe(32), clock()
    with store.writing() as connection:
        connection.execute(sa.delete(_S).where(_over(moment)))
        # held until the row is written: a change of the password waits, and then ends this session too
        key = sa.select(_A.c.session_key).where(_A.c.name == account.name).with_for_update()
        if connection.scalar(key) != account.session_key:
            return ""
        row = {"token_sha256": _hash(token), "name": account.name, "began_at": _iso(moment), "seen_at": _iso(moment)}
        connection.execute(sa.insert(_S), row)
    return token


def account_of(store: Store, token: str) -> Account | None:
    """Whose session a token is of; None where it has ended or never began."""
    moment = clock()
    query = (
        sa.select(_A.c.name, _A.c.role, _A.c.session_key, _S.c.seen_at)
        .join(_A, _A.c.name == _S.c.name)
        .where(_S.c.token_sha256 == _hash(token), ~_over(moment))
    )
    with store.reading() as connection:
        found = connection.execute(query).first()
    if found is None:
        return None
    if found.seen_at < _iso(moment, SEEN):
        # a store that cannot be written now can be read all the same
        with contextlib.suppress(DeskError), store.writing() as connection:
            seen = sa.update(_S).where(_S.c.token_sha256 == _hash(token)).values(seen_at=_iso(moment))
            connection.execute(seen)
    return Account(found.name, found.role, found.session_key)


def end(store: Store, token: str) -> None:
    """Ends the session of a token; whoever else has it is a stranger from now on."""
    with store.writing() as connection:
        connection.execute(sa.delete(_S).where(_S.c.token_sha256 == _hash(token)))


def end_all(store: Store, name: str) -> None:
    """Ends all sessions of an account."""
    with store.writing() as connection:
        connection.execute(sa.delete(_S).where(_S.c.name == name))


def listed(store: Store, name: str, token: str = "") -> list[Session]:
    """The sessions of an account that have not ended, the one seen last first; `token` is of the one that asks."""
    query = sa.select(_S).where(_S.c.name == name, ~_over(clock())).order_by(_S.c.seen_at.desc(), _S.c.token_sha256)
    with store.reading() as connection:
        found = connection.execute(query).all()
    own = _hash(token)
    return [Session(row.began_at, row.seen_at, row.token_sha256 == own) for row in found]


def clock() -> datetime.datetime:
    """The time by which sessions end."""
    return datetime.datetime.now(datetime.UTC)


def _over(moment: datetime.datetime) -> sa.ColumnElement[bool]:
    return sa.or_(_S.c.seen_at <= _iso(moment, IDLE), _S.c.began_at <= _iso(moment, LONGEST))


def _iso(moment: datetime.datetime, before: int = 0) -> str:
    """So many seconds before a moment, as the store has times: their order is that of their letters."""
    return (moment - datetime.timedelta(seconds=before)).isoformat(timespec="microseconds")


def _hash(token: str) -> str:
    # a token is 32 bytes of chance: nothing of it can be guessed, whatever the hash costs
    return hashlib.sha256(token.encode()).hexdigest()
