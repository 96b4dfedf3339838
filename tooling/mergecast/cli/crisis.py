"""`mergecast crisis`: from the first complaint to the changed playbook."""

from __future__ import annotations

import click

from mergecast.cli.session import Session
from mergecast.cli.warroom import commands


@click.group(epilog='Example: mergecast crisis open --playbook outage --summary "down"')
def command() -> None:
    """Handle a crisis by its playbook, with clocks.

    Each step is an event in the ledger. Anyone with write access may open one, which
    freezes what the playbook says; the rest is checked against playbooks/matrix.yaml.
    Where no incident is named, the one that is open is meant.
    """


@command.command(epilog="Example: mergecast crisis status")
@click.argument("incident", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def status(session: Session, *, incident: str | None, form: str) -> None:
    """Show every clock and the time left, red where it is late, and whom to call."""
    from mergecast.cli.warroom.incident import report  # noqa: PLC0415 - not for --help

    commands.show(report(session, incident), form, session)


for _each in commands.COMMANDS:
    command.add_command(_each)
