"""`mergecast calendar fill`: drafts of the queue into free slots."""

from __future__ import annotations

from datetime import date, datetime

import click

from mergecast.cli import completing
from mergecast.cli.session import Session
from mergecast.cli.times.moment import DAY


@click.command(epilog="Example: mergecast calendar fill --until 2026-12-18 --dry-run")
@click.option(
    "--account", shell_complete=completing.accounts, help="Only this account's drafts."
)
@click.option(
    "--from", "first", type=DAY, metavar="DAY", help="The first day.  [tomorrow]"
)
@click.option(
    "--until", type=DAY, metavar="DAY", help="The last day.  [four weeks from now]"
)
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="At most so many drafts."
)
@click.option("--dry-run", is_flag=True, help="Say what would go where.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def fill(  # noqa: PLR0913 - one argument an option
    session: Session,
    *,
    account: str | None,
    first: datetime | None,
    until: datetime | None,
    limit: int | None,
    dry_run: bool,
    form: str,
) -> None:
    """Give drafts of calendar/queue/ free slots, as a change to review.

    Times are written into the files, and each file moves to its day; all of them, or
    none. What ends soonest goes first, then the oldest; of each month's slots, those
    buckets get more that lack. Slots that are kept free stay so.

    A slot is free if all accounts of the draft may post then: by spacing and per_day,
    embargoes, the days of campaigns, blackouts and quiet hours. What does not fit
    stays in the queue, and is named with its reason.
    """
    from mergecast.cli.filling.queueing import Asked, fill_slots  # noqa: PLC0415 - not for --help
    from mergecast.renderers.queue_filled import (  # noqa: PLC0415 - as above
        filled_json,
        filled_text,
    )

    asked = Asked(account, _date(first), _date(until), limit, dry_run)
    report = fill_slots(session, asked)
    if form == "json":
        click.echo(filled_json(report), nl=False)
    else:
        click.echo(filled_text(report, quiet=session.quiet), nl=False)


def _date(at: datetime | None) -> date | None:
    return None if at is None else at.date()
