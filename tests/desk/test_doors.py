"""Who gets in, and what a page may do: accounts, forms of others, hosts of others, scripts of a report."""

import base64
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import itsdangerous
import pytest
import urllib3
from click.testing import CliRunner
from starlette.routing import Route

import desk as desk_
from desk import accounts, sessions
from desk.app import application
from desk.context import Desk
from desk.errors import DeskError
from desk.sessions import LONGEST
from desk.store import open_store
from fazhi.cli import main
from tests.conftest import ROOT
from tests.desk.conftest import Reader

pytestmark = pytest.mark.warehouse
PASSWORD = "一个够长的口令，十二字"  # noqa: S105 - of an account of the tests
HOSTILE = "<script>window.hit=1</script><img src=x onerror=window.hit=2>'\"&"


@pytest.fixture
def office(warehouse: Path, opened_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """A desk that everyone signs in to."""
    store = open_store(str(tmp_path / "desk.sqlite"))
    accounts.add(store, "王芳", "reader", PASSWORD)
    accounts.add(store, "李", "adjudicator", PASSWORD)
    store.close()
    return opened_desk(warehouse, reader=None)


def _visitor(desk: Desk) -> Reader:
    return Reader(application(desk, {"127.0.0.1"}))


def _signed_in(desk: Desk, name: str) -> Reader:
    visitor = _visitor(desk)
    visitor.get("/login")
    visitor.post("/login", {"csrf": visitor.csrf, "name": name, "password": PASSWORD})
    return visitor


def _addresses(desk: Desk) -> set[tuple[str, str]]:
    """Every address of the desk with what may be done there, of a card that is there."""
    key = desk.queues.items("comparisons", "李")[0].key
    told = set()
    for route in application(desk, {"127.0.0.1"}).routes:
        if isinstance(route, Route):
            filled = re.sub(r"\{code\}", "comparisons", route.path)
            filled = re.sub(r"\{elsewhere:path\}", "nowhere", re.sub(r"\{key\}", key, filled))
            told |= {(method, filled) for method in route.methods or ()}
    return told


def test_a_stranger_sees_and_does_nothing(office: Desk) -> None:
    asked = _addresses(office)
    assert {("GET", "/progress"), ("POST", "/verdict"), ("POST", "/undo")} < asked
    assert {("GET", "/nowhere"), ("POST", "/nowhere"), ("PUT", "/nowhere")} < asked
    visitor = _visitor(office)
    visitor.get("/login")
    for method, address in sorted(asked - {("GET", "/login"), ("HEAD", "/login"), ("POST", "/login")}):
        form = {"data": {"csrf": visitor.csrf}} if method == "POST" else {}
        answer = visitor.client.request(method, address, follow_redirects=False, **form)  # type: ignore[arg-type]
        assert (answer.status_code, answer.headers.get("location"), answer.text) == (303, "/login", ""), address
    assert office.store.all() == []
    # what needs no account holds nothing of anybody's
    assert {path.suffix for path in (Path(desk_.__file__).parent / "assets").iterdir()} == {".css", ".js", ".svg"}


def test_a_session_ends_by_itself(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = _signed_in(office, "王芳")
    later = time.time() + LONGEST + 60
    monkeypatch.setattr(itsdangerous.TimestampSigner, "get_timestamp", lambda _: int(later))
    answer = reader.client.get("/queue/comparisons", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def test_a_session_of_ones_own_making(office: Desk) -> None:
    visitor = _visitor(office)
    account = next(one for one in accounts.listed(office.store) if one.name == "李")
    token = sessions.begin(office.store, account)
    told = base64.b64encode(json.dumps({"name": "李", "key": account.session_key, "token": token}).encode())
    for secret in ("", "0" * 64, "session_secret"):
        visitor.client.cookies.set("fazhi_desk", itsdangerous.TimestampSigner(secret or "x").sign(told).decode())
        assert visitor.client.get("/", follow_redirects=False).status_code == 303


def test_signing_in_and_out(office: Desk) -> None:
    reader = _signed_in(office, "王芳")
    reader.get("/queue/comparisons")
    reader.decide("accept")
    assert [one.reader for one in office.store.heads()] == ["王芳"]
    reader.get("/")
    reader.post("/logout", {"csrf": reader.csrf})
    assert reader.client.get("/", follow_redirects=False).status_code == 303


def test_wrong_passwords(office: Desk) -> None:
    visitor = _visitor(office)
    for name in ("王芳", "nobody"):
        visitor.get("/login")
        answer = visitor.client.post("/login", data={"csrf": visitor.csrf, "name": name, "password": "wrong" * 3})
        assert answer.status_code == 401
    for _ in range(accounts.TRIES):
        visitor.client.post("/login", data={"csrf": visitor.csrf, "name": "王芳", "password": "wrong" * 3})
    answer = visitor.client.post("/login", data={"csrf": visitor.csrf, "name": "王芳", "password": PASSWORD})
    assert answer.status_code == 401, "after many wrong ones the right one waits too"


def test_another_password_ends_the_sessions(office: Desk) -> None:
    reader = _signed_in(office, "王芳")
    assert reader.get("/")
    accounts.add(office.store, "王芳", "reader", PASSWORD + "3")
    assert reader.client.get("/", follow_redirects=False).status_code == 303
    accounts.remove(office.store, "李")
    with pytest.raises(DeskError, match="no account"):
        accounts.remove(office.store, "李")


def test_only_adjudicators_decide_between_two(office: Desk) -> None:
    first, second = _signed_in(office, "王芳"), _signed_in(office, "李")
    first.get("/queue/comparisons")
    key = first.card
    first.decide("accept")
    second.get(f"/card/{key}?queue=comparisons")
    second.decide("reject")
    first.get("/queue/disagreements")
    assert first.card == key
    assert 'name="decision" value="accept"' not in first.text
    form = {"csrf": first.csrf, "key": key, "queue": "disagreements", "decision": "accept", "verdict_id": "0" * 32}
    assert first.client.post("/verdict", data=form).status_code == 409
    second.get("/queue/disagreements")
    second.decide("accept")
    assert office.queues.items("disagreements", "李") == []


def test_two_who_decide_at_once_and_differ_are_asked_again(office: Desk) -> None:
    accounts.add(office.store, "赵", "adjudicator", PASSWORD)
    first, second, third = (_signed_in(office, name) for name in ("王芳", "李", "赵"))
    first.get("/queue/comparisons")
    key = first.card
    first.decide("accept")
    second.get(f"/card/{key}?queue=comparisons")
    second.decide("reject")
    for one in (second, third):  # both have the card before either decides
        one.get(f"/card/{key}?queue=disagreements")
    second.decide("accept")
    assert office.queues.items("disagreements", "李") == []
    third.decide("reject")
    assert [item.key for item in office.queues.items("disagreements", "李")] == [key]
    third.get("/queue/disagreements")
    third.decide("accept")
    assert office.queues.items("disagreements", "李") == []
    assert len({one.verdict_id for one in office.store.heads()}) == len(office.store.heads()) == 3


def test_forms_of_others(desk: Desk, reader: Reader) -> None:
    reader.get("/queue/comparisons")
    form = {**reader.hidden(), "decision": "accept"}
    for wrong in ({**form, "csrf": ""}, {**form, "csrf": "0" * 32}, {k: v for k, v in form.items() if k != "csrf"}):
        assert reader.client.post("/verdict", data=wrong).status_code == 403
    answer = reader.client.post("/verdict", data=form, headers={"origin": "http://elsewhere.example"})
    assert answer.status_code == 403
    assert _visitor(desk).client.post("/verdict", data=form).status_code == 403, "another session's word"
    assert desk.store.all() == []
    cookie = reader.client.get("/").headers.get("set-cookie") or _visitor(desk).client.get("/").headers["set-cookie"]
    assert {"httponly", "samesite=strict"} <= {part.strip() for part in cookie.casefold().split(";")}


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "", "[::2]:80"])
def test_other_hosts(reader: Reader, host: str) -> None:
    assert reader.client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8642"])
def test_its_own_host(reader: Reader, host: str) -> None:
    assert reader.client.get("/", headers={"host": host}).status_code == 200


def test_what_a_page_may_do(reader: Reader) -> None:
    for address in ("/", "/queue/comparisons", "/nowhere", "/assets/desk.js"):
        headers = reader.client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
    for address in ("/", "/queue/comparisons", "/samples", "/progress"):
        text = reader.get(address)
        assert not re.search(r"<script(?! src=\"/assets/)|\son\w+=|\sstyle=|javascript:", text), address
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), address


def test_a_script_of_a_report_is_text(copied: Callable[..., Path], opened_desk: Callable[..., Desk]) -> None:
    words = HOSTILE.replace("'", "''")
    db = copied(
        f"update raw.passages set text = concat(text, '{words}'), heading_path = '{words}'",
        f"update marts.dim_report set title = '{words}', source_name = '{words}', jurisdiction_clues = '{words}'",
        f"update marts.aud_reading_cues set words = '{words}'",
        f"update marts.aud_checks set statement = '{words}', detail = '{words}'",
    )
    reader = Reader(application(opened_desk(db), {"127.0.0.1"}))
    for address in ("/queue/checks", "/queue/wordings", "/progress"):
        text = reader.get(address)
        assert "window.hit" in text
        assert "<script>" not in text
        assert "<img src=x" not in text
    reader.get("/queue/checks")
    assert "<script>" not in reader.decide("accept", note=HOSTILE)


def test_no_host_without_accounts(warehouse: Path, tmp_path: Path) -> None:
    run = CliRunner()
    store = ["--store", str(tmp_path / "desk.sqlite"), "--db", str(warehouse)]
    for more in (["--host", "192.0.2.1"], ["--accounts"], ["--allow-host", "desk.example"]):
        done = run.invoke(main, ["desk", *store, *more])
        assert done.exit_code == 1
        assert "account add" in done.output
    done = run.invoke(main, ["desk", *store, "--host", "0.0.0.0", "--reader", "李"])  # noqa: S104
    assert done.exit_code == 2
    done = run.invoke(main, ["desk", *store, "--host", "0.0.0.0"])  # noqa: S104
    assert done.exit_code == 2
    assert "--allow-host" in done.output


def test_it_starts_says_where_and_stops(warehouse: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fazhi", "desk", "--db", str(warehouse), "--store", str(tmp_path / "desk.sqlite")]
    desk = subprocess.Popen([*command, "--port", "0", "--reader", "李"], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert desk.stdout
        address = desk.stdout.readline().split()[-1]
        with urllib3.PoolManager() as pool:
            shown = pool.request("GET", address, timeout=60)
        assert shown.status == 200
        assert "读者：李" in shown.data.decode()
        desk.send_signal(signal.SIGINT)
        assert desk.wait(timeout=60) == 0
    finally:
        desk.kill()
        desk.communicate()


def test_accounts_by_command(tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "desk.sqlite")]
    run = CliRunner()
    added = run.invoke(
        main, ["desk", *store, "account", "add", "王芳", "--role", "reader", "--password-stdin"], input=f"{PASSWORD}\n"
    )
    assert added.exit_code == 0, added.output
    short = run.invoke(main, ["desk", *store, "account", "add", "李", "--role", "reader"], input="短\n短\n")
    assert short.exit_code == 1
    assert "at least" in short.output
    assert run.invoke(main, ["desk", *store, "account", "list"]).output == "王芳  reader\n"
    assert PASSWORD.encode() not in (tmp_path / "desk.sqlite").read_bytes()
    assert run.invoke(main, ["desk", *store, "account", "remove", "王芳"]).exit_code == 0


def test_no_warehouse(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["desk", "--db", str(tmp_path / "none.duckdb"), "--store", str(tmp_path / "s")])
    assert done.exit_code == 1
    assert "there is no warehouse" in done.output
