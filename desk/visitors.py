"""Signing in and out, and what one sees of one's account: its sessions and its password."""

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from desk import accounts, sessions
from desk.accounts import Account
from desk.context import desk_of, page, sent_on, token_of, voice_of, who
from desk.errors import DeskError


def login(request: Request) -> Response:
    """The form; at one's own machine nobody signs in."""
    return sent_on("/") if who(request) else page(request, "login.html", wrong=False)


def sign_in(request: Request, form: FormData) -> Response:
    """Begins a session of the account whose password this is."""
    desk = desk_of(request)
    account = desk.door.opens(str(form.get("name", "")).strip(), str(form.get("password", "")))
    if account is None or not _begun(request, account):
        return page(request, "login.html", 401, wrong=True)
    return sent_on("/")


def sign_out(request: Request, _: FormData) -> Response:
    """Ends the session."""
    sessions.end(desk_of(request).store, token_of(request))
    request.session.clear()
    return sent_on("/login")


def account(request: Request) -> Response:
    """One's sessions, and the forms that end them and change the password."""
    return _account(request)


def change_password(request: Request, form: FormData) -> Response:
    """Takes another password from whoever knows the one before; all sessions end, and this reader's begins anew."""
    desk, say, known = desk_of(request), voice_of(request), _signed_in(request)
    old, new = str(form.get("old", "")), str(form.get("new", ""))
    if new != str(form.get("again", "")):
        return _account(request, say("passwords_differ"))
    checked = desk.door.opens(known.name, old)
    if checked is None:
        return _account(request, say("password_now_wrong"))
    try:
        changed = accounts.change_password(desk.store, checked, new)
    except DeskError as error:
        return _account(request, say.trouble(str(error)))
    return sent_on("/account?done=password" if _begun(request, changed) else "/login")


def sign_out_everywhere(request: Request, _: FormData) -> Response:
    """Ends all sessions of the account, this one too."""
    sessions.end_all(desk_of(request).store, _signed_in(request).name)
    request.session.clear()
    return sent_on("/login")


def _begun(request: Request, account: Account) -> bool:
    store, before = desk_of(request).store, token_of(request)
    token = sessions.begin(store, account)
    if not token:
        return False
    if before:
        sessions.end(store, before)
    language = request.session.get("lang")
    request.session.clear()  # nothing of what a stranger may have prepared
    request.session["token"] = token
    if language:
        request.session["lang"] = language
    return True


def _signed_in(request: Request) -> Account:
    known = who(request)
    if known is None or desk_of(request).reader is not None:
        raise HTTPException(404)  # at one's own machine there are no accounts
    return known


def _account(request: Request, wrong: str = "") -> Response:
    known, store = _signed_in(request), desk_of(request).store
    return page(
        request,
        "account.html",
        400 if wrong else 200,
        sessions=sessions.listed(store, known.name, token_of(request)),
        longest=sessions.LONGEST // 3600,
        idle=sessions.IDLE // 60,
        shortest=accounts.SHORTEST,
        wrong=wrong,
        changed=not wrong and request.query_params.get("done") == "password",
    )
