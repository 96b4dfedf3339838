"""`mergecast act`: carry out what somebody asked for by a comment or a button."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session


@click.command(epilog='Example: mergecast act --event "$GITHUB_EVENT_PATH"')
@click.option(
    "--event",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="GITHUB_EVENT_PATH",
    required=True,
    help="The event that started the job; default: GITHUB_EVENT_PATH.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, *, file: Path, form: str) -> int:
    """Carry out what somebody asked for by a comment or a button, and answer.

    For a job on GitHub. A comment counts below an issue that `mergecast alarms` opened,
    and only from people with write access: `/posted LINK`, `/resend`, `/cancel`,
    `/manual`, `/gone`, `/publish`, `/move TIME`, `/retract`, `/freeze`, `/thaw`,
    `/help`. A comment is carried out once, however often its job runs.
    """
    from mergecast.cli.orders.acting import act  # noqa: PLC0415 - not for --help
    from mergecast.model.forge_event import read  # noqa: PLC0415 - not for --help
    from mergecast.renderers.acted import acted_json, acted_text  # noqa: PLC0415 - too

    acted = act(session, read(file))
    shown = acted_json(acted) if form == "json" else acted_text(acted)
    click.echo(shown, nl=False)
    return acted.status
