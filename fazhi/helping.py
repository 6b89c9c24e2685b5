"""The help of all commands in the language of the moment: what they say of themselves in English, or its Chinese."""

import re
from collections.abc import Iterable, Iterator

import click

from fazhi.language import language
from fazhi.widths import padded, width, wrapped
from vocabulary.help import HELP, first_sentence, in_chinese

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_USAGE = {"[OPTIONS]": "[选项]", "[COMMAND]": "[命令]", "COMMAND": "命令", "[ARGS]...": "[参数]..."}
_MORE = re.compile(r"(.*?)(?:  \[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\])?", re.DOTALL)  # help  [default: 4; 1<=x<=64]
_UNBROKEN = "\b"  # click's mark of a paragraph whose lines stay as they are
_FIRST = 30  # columns of the options' names, at most


class HelpFormatter(click.HelpFormatter):
    """Writes help: as click does, or in Chinese, whose lines are counted in columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is called."""
        if language() == "zh":
            prefix = "用法：" if prefix is None else prefix
            for english, chinese in _USAGE.items():
                args = args.replace(english, chinese)
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        """What stands above a list."""
        super().write_heading(_HEADINGS.get(heading, heading) if language() == "zh" else heading)

    def write_text(self, text: str) -> None:
        """Paragraphs."""
        if language() != "zh":
            super().write_text(text)
            return
        blank = " " * self.current_indent
        for number, lines in enumerate(self._paragraphs(text)):
            self.write("\n" * (number > 0))
            self.write("".join(f"{blank}{line}".rstrip() + "\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST, col_spacing: int = 2) -> None:
        """A list: names, and what they are."""
        if language() != "zh":
            super().write_dl(rows, col_max, col_spacing)
            return
        rows = list(rows)
        first = min(max((width(name) for name, _ in rows), default=0), col_max) + col_spacing
        blank = " " * self.current_indent
        for name, told in rows:
            lines = wrapped(_said(told), max(self.width - self.current_indent - first, 20))
            if width(name) + col_spacing > first:
                self.write(f"{blank}{name}\n")
                name = ""
            for line in lines:
                self.write(f"{blank}{padded(name, first)}{line}".rstrip() + "\n")
                name = ""

    def _paragraphs(self, text: str) -> Iterator[list[str]]:
        for paragraph in text.split("\n\n"):
            if paragraph.startswith(_UNBROKEN):
                yield in_chinese(paragraph.removeprefix(_UNBROKEN).strip("\n")).splitlines()
            else:
                yield wrapped(in_chinese(" ".join(paragraph.split())), self.width - self.current_indent)


def _said(told: str) -> str:
    """What an option or a command is, in Chinese, with what click adds to it."""
    found = _MORE.fullmatch(told)
    words, more = (found[1], found[2]) if found and found[2] and told not in HELP else (told, None)
    words = " ".join(words.split())
    chinese = in_chinese(words)
    chinese = first_sentence(words) if chinese == words else chinese
    if not more:
        return chinese
    return f"{chinese}  [{more.replace('default: ', '默认 ').replace('required', '必填')}]".strip()


def speaking() -> None:
    """From here on all commands' help is written so."""
    click.Context.formatter_class = HelpFormatter
