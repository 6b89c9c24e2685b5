"""Who may come to the desk from another machine: names, roles and hashes of passwords."""

import secrets
import threading
import time
from typing import NamedTuple

import argon2
import sqlalchemy as sa

from desk import tables
from desk.errors import DeskError
from desk.store import Store
from desk.verdict import now

ROLES = ("reader", "adjudicator")
SHORTEST = 10  # letters of a password
TRIES, PAUSE = 5, 60  # wrong passwords of one name, and the seconds until it is listened to again
_T = tables.accounts
AT_ONCE = 2  # passwords that are looked at at once: each takes 64 MB, whoever asks
_HASHER = argon2.PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex(16))


class Account(NamedTuple):
    """A reader who may sign in. `session_key` changes with the password: who looked at the one before is late."""

    name: str
    role: str
    session_key: str

    @property
    def is_adjudicator(self) -> bool:
        """Whether this reader's word decides between two others."""
        return self.role == ROLES[1]


def add(store: Store, name: str, role: str, password: str) -> None:
    """Adds an account, or gives an existing one another role and password. Raises DeskError."""
    name = name.strip()
    if not name or len(name) > 60 or not name.isprintable():
        raise DeskError("an account needs a name, of at most 60 letters")
    if role not in ROLES:
        raise DeskError(f"“{role}” is no role; it is {' or '.join(ROLES)}")
    row = {"role": role, **_kept(password)}
    with store.writing() as connection:
        changed = connection.execute(sa.update(_T).where(_T.c.name == name).values(**row)).rowcount
        if not changed:
            connection.execute(sa.insert(_T), {"name": name, "made_at": now(), **row})
        _end_sessions(connection, name)


def change_password(store: Store, account: Account, password: str) -> Account:
    """Gives an account another password, ends its sessions, and gives the account as it is now. Raises DeskError."""
    row = _kept(password)
    is_same = (_T.c.name == account.name) & (_T.c.session_key == account.session_key)
    with store.writing() as connection:
        if not connection.execute(sa.update(_T).where(is_same).values(**row)).rowcount:
            raise DeskError("the password has been changed meanwhile; sign in again")
        _end_sessions(connection, account.name)
    return account._replace(session_key=row["session_key"])


def remove(store: Store, name: str) -> None:
    """Takes an account away; the reader's verdicts stay. Raises DeskError where there is none."""
    with store.writing() as connection:
        if not connection.execute(sa.delete(_T).where(_T.c.name == name)).rowcount:
            raise DeskError(f"there is no account “{name}”")
        _end_sessions(connection, name)


def _kept(password: str) -> dict[str, str]:
    if len(password) < SHORTEST:
        raise DeskError(f"a password has at least {SHORTEST} letters")
    return {"password_hash": _HASHER.hash(password), "session_key": secrets.token_hex(16)}


def _end_sessions(connection: sa.Connection, name: str) -> None:
    connection.execute(sa.delete(tables.sessions).where(tables.sessions.c.name == name))


def listed(store: Store) -> list[Account]:
    """All accounts, by name."""
    with store.reading() as connection:
        found = connection.execute(sa.select(_T.c.name, _T.c.role, _T.c.session_key).order_by(_T.c.name)).all()
    return [Account(*row) for row in found]


class Door:
    """Looks at passwords, and at none of a name for which too many wrong ones came."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._wrong: dict[str, list[float]] = {}
        self._looking = threading.BoundedSemaphore(AT_ONCE)

    def opens(self, name: str, password: str) -> Account | None:
        """The account, where the password is its own."""
        moment = time.monotonic()
        recent = [at for at in self._wrong.get(name, []) if moment - at < PAUSE]
        if len(recent) >= TRIES:
            return None
        with self.store.reading() as connection:
            known = connection.execute(sa.select(_T).where(_T.c.name == name)).first()
        try:
            # a name that is not there takes as long as one that is
            with self._looking:
                _HASHER.verify(known.password_hash if known else _NOBODY, password)
        except argon2.exceptions.VerificationError:
            self._wrong = {one: at for one, at in self._wrong.items() if moment - at[-1] < PAUSE}
            self._wrong[name] = [*recent, moment]
            return None
        self._wrong.pop(name, None)
        return Account(known.name, known.role, known.session_key) if known else None
