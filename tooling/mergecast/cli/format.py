"""`mergecast format`: the house layout."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session
from mergecast.errors import ExitCode


@click.command(epilog="Example: mergecast format calendar/2026/11 --diff")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if it would.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.pass_obj
def command(
    session: Session, *, paths: tuple[Path, ...], check: bool, diff: bool
) -> int:
    """Lay files out in the house style; without PATHS, all of the content.

    Line ends, indentation and spaces become uniform, and quoted or wrapped words
    become a block. Every value and every comment stays as it is: that is proved for
    each file before it is written.
    """
    from mergecast.cli.drafting import formatting  # noqa: PLC0415 - not for --help

    outcome = formatting.look(session, paths)
    writes = not (check or diff)
    if writes:
        formatting.write(session, outcome.changes)
    formatting.show(session, outcome, done=writes, diff=diff)
    failed = outcome.unreadable or (check and outcome.changes)
    return ExitCode.FINDINGS if failed else ExitCode.DONE
