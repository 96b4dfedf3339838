"""What every command knows of how it was called."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click

from mergecast import clock

_YEARS = range(2000, 3000)
"""Those that a post may name; far beyond them no time can be counted with."""


class _Instant(click.ParamType[datetime]):
    """An instant with its offset, such as ``2026-11-24T01:00Z``."""

    name = "instant"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read ISO 8601 with an offset."""
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value))
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            self.fail(
                f"'{value}' is not an instant such as 2026-11-24T01:00Z", param, ctx
            )
        if found.year not in _YEARS:
            first, last = _YEARS[0], _YEARS[-1]
            self.fail(f"'{value}' is not in the years {first} to {last}", param, ctx)
        return found.astimezone(UTC)


instant_option = click.option(
    "--now",
    type=_Instant(),
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
        return Session(
            cast("Path", options["workspace"]).absolute(),
            cast("datetime | None", options["now"]),
            colour and sys.stdout.isatty(),
            bool(options["quiet"]),
            bool(options["verbose"]),
        )

    def now(self) -> datetime:
        """The instant this command is about."""
        return self.pinned or clock.now()
