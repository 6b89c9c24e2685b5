"""What a model is told: the instructions, a file with a version, and the form that its answer must have."""

import hashlib
import json
from pathlib import Path
from typing import Any

from fazhi.secondreader.passages import Book, Passage

VERSION = "1"
FILE = Path(__file__).parent / "prompts" / f"{VERSION}.txt"
SCOPES = ("own", "whole", "part", "unstated")
ROLES = ("level", "prior", "change", "target")
FIELDS = ("figure", "metric", "scope", "role", "year")
LEAST_ANSWER, PER_FIGURE = 200, 60  # tokens that an answer may have: at least, and for each figure


def instructions(book: Book) -> str:
    """The system's message; the same for all passages, so that servers need not read it anew each time."""
    listed = "\n".join(" ".join(filter(None, metric)) for metric in book.metrics)
    return FILE.read_text(encoding="utf-8").replace("{metrics}", listed)


def schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    reading = {
        "figure": {"type": "integer"},
        "metric": {"type": ["string", "null"]},
        "scope": {"type": ["string", "null"], "enum": [*SCOPES, None]},
        "role": {"type": ["string", "null"], "enum": [*ROLES, None]},
        "year": {"type": ["integer", "null"]},
    }
    item = {"type": "object", "properties": reading, "required": list(FIELDS), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"readings": {"type": "array", "items": item}},
        "required": ["readings"],
        "additionalProperties": False,
    }


def request(model: str, told: str, passage: Passage, *, by_schema: bool = True) -> dict[str, Any]:
    """The body of a call. `by_schema` asks the server itself to hold the form; not all of them can."""
    form = {"name": "readings", "strict": True, "schema": schema()}
    return {
        "model": model,
        "temperature": 0,
        "max_tokens": most_tokens(passage),
        "messages": [{"role": "system", "content": told}, {"role": "user", "content": passage.text}],
        "response_format": {"type": "json_schema", "json_schema": form} if by_schema else {"type": "json_object"},
    }


def most_tokens(passage: Passage) -> int:
    """How long the answer to a passage may be."""
    return LEAST_ANSWER + PER_FIGURE * len(passage.figures)


def content_key(model: str, told: str, passage: Passage) -> str:
    """By what an answer is known again: the same model, instructions and passage."""
    parts = [model, VERSION, told, passage.text, *(figure.number_text for figure in passage.figures)]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
