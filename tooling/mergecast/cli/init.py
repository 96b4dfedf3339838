"""`mergecast init`: begin."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast init --account acme=@acme_hq")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--account",
    metavar="KEY=@HANDLE",
    default="brand=@your_handle",
    help="A key of your own for the first account, and its handle.",
)
@click.option("--zone", help="The account's time zone; default: this computer's.")
@click.option(
    "--fresh", is_flag=True, help="In a copy of mergecast's repository: keep no sample."
)
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(session: Session, /, **options: object) -> None:
    """Add mergecast's layout and a small sample to the git repository in FOLDER.

    What is there already is kept as it is. Nothing is sent and nothing is committed;
    the sample account is never published to.

    With --fresh, a copy of mergecast's own repository becomes an empty workspace: its
    sample posts and people, tests, tools and documents go.
    """
    from mergecast.cli import (  # noqa: PLC0415 - not for --help
        founding_workspace,
        fresh,
    )

    asked = founding_workspace.Asked(**options)  # type: ignore[arg-type]  # by click
    if asked.fresh:
        click.echo(fresh.begin(session, asked), nl=False)
        return
    founded = founding_workspace.found(session, asked)
    folder = (asked.folder or session.workspace).absolute()
    click.echo(founding_workspace.report(session, folder, founded), nl=False)
