"""A small server of the chat protocol that says what a test wants, in the order of the questions."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Talker:
    """What it heard, and what it will say: `say` gets a question and its number, from 0, and gives a reply."""

    def __init__(self, say: "Callable[[dict[str, Any], int], Reply]") -> None:
        self.say, self.lock = say, threading.Lock()
        self.heard: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.at_once = self.most_at_once = 0
        self.endpoint = ""


class Reply:
    """A reply: a status, a body, headers, and how long it takes."""

    def __init__(self, status: int, body: bytes, headers: dict[str, str] | None = None, wait: float = 0) -> None:
        self.status, self.body, self.headers, self.wait = status, body, headers or {}, wait
        self.pieces = 0  # in which it comes, a little while between them; 0 for all at once


def said(text: str, tokens: tuple[int, int] = (1000, 100)) -> Reply:
    """A completion with this text."""
    body: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    body["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return Reply(200, json.dumps(body).encode())


def readings(*told: dict[str, Any]) -> Reply:
    """A completion with these readings."""
    return said(json.dumps({"readings": list(told)}))


@contextlib.contextmanager
def talking(say: Callable[[dict[str, Any], int], Reply]) -> Iterator[Talker]:
    """The server, on a port of its own."""
    talker = Talker(say)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with talker.lock:
                number = len(talker.heard)
                talker.heard.append(question)
                talker.keys.append(self.headers.get("Authorization"))
                talker.at_once += 1
                talker.most_at_once = max(talker.most_at_once, talker.at_once)
            reply = talker.say(question, number)
            time.sleep(reply.wait)
            with talker.lock:
                talker.at_once -= 1
            with contextlib.suppress(OSError):  # the other side did not wait
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                size = len(reply.body) // (reply.pieces or 1) + 1
                for first in range(0, len(reply.body), size):
                    self.wfile.write(reply.body[first : first + size])
                    if reply.pieces:
                        time.sleep(0.05)

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    talker.endpoint = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield talker
    finally:
        server.shutdown()
        server.server_close()
