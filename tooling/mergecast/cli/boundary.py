"""Where every error ends: what happened, what was not done, the next step."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO, cast

import click

from mergecast.cli.app import app
from mergecast.cli.keys.hiding import Discreet, secrets
from mergecast.errors import ExitCode, MergecastError
from mergecast.redaction import redacted


def run(argv: Sequence[str]) -> int:
    """Run a command line and return its exit status; click's own never slip through."""
    _open_streams()
    _make_printable()
    with _discreet():
        return _run(argv)


def _run(argv: Sequence[str]) -> int:
    try:
        status = app.main(args=list(argv), prog_name="mergecast", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt, SystemExit) as error:  # noqa: BLE001 - the last boundary
        return next(
            answer(error) for kind, answer in _ANSWERS if isinstance(error, kind)
        )
    return int(status or ExitCode.DONE)


@contextmanager
def _discreet() -> Iterator[None]:
    """Let no secret of the environment be printed."""
    hidden = secrets()
    before = sys.stdout, sys.stderr
    if hidden:
        sys.stdout = cast("TextIO", Discreet(before[0], hidden))
        sys.stderr = cast("TextIO", Discreet(before[1], hidden))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _open_streams() -> None:
    """Open what the caller closed: the next file opened would be written on instead."""
    if sys.stdin and sys.stdout and sys.stderr:
        return
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(handle)
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - kept open
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - kept open
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - kept open


def _make_printable() -> None:
    """Let no letter stop the output: some encodings lack most letters of the world.

    A terminal keeps its own encoding; what a program or a file gets is UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


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


def _nobody_reads(_: BaseException) -> int:
    # The reader left (`mergecast ... | head`): that is no failure.
    _print_no_more()
    return ExitCode.DONE


def _print_no_more(handle: int = 1) -> None:
    # Python would complain once more at exit, when it flushes what cannot be written.
    os.dup2(os.open(os.devnull, os.O_WRONLY), handle)


def _system(error: OSError) -> int:
    """A full disk and a folder that is not ours are no bugs."""
    if error.errno not in _NOT_OURS:
        return _bug(error)
    try:
        sys.stdout.flush()
    except OSError:
        _print_no_more()
    place = f"'{os.fsdecode(error.filename)}'" if error.filename else "a file"
    return _say(
        f"{place} cannot be read or written: {os.strerror(error.errno)}",
        "the command did not finish",
        "make room or give permission, then run `mergecast status`",
        ExitCode.CANNOT_WORK,
    )


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
    try:
        click.echo("\n".join(map(encode_terminal, shown)), err=True)
    except OSError:  # nowhere is left to say it; the status still does
        _print_no_more(2)
    return code


def _bug(error: Exception) -> int:
    """Keep the traceback in a file: on the screen it would bury what matters."""
    kind = type(error).__name__
    report = _kept(error)
    return _say(
        f"this is a bug in mergecast ({kind})",
        "the command did not finish; run `mergecast status` before you try again",
        f"please report it with {report}" if report else "please report it",
        ExitCode.BUG,
    )


def _kept(error: Exception) -> str:
    """The file that holds the traceback, empty where none can be written."""
    import tempfile  # noqa: PLC0415 - only on bugs
    import traceback  # noqa: PLC0415 - only on bugs

    try:
        with tempfile.NamedTemporaryFile(
            *("w", -1, "utf-8"),
            prefix="mergecast-bug-",
            suffix=".txt",
            delete=False,
            errors="backslashreplace",
        ) as report:
            whole = "".join(traceback.format_exception(error))
            report.write(redacted(whole, secrets()))
    except OSError:
        return ""
    return report.name


_ANSWERS: tuple[tuple[type[BaseException], Callable[[Any], int]], ...] = (
    (click.exceptions.NoArgsIsHelpError, _help),
    (click.UsageError, _usage),
    (click.ClickException, _click),
    (MergecastError, _ours),
    (click.Abort, _interrupted),
    (KeyboardInterrupt, _interrupted),
    (BrokenPipeError, _nobody_reads),
    (SystemExit, _nobody_reads),  # click's own end, for a reader who left
    (OSError, _system),
    (Exception, _bug),
)
"""What answers to which error, the narrowest first."""

_NOT_OURS = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS),
        *(errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM),
        *(errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR, errno.EISDIR),
    }
)
"""What the system refuses for reasons of its own."""
