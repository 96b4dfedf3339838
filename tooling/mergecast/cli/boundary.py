"""Where every error ends: what happened, what was not done, the next step."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from mergecast.cli.app import app
from mergecast.errors import ExitCode, MergecastError


def run(argv: Sequence[str]) -> int:
    """Run a command line and return its exit status; click's own never slip through."""
    try:
        status = app.main(args=list(argv), prog_name="mergecast", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last boundary
        return next(
            answer(error) for kind, answer in _ANSWERS if isinstance(error, kind)
        )
    return int(status or ExitCode.DONE)


def _help(error: click.exceptions.NoArgsIsHelpError) -> int:
    click.echo(error.format_message())
    return ExitCode.USAGE


def _usage(error: click.UsageError) -> int:
    hint = ""
    if error.ctx is not None:
        hint = f"see `{error.ctx.command_path} --help`"
    return _say(error.format_message().rstrip("."), "", hint, ExitCode.USAGE)


def _click(error: click.ClickException) -> int:
    return _say(error.format_message(), "", "", ExitCode.USAGE)


def _ours(error: MergecastError) -> int:
    return _say(error.message, error.not_done, error.hint, error.exit_code)


def _interrupted(_: BaseException) -> int:
    return _say("interrupted", "", "", ExitCode.INTERRUPTED)


def _nobody_reads(_: BrokenPipeError) -> int:
    # The reader left (`mergecast ... | head`): that is no failure. Python would
    # complain once more at exit, when it flushes what nobody reads.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.DONE


def _say(message: str, not_done: str, hint: str, code: ExitCode) -> int:
    from mergecast.renderers.encoders.terminal import (  # noqa: PLC0415 - only on errors
        encode_terminal,
    )

    lines = [f"mergecast: {message}"]
    if not_done:
        lines.append(f"  {not_done}")
    if hint:
        lines.append(f"  -> {hint}")
    shown = "\n".join(lines).split("\n")
    click.echo("\n".join(map(encode_terminal, shown)), err=True)
    return code


def _bug(error: Exception) -> int:
    """Keep the traceback in a file: on the screen it would bury what matters."""
    import tempfile  # noqa: PLC0415 - only on bugs
    import traceback  # noqa: PLC0415 - only on bugs

    with tempfile.NamedTemporaryFile(
        "w", prefix="mergecast-bug-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        traceback.print_exception(error, file=report)
    kind = type(error).__name__
    return _say(
        f"this is a bug in mergecast ({kind})",
        "the command did not finish; run `mergecast status` before you try again",
        f"please report it with {report.name}",
        ExitCode.BUG,
    )


_ANSWERS: tuple[tuple[type[BaseException], Callable[[Any], int]], ...] = (
    (click.exceptions.NoArgsIsHelpError, _help),
    (click.UsageError, _usage),
    (click.ClickException, _click),
    (MergecastError, _ours),
    (click.Abort, _interrupted),
    (KeyboardInterrupt, _interrupted),
    (BrokenPipeError, _nobody_reads),
    (Exception, _bug),
)
"""What answers to which error, the narrowest first."""
