"""What every request meets first: the host that it names, and the rules that the browser keeps for us."""

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Refuses a host that is not the desk's own (a page elsewhere may name any address), and adds the headers."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app, self.hosts = app, {host.casefold() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if host_of(headers.get("host", "")) not in self.hosts:
            await PlainTextResponse("This desk has another address.\n", 400)(scope, receive, send)
            return
        # a form that a page elsewhere sends says where it comes from
        origin = headers.get("origin")
        if scope["method"] == "POST" and origin and host_of(origin.partition("://")[2]) not in self.hosts:
            await PlainTextResponse("This comes from another page.\n", 403)(scope, receive, send)
            return
        kept = "max-age=3600" if scope["path"].startswith("/assets/") else "no-store"

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in {**HEADERS, "cache-control": kept}.items():
                    given[name] = value
            await send(message)

        await self.app(scope, receive, answered)


def host_of(address: str) -> str:
    """The host of `host:port`, in small letters, without the brackets of IPv6."""
    if address.startswith("["):
        return address[1:].partition("]")[0].casefold()
    return address.partition(":")[0].casefold()
