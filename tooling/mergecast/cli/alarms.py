"""`mergecast alarms`: tell people what they must see, each thing once."""

from __future__ import annotations

from datetime import timedelta

import click

from mergecast.cli.session import Session
from mergecast.cli.times.duration import Duration


@click.command(epilog="Example: mergecast alarms --dry-run")
@click.option("--dry-run", is_flag=True, help="Say what would be done; tell nobody.")
@click.option(
    "--max-silence",
    type=Duration(),
    default="2h",
    show_default=True,
    help="How long something may be due without a run.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    session: Session, *, dry_run: bool, max_silence: timedelta, form: str
) -> None:
    """Tell people what they must see: one issue for each thing, closed when settled.

    Run it after each run of `publish`, whatever that ended with. What is held, missed
    or may be live; an account that cannot send; a stop; a post that cannot be read; no
    runs; a damaged ledger. An issue says what to do, names who is on duty, and takes
    the answer as a comment; see `mergecast act`.

    With MERGECAST_ALARM_URL, a channel where people talk hears of it too.
    """
    from mergecast.cli.notices.alarming import tell_people  # noqa: PLC0415 - not for --help
    from mergecast.renderers.alarm_report import (  # noqa: PLC0415 - not for --help
        alarms_json,
        alarms_text,
    )

    report = tell_people(session, max_silence, dry_run=dry_run)
    text = alarms_json(report) if form == "json" else alarms_text(report)
    click.echo(text, nl=False)
    if report.trouble:
        click.echo(f"mergecast: {report.trouble}", err=True)
