"""The desk's server: which address, which hosts, and who may come."""

import contextlib
import getpass
from collections.abc import Sequence
from pathlib import Path

from desk import accounts
from desk.app import application
from desk.context import Desk
from desk.errors import DeskError
from desk.guard import LOOPBACK
from desk.store import open_store
from desk.warehouse import Warehouse


def opened(
    db: Path,
    store: str,
    *,
    reader: str | None,
    needs_accounts: bool,
    rules: Path | None,
    files: Sequence[Path],
    gold: Path | None = None,
) -> Desk:
    """The desk of a warehouse and a store. Raises FazhiError where one of the two cannot be used."""
    warehouse = Warehouse(db)
    with warehouse.reading():
        pass  # what is wrong with it is told before the first page
    kept = open_store(store)
    if needs_accounts and not accounts.listed(kept):
        kept.close()
        raise DeskError(
            "whoever comes from another machine signs in, and there is no account yet; add one first: "
            f"fazhi desk --store {store} account add NAME --role adjudicator"
        )
    name = None if needs_accounts else (reader or os_user())
    return Desk(warehouse, kept, name, rules, tuple(files), gold)


def os_user() -> str:
    """Who is working at this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise DeskError("this machine does not tell who you are; say it: --reader NAME") from None


def serve(desk: Desk, host: str, port: int, hosts: Sequence[str], *, https: bool) -> None:
    """Answers until it is stopped. Raises DeskError where the address cannot be had."""
    import socket

    import uvicorn

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # whoever reads the address may come at once
    except OSError as error:
        listening.close()
        raise DeskError(f"{host}:{port}: {error.strerror}; take another: --port NUMBER") from None
    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    print(f"desk       http://{shown}:{port}/", flush=True)  # noqa: T201 - what the command is asked for
    print(f"store      {desk.store.engine.url.render_as_string()}", flush=True)  # noqa: T201
    print("stop       Ctrl-C", flush=True)  # noqa: T201
    app = application(desk, {*LOOPBACK, host, *hosts} if host in LOOPBACK else {host, *hosts}, https=https)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    try:
        with contextlib.suppress(KeyboardInterrupt):  # it has ended as it was asked to
            server.run(sockets=[listening])
    finally:
        desk.close()
