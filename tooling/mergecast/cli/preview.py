"""`mergecast preview`: how a post will look."""

from __future__ import annotations

import click

from mergecast.cli import completing
from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast preview calendar/2026/11/24-launch.yaml")
@click.argument("file", metavar="FILE|ID", shell_complete=completing.posts)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, *, file: str, form: str) -> None:
    """Show how the post in FILE will look on each of its accounts.

    Lengths are counted as the network counts them: a link is 23, an emoji 2. Of a
    series: each of its texts, and the days to come with the text of each.
    """
    from mergecast.cli.drafting.previewing import preview  # noqa: PLC0415 - not for --help
    from mergecast.cli.drafting.previewing_series import shown  # noqa: PLC0415 - as below
    from mergecast.renderers.preview import (  # noqa: PLC0415 - as above
        preview_json,
        preview_text,
    )

    series = shown(session, file, form)
    if series is not None:
        click.echo(series, nl=False)
        return
    found = preview(session, file)
    if form == "json":
        click.echo(preview_json(found), nl=False)
    else:
        click.echo(preview_text(found, colour=session.colour), nl=False)
