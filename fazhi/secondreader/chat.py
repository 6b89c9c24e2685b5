"""One question to a server of the OpenAI chat protocol: again after a while where it is busy or does not answer."""

import datetime
import email.utils
import json
import random
import threading
import time
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import urllib3

from ground.errors import FazhiError

MOST_CALLS = 5  # for one question
MOST_BYTES = 1_000_000  # of an answer
LONGEST_PAUSE = 60.0  # seconds
_PIECE = 65536  # bytes
_AGAIN = (408, 409, 425, 429, 500, 502, 503, 504)
_LOCAL = ("localhost", "127.0.0.1", "::1")


class SecondReaderError(FazhiError):
    """The server cannot be asked at all, or the answers cannot be kept; what was answered so far is."""

    reason_code = "second_reader"


class NoAnswerError(Exception):
    """One question got no answer; the others go on."""


class StoppedError(Exception):
    """The time is up, or somebody has stopped the run."""


class Answer(NamedTuple):
    """What the server said, and what it counted; `calls` are the questions that it took."""

    text: str
    tokens_in: int
    tokens_out: int
    calls: int
    asked_at: str


class Server:
    """A server at `endpoint` (…/v1), for several threads."""

    def __init__(self, endpoint: str, key: str, *, at_once: int, timeout: float, pause: float = 1.0) -> None:
        parts = urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SecondReaderError(f"“{endpoint}” is no address; it begins with http:// or https:// and ends with /v1")
        if parts.username or parts.password:
            raise SecondReaderError("the address holds a password; give the key in FAZHI_SECOND_READER_KEY alone")
        if key and parts.scheme == "http" and parts.hostname not in _LOCAL:
            raise SecondReaderError(f"“{endpoint}”: a key would go unencrypted over the network; use https://")
        self.address = endpoint.rstrip("/") + "/chat/completions"
        self.by_schema = True  # until the server says that it cannot
        self.stopped = threading.Event()
        self.until = float("inf")  # by the clock of time.monotonic
        self._pause, self._timeout = pause, timeout
        self._headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._pool = urllib3.PoolManager(
            maxsize=at_once, timeout=urllib3.Timeout(connect=min(10.0, timeout), read=timeout), retries=False
        )

    def ask(self, body: dict[str, Any]) -> Answer:
        """The answer. Raises NoAnswerError, StoppedError, or SecondReaderError where no question will have one."""
        told = ""
        for call in range(1, MOST_CALLS + 1):
            if self.stopped.is_set() or time.monotonic() >= self.until:
                raise StoppedError
            asked_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            try:
                status, headers, data = self._post(body)
            except (urllib3.exceptions.HTTPError, OSError) as error:
                told = f"{type(error).__name__}: {error}"
                self._wait(call, None)
                continue
            if status == 200:
                try:
                    return Answer(*_said(data), call, asked_at)
                except (ValueError, KeyError, TypeError, IndexError):
                    told = f"what it says is no chat completion: {_shown(data)}"
            elif status in _AGAIN:
                told = f"HTTP {status}: {_shown(data)}"
            elif status == 400 and b"response_format" in data and body["response_format"]["type"] == "json_schema":
                self.by_schema = False
                body = {**body, "response_format": {"type": "json_object"}}
                continue
            else:
                raise SecondReaderError(
                    f"{self.address}: HTTP {status}: {_shown(data)}; look at --endpoint, --model and the key in "
                    "FAZHI_SECOND_READER_KEY"
                )
            self._wait(call, headers.get("Retry-After"))
        raise NoAnswerError(f"{self.address}: no answer in {MOST_CALLS} calls; {told}")

    def close(self) -> None:
        """Ends what waits, and the connections."""
        self.stopped.set()
        self._pool.clear()

    def _post(self, body: dict[str, Any]) -> tuple[int, Any, bytes]:
        """Status, headers and content. Redirects are not followed: the key is for this address alone."""
        response = self._pool.request(
            "POST",
            self.address,
            body=json.dumps(body, ensure_ascii=False).encode(),
            headers=self._headers,
            redirect=False,
            preload_content=False,
        )
        data, until, is_whole = b"", time.monotonic() + self._timeout, False
        try:
            # piece by piece: a server that always says a little more is never silent long enough to be given up
            while piece := response.read1(_PIECE):
                data += piece
                if len(data) > MOST_BYTES:
                    raise urllib3.exceptions.HTTPError("the answer is too long")
                if time.monotonic() > until:
                    raise urllib3.exceptions.HTTPError(f"the answer has not ended in {self._timeout:g} seconds")
            is_whole = True
        finally:
            # what is left of an answer would begin the next one
            if is_whole:
                response.release_conn()
            else:
                response.close()
        return response.status, response.headers, data

    def _wait(self, call: int, retry_after: str | None) -> None:
        """Waits before the next call: as long as the server asks for, else longer each time."""
        if call == MOST_CALLS:
            return
        asked = _seconds(retry_after)
        pause = self._pause * 2 ** (call - 1) * (1 + random.random())  # noqa: S311 - so that not all come back at once
        pause = min(LONGEST_PAUSE, pause if asked is None else max(asked, 0.0))
        if time.monotonic() + pause >= self.until or self.stopped.wait(pause):
            raise StoppedError


def _said(data: bytes) -> tuple[str, int, int]:
    """The text of a chat completion and its tokens, in and out; what a model thinks beside it is left out."""
    answer = _joined(data) if data.lstrip().startswith((b"data:", b":")) else json.loads(data)
    usage = answer.get("usage") or {}
    message = answer["choices"][0]["message"]
    # all its tokens went into thinking: it was paid for, and says nothing
    text = message["content"] if message["content"] is not None or "reasoning_content" not in message else ""
    if not isinstance(text, str):
        raise TypeError(text)
    return text, int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)


def _joined(data: bytes) -> dict[str, Any]:
    """The completion that a stream of events makes, of a server that streams without being asked to."""
    text, usage, has_ended = "", None, False
    for line in data.decode().splitlines():
        said = line.removeprefix("data:").strip()
        if not line.startswith("data:") or not said:
            continue
        if said == "[DONE]":
            has_ended = True
            break
        event = json.loads(said)
        usage = event.get("usage") or usage
        for choice in event.get("choices", ())[:1]:
            text += choice["delta"].get("content") or ""
            has_ended = has_ended or bool(choice.get("finish_reason"))
    if not has_ended:
        raise ValueError("the stream has not ended")
    return {"choices": [{"message": {"content": text}}], "usage": usage}


def _seconds(retry_after: str | None) -> float | None:
    """What Retry-After asks for: seconds, or a time."""
    if not retry_after:
        return None
    try:
        return float(retry_after)
    except ValueError:
        pass
    try:
        return (email.utils.parsedate_to_datetime(retry_after) - datetime.datetime.now(datetime.UTC)).total_seconds()
    except (ValueError, TypeError):  # no time, or one of no zone
        return None


def _shown(data: bytes) -> str:
    return " ".join(data[:300].decode("utf-8", "replace").split())
