"""A workspace of samples alone: nothing is set up there, so nothing is missing."""

from __future__ import annotations

from collections.abc import Callable

import click

from mergecast.cli.session import Session
from mergecast.cli.wiring import published
from mergecast.errors import ExitCode, WorkspaceError
from mergecast.model.settings import Settings
from mergecast.renderers.encoders.ascii_json import encode_document

NOTE = "not set up: all accounts are samples"


def samples_alone(settings: Settings) -> bool:
    """Whether there is neither an account to publish to nor a record."""
    real = any(not each.sample for each in settings.accounts.values())
    return not (real or settings.rehearses or settings.ledger.genesis)


def unless_samples(session: Session, form: str, look: Callable[[], int]) -> int:
    """Look at the record; where only samples are there, say that and be content.

    Raises:
        WorkspaceError: there should be a record, and it cannot be looked at.
    """
    try:
        return look()
    except WorkspaceError:
        if not _samples_alone(session):
            raise
    click.echo(encode_document(note=NOTE) if form == "json" else f"{NOTE}\n", nl=False)
    return ExitCode.DONE


def _samples_alone(session: Session) -> bool:
    try:
        return samples_alone(published(session.workspace).space.settings)
    except WorkspaceError:
        return False
