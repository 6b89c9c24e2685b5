"""Every command's help is there in Chinese, and none of its Chinese is of a help that is gone."""

import inspect
import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from fazhi.cli import main
from fazhi.widths import width
from vocabulary.help import EXAMPLE, HELP

OF_CLICK = {"Show this message and exit."}
SENTENCE = re.compile(r"(?:\b[a-z]{2,}\b[ ,;]*){5}")  # five English words in a row


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from _commands(one, (*path, name))


COMMANDS = dict(_commands(main))


def _paragraphs(command: click.Command) -> Iterator[str]:
    for text in filter(None, (command.help, command.epilog)):
        for paragraph in inspect.cleandoc(text).partition("\f")[0].split("\n\n"):
            unbroken = paragraph.startswith("\b")
            yield paragraph.removeprefix("\b").strip("\n") if unbroken else " ".join(paragraph.split())
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            yield " ".join(option.help.split())


def test_all_help_is_there_in_chinese_and_nothing_besides():
    said = {one for command in COMMANDS.values() for one in _paragraphs(command) if not one.startswith(EXAMPLE)}
    assert said - set(HELP) == set(), "write them into vocabulary/help.csv"
    assert set(HELP) - said == OF_CLICK
    assert list(HELP) == sorted(HELP)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_in_chinese(path, monkeypatch):
    monkeypatch.setenv("FAZHI_LANG", "zh")
    told = CliRunner().invoke(main, [*path, "--help"], terminal_width=80, prog_name="fazhi").output
    assert told.startswith("用法：fazhi")
    assert "选项:" in told
    assert not SENTENCE.search(told.partition("  例：")[0]), told
    # a line is wider than a screen only by what cannot be broken
    assert [line for line in told.splitlines() if width(line) > 80 and "--" not in line and "  " not in line] == []


def test_help_in_english_is_as_click_writes_it(monkeypatch):
    monkeypatch.setenv("FAZHI_LANG", "en")
    told = CliRunner().invoke(main, ["build", "--help"], terminal_width=80).output
    assert "Build the marts from what has landed, and test them." in told
    assert "用法" not in told
