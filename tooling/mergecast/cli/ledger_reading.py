"""`mergecast ledger show` and `verify`: what the ledger holds, and whether it holds."""

from __future__ import annotations

import click

from mergecast.cli.session import Session
from mergecast.errors import ExitCode


@click.command(epilog="Example: mergecast ledger show --post launch-2026")
@click.option("--post", metavar="ID", help="Only what is about this post.")
@click.option("--kind", help="Only events of this kind, as in: posted.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def show(session: Session, *, post: str | None, kind: str | None, form: str) -> None:
    """Show what happened, oldest first."""
    from mergecast.cli.showing_events import events  # noqa: PLC0415 - not for --help
    from mergecast.renderers.events import (  # noqa: PLC0415 - as above
        events_json,
        events_text,
    )

    found = events(session, post=post, kind=kind)
    text = events_json(found) if form == "json" else events_text(found)
    click.echo(text, nl=False)


@click.command(epilog="Example: mergecast ledger verify")
@click.pass_obj
def verify(session: Session) -> int:
    """Check the whole ledger: chain, order, form, and what it says of each key.

    Exit status 5 means that it is damaged; each place is named.
    """
    from mergecast.cli.verifying import problems  # noqa: PLC0415 - not for --help

    found = problems(session)
    for problem in found:
        click.echo(problem)
    if not found:
        click.echo("the ledger is whole")
    return ExitCode.LEDGER_DAMAGED if found else ExitCode.DONE
