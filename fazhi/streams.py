"""Standard streams that are not there, full, or closed by their reader: none of them changes what a run has done."""

import os
import sys

import click


def open_missing() -> None:
    """Opens the standard streams that the program was started without, so that no file takes their places."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - for good


def say(text: str, *, err: bool = False) -> None:
    """Prints a line, where anybody takes it: what was done is done, and the exit code says so."""
    try:
        click.echo(text, err=err)
    except OSError:
        _drop(2 if err else 1)


def _drop(number: int) -> None:
    """Nothing more goes to the stream, at the end of the program neither."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
    except OSError:
        pass
