"""The application: addresses, sessions, and what is said when something is wrong."""

from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from desk import cuemaking, pages, rulemaking, surveys, visitors
from desk.context import Desk, is_own, page, sent_on, voice_of
from desk.errors import DeskError
from desk.guard import Guard
from desk.sessions import LONGEST
from ground.errors import FazhiError

BODY = 65536  # bytes of a form
ALL_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

Handler = Callable[[Request], Response]
FormHandler = Callable[[Request, FormData], Response]


def application(desk: Desk, hosts: Iterable[str], *, https: bool = False) -> Starlette:
    """The desk as an ASGI application that answers to these hosts. `https`: cookies go over HTTPS alone."""
    routes = [
        Route("/", _known(pages.overview)),
        Route("/queue/{code}", _known(pages.queue)),
        Route("/card/{key}", _known(pages.card)),
        Route("/verdict", _form(pages.decide), methods=["POST"]),
        Route("/undo", _form(pages.undo), methods=["POST"]),
        Route("/options", _known(pages.options)),
        Route("/picture/{key}", _known(pages.picture)),
        Route("/progress", _known(surveys.progress)),
        Route("/samples", _known(surveys.samples_)),
        Route("/samples", _form(surveys.draw), methods=["POST"]),
        Route("/rule/{key}", _known(rulemaking.rule)),
        Route("/rule/{key}", _form(rulemaking.write), methods=["POST"]),
        Route("/cue/{key}", _known(cuemaking.cue)),
        Route("/cue/{key}", _form(cuemaking.write_cue), methods=["POST"]),
        Route("/login", visitors.login),
        Route("/login", _form(visitors.sign_in, of_strangers=True), methods=["POST"]),
        Route("/logout", _form(visitors.sign_out), methods=["POST"]),
        Route("/account", _known(visitors.account)),
        Route("/account/password", _form(visitors.change_password), methods=["POST"]),
        Route("/account/sign-out-everywhere", _form(visitors.sign_out_everywhere), methods=["POST"]),
        Mount("/assets", StaticFiles(directory=Path(__file__).parent / "assets")),
        Route("/{elsewhere:path}", _known(_nowhere), methods=ALL_METHODS),
    ]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, hosts=hosts),
            Middleware(
                SessionMiddleware,
                secret_key=desk.store.setting("session_secret"),
                session_cookie="fazhi_desk",
                max_age=LONGEST,
                same_site="strict",
                https_only=https,
            ),
            Middleware(Language),
        ],
        exception_handlers={HTTPException: _refused, FazhiError: _failed},  # type: ignore[dict-item]
        max_body_size=BODY,
    )
    app.state.desk = desk
    return app


class Language:
    """Keeps the language that an address asks for in the session."""

    def __init__(self, app: Callable[..., object]) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, object], receive: object, send: object) -> None:
        """Answers one request."""
        if scope["type"] == "http":
            request = Request(scope)
            if request.query_params.get("lang") in ("zh", "en"):
                request.session["lang"] = request.query_params["lang"]
        await self.app(scope, receive, send)  # type: ignore[misc]


def _known(handler: Handler) -> Handler:
    """Answers whoever may read here; a stranger is sent to sign in, whatever is asked for."""

    def answered(request: Request) -> Response:
        pages.reader_of(request)
        return handler(request)

    return answered


def _nowhere(_: Request) -> Response:
    raise HTTPException(404)


def _form(handler: FormHandler, *, of_strangers: bool = False) -> Callable[[Request], object]:
    """Reads a form, sees who sends it and that it is this session's own, and answers it."""

    async def answered(request: Request) -> Response:
        if not of_strangers:
            await run_in_threadpool(pages.reader_of, request)
        async with request.form(max_files=0, max_fields=40) as form:
            if not is_own(request, str(form.get("csrf", ""))):
                raise HTTPException(403)
            return await run_in_threadpool(handler, request, form)

    return answered


def _refused(request: Request, error: HTTPException) -> Response:
    if error.status_code == 401:
        return sent_on("/login")
    say = voice_of(request)
    told = {403: say("forbidden"), 404: say("not_found")}.get(error.status_code, str(error.detail))
    return page(request, "trouble.html", error.status_code, told=told, card="")


def _failed(request: Request, error: FazhiError) -> Response:
    status = 409 if isinstance(error, DeskError) else 503
    return page(request, "trouble.html", status, told=voice_of(request).trouble(str(error)), card=_came_from(request))


def _came_from(request: Request) -> str:
    """The page of ours whose form this answers; empty where there is none."""
    before, here = urlsplit(request.headers.get("referer", "")), request.url
    if request.method != "POST" or before.netloc != here.netloc or not before.path.startswith("/"):
        return ""
    return before.path + (f"?{before.query}" if before.query else "")
