"""`mergecast publish`: send what is due."""

from __future__ import annotations

from datetime import timedelta

import click

from mergecast.cli.duration import Duration
from mergecast.cli.session import Session
from mergecast.errors import ExitCode


@click.command(epilog="Example: mergecast publish --dry-run")
@click.option("--dry-run", is_flag=True, help="Say what would go out; send nothing.")
@click.option(
    "--wait",
    type=Duration(),
    help="Stay up to this long (15m) for what is due soon, to the second.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    session: Session, *, dry_run: bool, wait: timedelta | None, form: str
) -> int:
    """Send what is approved and due, exactly once.

    Any trigger may start it, any number of times, and several at once: the ledger lets
    one of them send each part. Exit status 4 means that a person must look. Asked to
    stop, it finishes the part in flight.
    """
    from mergecast.cli.publishing import run  # noqa: PLC0415 - not for --help
    from mergecast.renderers.tick import tick_json, tick_text  # noqa: PLC0415 - as above

    report = run(session, dry_run=dry_run, wait=wait)
    if form == "json":
        click.echo(tick_json(report), nl=False)
    else:
        click.echo(tick_text(report, quiet=session.quiet), nl=False)
    settled = report.tick is None or report.tick.settled
    return ExitCode.DONE if settled else ExitCode.PERSON_NEEDED
