"""`mergecast pages`: the calendar as pages to look at."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session

_LANGUAGE = click.option(
    "--language", type=click.Choice(["en", "zh"]), help="Default: the workspace's."
)
_ZONE = click.option("--zone", help="Whose clock; default: the accounts' zone.")
_AUDIENCES = click.Choice(["public", "team"])


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
    type=_AUDIENCES,
    default="public",
    help="public: what is live or planned; team: drafts, people and guides, too.",
)
@_LANGUAGE
@_ZONE
@click.option(
    "--on-github",
    is_flag=True,
    help="For GitHub Pages: the team's only while not everybody can read them there.",
)
@click.pass_obj
def build(session: Session, /, *, output: Path, **told: str | None) -> None:
    """Write the calendar, the board and the mix as pages.

    They need no server, load nothing from elsewhere and can be opened from the disk.
    The team's have people, campaigns, style guide and playbooks, too. Whoever can read
    the folder can read posts before they go out: under an embargo they are on the
    team's pages only.
    """
    from mergecast.cli.views.paging import Asked, build_pages  # noqa: PLC0415 - not for --help

    done = build_pages(session, Asked.of(output, told))
    click.echo(f"wrote {done.pages} pages and {done.pictures} pictures")
    click.echo(f"-> open {done.index}")


@command.command(epilog="Example: mergecast pages serve --port 8378")
@click.option("--port", default=8378, show_default=True, help="0 takes a free one.")
@click.option(
    "--audience",
    type=_AUDIENCES,
    default="team",
    help="Default: team, since nobody else can look.",
)
@_LANGUAGE
@_ZONE
@click.pass_obj
def serve(session: Session, /, *, port: int, audience: str, **told: str | None) -> None:
    """Show the pages in a browser on this machine, always as the files are now.

    It answers on 127.0.0.1 and nowhere else. Reload a page to see what has changed.
    """
    from mergecast.cli.views.serving import serve, server  # noqa: PLC0415 - not for --help
    from mergecast.cli.views.site_facts import Shown  # noqa: PLC0415 - as above

    shown = Shown(told["language"], told["zone"], team=audience == "team")
    running = server(session, shown, port)
    click.echo(f"pages     {running.url}/")
    click.echo("stop it with Ctrl-C")
    serve(running)
