"""Ask a person for an app's keys and a PIN; standard output stays for the secret."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import click

from mergecast.cli.keys.credentials import of_secret, of_variables, variable
from mergecast.errors import UsageError
from mergecast.renderers.encoders.terminal import encode_terminal

if TYPE_CHECKING:
    from mergecast.publishers.x_connect import App

_PIN = re.compile(r"[0-9]{4,12}")


def tell(*lines: str) -> None:
    """Say something to the person, who reads standard error."""
    for line in lines:
        click.echo(encode_terminal(line), err=True)


def app_of(account: str, last: App | None) -> App:
    """The app that asks for access: from the environment, or typed.

    Args:
        account: for which account.
        last: the app of the account before, which Enter takes again.

    Raises:
        UsageError: nothing was typed, or only a part is in the environment.
    """
    from mergecast.publishers.x_connect import App  # noqa: PLC0415 - not for --help

    own = of_variables(account, os.environ)
    found = own or of_secret(account, os.environ)
    key, secret = found.get("consumer_key"), found.get("consumer_secret")
    if key and secret:
        tell(f"{account}: with the app whose keys are in the environment")
        return App(key, secret)
    if key or secret:
        part = "SECRET" if key else "KEY"
        raise UsageError(
            f"{variable(account, part)} is not set, and its other half is",
            hint="set both, or none and type them",
            not_done="nothing was asked or written",
        )
    again = " (Enter: the same app)" if last else ""
    key = _hidden(f"API Key of the app for '{account}'{again}: ")
    if not key and last:
        return last
    secret = _hidden("API Key Secret: ")
    if not (key and secret):
        raise UsageError(
            f"without an app's API key and secret '{account}' cannot be connected",
            hint="X's developer portal shows them under 'Keys and tokens'",
            not_done="nothing was written",
        )
    return App(key, secret)


def pin() -> str:
    """The PIN that X shows; digits, whatever stands around them.

    Raises:
        UsageError: nobody types any more.
    """
    while True:
        click.echo("PIN: ", err=True, nl=False)
        line = sys.stdin.readline()
        if not line:
            raise UsageError("no PIN was entered", not_done="nothing was written")
        digits = "".join(line.split())
        if _PIN.fullmatch(digits) and digits.isascii():
            return digits
        tell("that is no PIN: it has digits alone, mostly seven")


def _hidden(prompt: str) -> str:
    """A line that is not echoed where a person types it."""
    if sys.stdin.isatty():
        from getpass import getpass  # noqa: PLC0415 - only where somebody types

        return getpass(prompt, sys.stderr).strip()
    click.echo(prompt, err=True)
    return sys.stdin.readline().strip()
