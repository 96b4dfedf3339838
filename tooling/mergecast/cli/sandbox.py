"""`mergecast sandbox`: a local stand-in for X."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast sandbox --port 8377 --fault 503:0.1")
@click.option("--port", default=8377, show_default=True, help="0 takes a free one.")
@click.option(
    "--data",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep posts in this file; default: in memory.",
)
@click.option(
    "--account",
    "accounts",
    multiple=True,
    metavar="HANDLE[:ID]",
    help="Who can post; default: the accounts in mergecast.yaml.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="KIND:CHANCE",
    help="Misbehave by chance, as in timeout-applied:0.1.",
)
@click.option(
    "--read-only", is_flag=True, help="Keys may only read, as those of a new app on X."
)
@click.option("--seed", default=0, help="The same seed gives the same faults.")
@click.pass_obj
def command(session: Session, /, **options: object) -> None:
    """Run a local stand-in for X, with a page that shows what is live.

    Posts go nowhere else. To publish here, set MERGECAST_X_API_BASE to the address that
    is printed.
    """
    from mergecast.cli.sandboxing import Wanted, run  # noqa: PLC0415 - not for --help

    run(session, Wanted(**options))  # type: ignore[arg-type]  # click has typed each option
