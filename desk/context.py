"""What all pages have: warehouse, store, queues, folder of rules, who is reading and in which language."""

import hmac
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk import accounts, sessions
from desk.accounts import Account, Door
from desk.queues import Queues
from desk.store import Store
from desk.warehouse import Warehouse
from desk.words import LANGUAGES, Voice

_WHO = "fazhi.desk.who"  # looked up once for a request
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass
class Desk:
    """The desk that is open. `reader` is who sits at this machine; None where everyone signs in."""

    warehouse: Warehouse
    store: Store
    reader: str | None = None
    rules: Path | None = None
    files: tuple[Path, ...] = ()
    gold: Path | None = None  # sets that proposals are held against
    queues: Queues = field(init=False)
    door: Door = field(init=False)

    def __post_init__(self) -> None:
        """Puts together what rests on the others."""
        self.queues = Queues(self.warehouse, self.store)
        self.door = Door(self.store)

    def close(self) -> None:
        """Lets go of the warehouse and the store."""
        self.warehouse.close()
        self.store.close()


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def who(request: Request) -> Account | None:
    """Who asks: at one's own machine whoever started the desk, else the account that has signed in."""
    if _WHO not in request.scope:
        request.scope[_WHO] = _account(request)
    known: Account | None = request.scope[_WHO]
    return known


def _account(request: Request) -> Account | None:
    desk = desk_of(request)
    if desk.reader is not None:
        return Account(desk.reader, accounts.ROLES[1], "")
    token = token_of(request)
    return sessions.account_of(desk.store, token) if token else None


def token_of(request: Request) -> str:
    """The token of the session that asks; empty where nobody has signed in."""
    return str(request.session.get("token") or "")


def voice_of(request: Request) -> Voice:
    """The language that was chosen, else the one that the browser prefers, else Chinese."""
    chosen = request.query_params.get("lang") or request.session.get("lang")
    if chosen not in LANGUAGES:
        first = request.headers.get("accept-language", "").strip().casefold()
        chosen = "en" if first.startswith("en") else "zh"
    return Voice(chosen)


def csrf_of(request: Request) -> str:
    """The word that this session's forms bring back."""
    if "csrf" not in request.session:
        request.session["csrf"] = secrets.token_hex(16)
    return str(request.session["csrf"])


def is_own(request: Request, token: str) -> bool:
    """Whether a form that came in is one of this session's."""
    return hmac.compare_digest(str(request.session.get("csrf") or secrets.token_hex(16)), token)


def page(request: Request, template: str, status: int = 200, **told: Any) -> Response:  # noqa: ANN401
    """A page of a template."""
    account, voice = who(request), voice_of(request)
    text = TEMPLATES.get_template(template).render(
        say=voice,
        lang=voice.language,
        other="en" if voice.language == "zh" else "zh",
        account=account,
        has_accounts=desk_of(request).reader is None,
        csrf=csrf_of(request),
        here=_here(request),
        **told,
    )
    return HTMLResponse(text, status)


def sent_on(address: str) -> Response:
    """On to another page after a form."""
    return RedirectResponse(address, 303)


def _here(request: Request) -> str:
    """This page's address, for a link to it in the other language."""
    kept = "&".join(
        f"{jinja2.filters.do_urlencode(name)}={jinja2.filters.do_urlencode(value)}"
        for name, value in request.query_params.items()
        if name not in ("lang", "done")
    )
    return f"{jinja2.filters.do_urlencode(request.url.path)}?{kept}{'&' if kept else ''}"
