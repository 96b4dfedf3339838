"""`mergecast preview`: how a post will look."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast preview calendar/2026/11/24-launch.yaml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, *, file: Path, form: str) -> None:
    """Show how the post in FILE will look on each of its accounts.

    Lengths are counted as the network counts them: a link is 23, an emoji 2.
    """
    from mergecast.cli.drafting.previewing import preview  # noqa: PLC0415 - not for --help
    from mergecast.renderers.preview import (  # noqa: PLC0415 - as above
        preview_json,
        preview_text,
    )

    found = preview(session, file)
    if form == "json":
        click.echo(preview_json(found), nl=False)
    else:
        click.echo(preview_text(found, colour=session.colour), nl=False)
