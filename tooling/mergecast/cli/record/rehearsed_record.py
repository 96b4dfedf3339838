"""Say so where a record is that of a rehearsal, and nothing on it was sent."""

from __future__ import annotations

import click

from mergecast.ledger.ledger import Ledger

RECORD = (
    "REHEARSAL: `live: false` in mergecast.yaml. This is the record of a rehearsal: "
    "nothing on it reached X"
)


def say(ledger: Ledger) -> Ledger:
    """Say on standard error whose record it is, if only a rehearsal's."""
    if ledger.rehearsal:
        click.echo(RECORD, err=True)
    return ledger
