"""`mergecast pages`: the calendar as pages to look at."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session


@click.group(epilog="Example: mergecast pages build --audience team")
def command() -> None:
    """Make pages of the calendar that people look at, without a server."""


@command.command(epilog="Example: mergecast pages build --output site")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("site"),
    help="The folder to write; default: site.",
)
@click.option(
    "--audience",
    type=click.Choice(["public", "team"]),
    default="public",
    help="public: what is live or planned; team: drafts, people and files, too.",
)
@click.option(
    "--language", type=click.Choice(["en", "zh"]), help="Default: the workspace's."
)
@click.option("--zone", help="Whose clock; default: the accounts' zone.")
@click.option(
    "--on-github",
    is_flag=True,
    help="For GitHub Pages: the team's only while not everybody can read them there.",
)
@click.pass_obj
def build(session: Session, /, *, output: Path, **told: str | None) -> None:
    """Write the calendar, the board and the mix as pages.

    They need no server, load nothing from elsewhere and can be opened from the disk.
    Whoever can read the folder can read posts before they go out: under an embargo they
    are on the team's pages only.
    """
    from mergecast.cli.views.paging import Asked, build_pages  # noqa: PLC0415 - not for --help

    done = build_pages(session, Asked.of(output, told))
    click.echo(f"wrote {done.pages} pages and {done.pictures} pictures")
    click.echo(f"-> open {done.index}")
