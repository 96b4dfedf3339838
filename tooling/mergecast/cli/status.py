"""`mergecast status`: how every post stands."""

from __future__ import annotations

from datetime import timedelta

import click

from mergecast.cli.session import Session
from mergecast.cli.times.duration import Duration
from mergecast.errors import ExitCode


@click.command(epilog="Example: mergecast status launch-2026")
@click.argument("post", required=False, metavar="[ID]")
@click.option(
    "--max-silence",
    type=Duration(),
    help="Exit with 4 if for longer than this (2h) something was due and no run came.",
)
@click.option(
    "--lane",
    type=click.Choice(["realtime", "planned"]),
    help="Only posts of this lane; those of realtime are worth a second look.",
)
@click.option("--cost", is_flag=True, help="Also say what this month costs, and has.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(  # noqa: PLR0913 - one for each option
    session: Session,
    *,
    post: str | None,
    max_silence: timedelta | None,
    lane: str | None,
    cost: bool,
    form: str,
) -> int:
    """Show how every post stands: what is live and where, what waits, and why.

    Shows the days around now and all that is unfinished; with ID, one post whole, part
    by part. What needs a person comes with the commands that settle it.
    """
    from mergecast.cli.publishing.statusing import status  # noqa: PLC0415 - not for --help
    from mergecast.cli.record.samples import unless_samples  # noqa: PLC0415 - not for --help
    from mergecast.renderers.status import (  # noqa: PLC0415 - not for --help
        status_json,
        status_text,
    )

    def look() -> int:
        report = status(session, post, max_silence, cost=cost, lane=lane)
        text = status_json(report) if form == "json" else status_text(report)
        click.echo(text, nl=False)
        return ExitCode.PERSON_NEEDED if report.silent else ExitCode.DONE

    return unless_samples(session, form, look)
