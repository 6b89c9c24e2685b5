"""Sessions are rows of the store: how long they last, and what ends them, for whoever holds the cookie."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from starlette.testclient import TestClient

import desk as desk_
from desk import accounts, sessions, tables
from desk.accounts import Account
from desk.app import application
from desk.context import Desk
from desk.errors import DeskError
from desk.store import Store, open_store
from tests.desk.conftest import Reader

FIRST, SECOND = "一个够长的口令，十二字", "另外一个够长的口令，也行"
BEGAN = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the time to so many seconds after the beginning."""

    def _set(seconds: int) -> None:
        monkeypatch.setattr(sessions, "clock", lambda: BEGAN + datetime.timedelta(seconds=seconds))

    _set(0)
    return _set


@pytest.fixture
def wang(store: Store) -> Account:
    accounts.add(store, "王芳", "reader", FIRST)
    return accounts.listed(store)[0]


def test_the_store_holds_no_token(store: Store, wang: Account) -> None:
    token = sessions.begin(store, wang)
    assert sessions.account_of(store, token) == wang
    with store.reading() as connection:
        (row,) = connection.execute(sa.select(tables.sessions)).all()
    assert token not in "".join(row)
    assert sessions.account_of(store, row.token_sha256) is None, "what the store holds opens nothing"
    assert sessions.account_of(store, "") is None


def test_a_session_ends_where_it_is_not_used(store: Store, wang: Account, clock: Callable[[int], None]) -> None:
    used, left = sessions.begin(store, wang), sessions.begin(store, wang)
    clock(sessions.IDLE - 1)
    assert sessions.account_of(store, used)
    clock(sessions.IDLE)
    assert sessions.account_of(store, used)
    assert sessions.account_of(store, left) is None
    assert [one.is_this for one in sessions.listed(store, "王芳", used)] == [True]


def test_a_session_ends_after_half_a_day_used_or_not(store: Store, wang: Account, clock: Callable[[int], None]) -> None:
    token = sessions.begin(store, wang)
    for moment in range(0, sessions.LONGEST, sessions.IDLE // 2):
        clock(moment)
        assert sessions.account_of(store, token)
    clock(sessions.LONGEST - 1)
    assert sessions.account_of(store, token)
    clock(sessions.LONGEST)
    assert sessions.account_of(store, token) is None
    sessions.begin(store, wang)
    with store.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.sessions)) == 1, "the old row is gone"


def test_what_ends_them(store: Store, wang: Account) -> None:
    accounts.add(store, "李", "adjudicator", FIRST)
    (li,) = (one for one in accounts.listed(store) if one.name == "李")
    other = sessions.begin(store, li)
    here, there = sessions.begin(store, wang), sessions.begin(store, wang)
    sessions.end(store, here)
    assert sessions.account_of(store, here) is None
    assert sessions.account_of(store, there)
    sessions.end_all(store, "王芳")
    assert sessions.account_of(store, there) is None
    again = sessions.begin(store, wang)
    changed = accounts.change_password(store, wang, SECOND)
    assert sessions.account_of(store, again) is None
    assert sessions.begin(store, wang) == "", "who was let in by the password before comes too late"
    with pytest.raises(DeskError, match="meanwhile"):
        accounts.change_password(store, wang, FIRST)
    again = sessions.begin(store, changed)
    accounts.add(store, "王芳", "adjudicator", SECOND)
    assert sessions.account_of(store, again) is None
    accounts.remove(store, "李")
    assert sessions.account_of(store, other) is None


def test_a_store_that_cannot_be_written_knows_who_it_is(
    store: Store, wang: Account, clock: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sessions.begin(store, wang)
    clock(sessions.SEEN * 2)

    def full() -> None:
        raise DeskError("the disk is full")

    monkeypatch.setattr(store, "writing", full)
    assert sessions.account_of(store, token) == wang


def test_a_store_of_the_form_before(tmp_path: Path) -> None:
    """Accounts of an older store stay, and can sign in."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(desk_.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        row = {"name": "王芳", "role": "reader", "password_hash": "", "session_key": "k", "made_at": "2026"}
        connection.execute(sa.insert(tables.accounts), row)
        assert not sa.inspect(connection).has_table("sessions")
    engine.dispose()
    store = open_store(str(tmp_path / "old.sqlite"))
    (known,) = accounts.listed(store)
    assert sessions.account_of(store, sessions.begin(store, known)) == known
    store.close()


@pytest.fixture
def office(warehouse: Path, opened_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    store = open_store(str(tmp_path / "desk.sqlite"))
    accounts.add(store, "王芳", "reader", FIRST)
    store.close()
    return opened_desk(warehouse, reader=None)


def _signed_in(desk: Desk, password: str = FIRST) -> Reader:
    visitor = Reader(application(desk, {"127.0.0.1"}))
    visitor.get("/login")
    visitor.post("/login", {"csrf": visitor.csrf, "name": "王芳", "password": password})
    return visitor


def _thief(desk: Desk, reader: Reader) -> TestClient:
    """Somebody else, with the reader's cookie of this moment."""
    client = TestClient(application(desk, {"127.0.0.1"}), base_url="http://127.0.0.1", follow_redirects=False)
    client.cookies.set("fazhi_desk", reader.client.cookies["fazhi_desk"])
    assert client.get("/").status_code == 200
    return client


@pytest.mark.warehouse
@pytest.mark.parametrize("way", ["/logout", "/account/sign-out-everywhere", "/account/password"])
def test_a_stolen_cookie_is_dead(office: Desk, way: str) -> None:
    reader = _signed_in(office)
    reader.get("/account")
    token, thief = reader.csrf, _thief(office, reader)
    form = {"csrf": token, "old": FIRST, "new": SECOND, "again": SECOND}
    reader.post(way, form)
    for address in ("/", "/account", "/queue/comparisons", "/options?part=year"):
        answer = thief.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login"), address
    for address in ("/verdict", "/undo", "/account/password"):
        answer = thief.post(address, data={**form, "old": SECOND})
        assert (answer.status_code, answer.headers["location"]) == (303, "/login"), address


@pytest.mark.warehouse
def test_the_page_of_an_account(office: Desk) -> None:
    reader, elsewhere = _signed_in(office), _signed_in(office)
    assert reader.get("/account").count("<tr>") == 3
    assert "别处" in reader.text
    assert "another" in reader.get("/account?lang=en")
    own = {"csrf": reader.csrf}
    for wrong, said in (
        ({"old": "wrong" * 3, "new": SECOND, "again": SECOND}, "Password now is wrong"),
        ({"old": FIRST, "new": SECOND, "again": FIRST}, "differ"),
        ({"old": FIRST, "new": "short", "again": "short"}, "at least 10"),
    ):
        answer = reader.client.post("/account/password", data={**own, **wrong})
        assert answer.status_code == 400
        assert said.casefold() in answer.text.casefold()
        assert SECOND not in answer.text
    assert elsewhere.get("/"), "a change that failed ends nothing"
    assert reader.client.post("/account/password", data={"csrf": "0" * 32, "old": FIRST}).status_code == 403
    told = reader.post("/account/password", {**own, "old": FIRST, "new": SECOND, "again": SECOND})
    assert "The password is changed" in told, "the language stays"
    assert told.count("<tr>") == 2
    assert elsewhere.client.get("/", follow_redirects=False).status_code == 303
    assert _signed_in(office, SECOND).get("/")
    visitor = Reader(application(office, {"127.0.0.1"}))
    visitor.get("/login")
    answer = visitor.client.post("/login", data={"csrf": visitor.csrf, "name": "王芳", "password": FIRST})
    assert answer.status_code == 401


@pytest.mark.warehouse
def test_at_ones_own_machine_there_is_no_account(reader: Reader) -> None:
    assert reader.client.get("/account").status_code == 404
    assert "/account" not in reader.get("/")
