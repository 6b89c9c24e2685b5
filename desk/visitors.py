"""Signing in and out, and the language."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from desk.context import desk_of, page, sent_on, who


def login(request: Request) -> Response:
    """The form; at one's own machine nobody signs in."""
    return sent_on("/") if who(request) else page(request, "login.html", wrong=False)


def sign_in(request: Request, form: FormData) -> Response:
    """Begins a session of the account whose password this is."""
    account = desk_of(request).door.opens(str(form.get("name", "")).strip(), str(form.get("password", "")))
    if account is None:
        return page(request, "login.html", 401, wrong=True)
    language = request.session.get("lang")
    request.session.clear()  # nothing of what a stranger may have prepared
    request.session.update({"name": account.name, "key": account.session_key})
    if language:
        request.session["lang"] = language
    return sent_on("/")


def sign_out(request: Request, _: FormData) -> Response:
    """Ends the session."""
    request.session.clear()
    return sent_on("/login")
