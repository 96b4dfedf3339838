"""`mergecast ledger`: set up, sign, show and verify the record of what was sent."""

from __future__ import annotations

import click

from mergecast.cli.record import ledger_reading
from mergecast.cli.session import Session


@click.group(epilog="Example: mergecast ledger show --post launch-2026")
def command() -> None:
    """Set up, show or verify the record of what was sent.

    The ledger is an append-only branch of the repository. It is what makes a post go
    out once, and what proves later who approved what.
    """


@command.command(epilog="Example: mergecast ledger init --sandbox")
@click.option("--sandbox", is_flag=True, help="To rehearse: never for real networks.")
@click.pass_obj
def init(session: Session, *, sandbox: bool) -> None:
    """Start the ledger, once, and write its id into mergecast.yaml.

    Commit and merge that change: from then on `publish` accepts this ledger only.
    Where MERGECAST_LEDGER_KEY is set, that key signs it from the start.
    """
    from mergecast.cli.record.founding import found  # noqa: PLC0415 - not for --help

    click.echo(found(session, sandbox=sandbox), nl=False)


@command.command(epilog="Example: mergecast ledger rotate")
@click.option("--lost", is_flag=True, help="Nobody has the key in force any more.")
@click.option("--reason", default="", help="Why it is lost; it is kept for ever.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def rotate(session: Session, *, lost: bool, reason: str, form: str) -> None:
    """Turn on the key in MERGECAST_LEDGER_KEY, in place of the one in force.

    From then on nobody without it can write that something was posted, settled or
    thawed. The key that it replaces has to be in MERGECAST_LEDGER_KEYS: it signs this
    too. A key is a name and 64 hex digits: echo "2026-11:$(openssl rand -hex 32)"
    makes one. It is never shown and never written to a file.
    """
    from mergecast.cli.record.rotating import rotate as turn_on  # noqa: PLC0415 - not for --help
    from mergecast.renderers.rotated import (  # noqa: PLC0415 - not for --help
        rotated_json,
        rotated_text,
    )

    done = turn_on(session, lost=lost, reason=reason)
    click.echo(rotated_json(done) if form == "json" else rotated_text(done), nl=False)


for _each in (ledger_reading.show, ledger_reading.verify, ledger_reading.evidence):
    command.add_command(_each)
