"""Whom a failed run tells: a web address that takes JSON, a command that takes text. Neither can make it fail again."""

import contextlib
import json
import os
import shlex
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

WEBHOOK_SECONDS = 10
COMMAND_SECONDS = 60


@dataclass(frozen=True)
class Alarms:
    """What is to be called; None for what is not set up."""

    webhook: str | None = None
    command: str | None = None

    def ring(self, run: dict[str, Any], text: str) -> Iterator[str]:
        """Tells both of a run, as JSON and as text; yields what could not be told, without the webhook's secrets."""
        if self.webhook:
            trouble = _posted(self.webhook, {"text": text, **run})
            if trouble:
                yield f"the webhook at {urlsplit(self.webhook).hostname} was not told: {trouble}"
        if self.command:
            trouble = _ran(self.command, text, run)
            if trouble:
                yield f"the command {self.command.split()[0]} failed: {trouble}"


def _posted(address: str, said: dict[str, Any]) -> str | None:
    """Posts JSON; what went wrong, or None. It takes no longer than its time, however slowly the server answers."""
    trouble: list[str | None] = []

    def post() -> None:
        try:
            trouble.append(_post(address, json.dumps(said, ensure_ascii=False, default=str).encode()))
        except Exception as error:  # its name only: messages repeat the address, which may hold a secret
            trouble.append(f"no answer ({type(error).__name__})")

    thread = threading.Thread(target=post, daemon=True)
    thread.start()
    thread.join(WEBHOOK_SECONDS)
    return trouble[0] if trouble else f"no answer within {WEBHOOK_SECONDS} seconds"


def _post(address: str, body: bytes) -> str | None:
    import urllib3

    answer = urllib3.request(
        "POST",
        address,
        body=body,
        headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": "fazhi"},
        timeout=urllib3.Timeout(total=WEBHOOK_SECONDS),
        retries=False,
        redirect=False,
    )
    return None if 200 <= answer.status < 300 else f"it answers {answer.status}"


def _ran(command: str, text: str, run: dict[str, Any]) -> str | None:
    """Runs a command with the text as its input; what went wrong, or None."""
    environment = {**os.environ, "FAZHI_OUTCOME": str(run["outcome"]), "FAZHI_RUN": str(run["run_id"])}
    try:
        process = subprocess.Popen(  # noqa: S603 - the operator's own command, without a shell
            shlex.split(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        return str(error)
    try:
        _, said = process.communicate(text.encode(), timeout=COMMAND_SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(OSError), process:  # which closes its pipes and waits, so that nothing is left of it
            os.killpg(process.pid, signal.SIGKILL)
        return f"it did not end within {COMMAND_SECONDS} seconds"
    if process.returncode == 0:
        return None
    return f"exit code {process.returncode}: {' '.join(said.decode(errors='replace').split())[:200]}"
