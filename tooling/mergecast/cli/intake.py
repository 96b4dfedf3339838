"""`mergecast intake`: from an issue form to a draft, without git."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast intake --event event.json")
@click.option(
    "--event",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="GITHUB_EVENT_PATH",
    required=True,
    metavar="FILE",
    help="What happened, as GitHub tells a job.  [GITHUB_EVENT_PATH]",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, /, *, event: Path, form: str) -> None:
    """Turn an issue form into a draft pull request, and keep it up to date.

    For a job that an issue or a comment starts. It makes the post's file, opens a draft
    pull request, reviews it, sets the required statuses, and tells the author in the
    language of the form what is missing.

    Comments on either of the two may say `/text`, `/time`, `/alt`, `/account`,
    `/trend`, `/fix`, `/ready`, `/close` and `/help`. Who may: the author, and people
    with write access.
    What people wrote is only ever the text of a draft.
    """
    from mergecast.cli.forms.intaking import take  # noqa: PLC0415 - not for --help
    from mergecast.model.forge_event import read  # noqa: PLC0415 - not for --help
    from mergecast.renderers.intake_comment import did_json  # noqa: PLC0415 - not for --help

    did = take(session, read(event))
    if form == "json":
        click.echo(did_json(did), nl=False)
    elif not session.quiet:
        click.echo(did.said)
