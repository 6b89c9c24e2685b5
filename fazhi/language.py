"""In which language a person is spoken to: Chinese or English, by FAZHI_LANG or else by the system's locale."""

import os
from typing import Literal

VARIABLE = "FAZHI_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as everywhere

Language = Literal["zh", "en"]


def language() -> Language:
    """The language: Chinese where the first variable that is set begins with zh, English otherwise."""
    said = next((value for name in (VARIABLE, *_LOCALE) if (value := os.environ.get(name, "").strip())), "")
    return "zh" if said.lower().startswith(("zh", "chinese")) else "en"


def either(english: str, chinese: str) -> str:
    """The one of the two that is in the language of the moment."""
    return chinese if language() == "zh" else english
