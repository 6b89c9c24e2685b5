"""What a person is told of an error: in Chinese where they are spoken to in Chinese and the message is a known one."""

import io
from typing import NoReturn

import click

from fazhi.language import either, language
from fazhi.printing import printable
from fazhi.streams import say
from ground.errors import FazhiError
from vocabulary.codes import KINDS
from vocabulary.messages import chinese


def in_words(message: str) -> str:
    """A message in the language of the moment, as far as it is known there."""
    return chinese(message) if language() == "zh" else message


def reason(code: str) -> str:
    """Why a file was left out, in a few words; the code where it has none."""
    known = KINDS["refused"].get(code)
    return either(code.replace("_", " "), known.zh if known else code)


def fail(error: FazhiError) -> NoReturn:
    """Tells the error and ends the command with 1."""
    say(printable(f"{either('Error', '错误')}: {in_words(str(error))}"), err=True)
    raise SystemExit(1) from None


def misused(error: click.ClickException) -> NoReturn:
    """Tells how a command is used, and what was wrong, and ends it as click does."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    # a group without a command: what is told is its help
    if language() == "en" or (context and error.message == context.get_help()):
        told = io.StringIO()
        error.show(told)
        say(told.getvalue().removesuffix("\n"), err=True)
    else:
        if context:
            say(printable(context.get_usage().replace("Usage: ", "用法：", 1)), err=True)
            say(printable(f"说明：{context.command_path} --help"), err=True)
            say("", err=True)
        say(printable(f"错误: {chinese(error.format_message())}"), err=True)
    raise SystemExit(error.exit_code) from None
