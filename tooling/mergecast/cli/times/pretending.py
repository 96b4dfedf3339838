"""``--now``: a pretended time reaches sandboxes only, and nothing that is real."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import Protocol
from urllib.parse import urlsplit

from mergecast.cli.session import Session
from mergecast.cli.wiring import on_loopback
from mergecast.errors import WorkspaceError
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.model.settings import Settings
from mergecast.repository.git import Git


class Somewhere(Protocol):
    """A repository, and the remote it shares, if any."""

    @property
    def git(self) -> Git:
        """The repository here."""
        ...

    @property
    def remote(self) -> str | None:
        """The name of the remote that counts."""
        ...

    @property
    def rehearses(self) -> bool:
        """Whether all that goes out goes to an emulator in the command."""
        ...


def refuse_pretended_time(session: Session, source: Somewhere, view: Snapshot) -> None:
    """With ``--now``, nothing real may be written.

    Raises:
        WorkspaceError: the ledger, its remote or a network is a real one.
    """
    if session.pinned is None:
        return
    reasons = [
        (not view.sandbox, "the ledger is not a sandbox"),
        (not is_local(source), "the remote is not on this machine"),
        (
            not (source.rehearses or on_loopback()),
            "MERGECAST_X_API_BASE does not name a local sandbox",
        ),
    ]
    for wrong, reason in reasons:
        if wrong:
            raise WorkspaceError(
                f"--now pretends a time, and {reason}",
                hint="leave --now out; `mergecast publish --rehearse 7d` walks a week "
                "where `live: false` is merged",
                not_done="nothing was posted or recorded",
            )


def refuse_mixed_worlds(view: Snapshot, settings: Settings) -> str:
    """A rehearsal never reaches a network, and a network never a rehearsal's rules.

    Returns:
        What a person should know of an unusual but harmless set-up.

    Raises:
        WorkspaceError: a sandbox ledger, or no ``live: true``, with a real network.
    """
    if settings.rehearses:
        return ""
    if on_loopback():
        return "" if view.sandbox else "posts go to a local sandbox, not to a network"
    if view.sandbox:
        raise WorkspaceError(
            "this ledger was made to rehearse, and the network is a real one",
            hint="start a sandbox and set MERGECAST_X_API_BASE, or go live with a "
            "ledger of its own",
            not_done="nothing was posted",
        )
    if not settings.live:
        raise WorkspaceError(
            "mergecast.yaml does not say `live: true`, so nothing reaches a network",
            hint="merge that, or `live: false` to rehearse; or set "
            "MERGECAST_X_API_BASE to a sandbox",
            not_done="nothing was posted",
        )
    return ""


def is_local(source: Somewhere) -> bool:
    """Whether the remote is a folder of this machine, or there is none."""
    if source.remote is None:
        return True
    url = source.git.text("remote", "get-url", "--push", source.remote)
    parts = urlsplit(url)
    if parts.scheme == "file" or url.startswith(("/", "./", "../")):
        return True
    return parts.hostname in {"localhost", "127.0.0.1", "::1"}


def pretended(real: Access, at: datetime) -> Access:
    """``real`` for a start at a pretended time: the same again each time it is told."""
    return replace(real, nonce=_nonces(at), run="local:pretended:0")


def _nonces(at: datetime) -> Callable[[], str]:
    numbers = count()

    def nonce() -> str:
        return sha256(f"{at.isoformat()} {next(numbers)}".encode()).hexdigest()[:32]

    return nonce
