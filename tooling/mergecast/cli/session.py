"""What every command knows of how it was called."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

import click

from mergecast import clock
from mergecast.cli.times.moment import Instant
from mergecast.errors import WorkspaceError

instant_option = click.option(
    "--now",
    type=Instant(),
    help="Pretend that it is this instant (2026-11-24T01:00Z); sandbox only.",
)


@dataclass(frozen=True, slots=True)
class Session:
    """The global options. ``pinned`` is the instant given by ``--now``."""

    workspace: Path
    pinned: datetime | None
    colour: bool
    quiet: bool
    verbose: bool

    @staticmethod
    def of(options: Mapping[str, object]) -> Session:
        """From click's options and the environment."""
        colour = not options["no_color"] and not os.environ.get("NO_COLOR")
        try:
            workspace = cast("Path", options["workspace"]).absolute()
        except FileNotFoundError:
            raise WorkspaceError(
                "the folder that this runs in is gone",
                hint="go to a folder that is there, or name the workspace with -C",
                not_done="nothing was done",
            ) from None
        return Session(
            workspace,
            cast("datetime | None", options["now"]),
            colour and sys.stdout.isatty(),
            bool(options["quiet"]),
            bool(options["verbose"]),
        )

    def now(self) -> datetime:
        """The instant this command is about."""
        return self.pinned or clock.now()
