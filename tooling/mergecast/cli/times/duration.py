"""A length of time on the command line, written as in settings: ``15m``, ``2h``."""

from __future__ import annotations

from datetime import timedelta

import click

AS_SET = timedelta(microseconds=-1)
"""As long as settings say: no length that anybody can write."""


class Duration(click.ParamType[timedelta]):
    """``90s``, ``15m``, ``2h`` or ``1d``."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """Read it as settings do."""
        from mergecast.model.moments import (  # noqa: PLC0415 - not for --help
            parse_duration,
        )

        if isinstance(value, timedelta):
            return value
        try:
            return parse_duration(str(value))
        except ValueError:
            self.fail(
                f"'{value}' is not a length of time such as 15m or 2h", param, ctx
            )


class MaybeDuration(Duration):
    """A length of time, or that of the settings where none is given."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """Read it, unless it was left out."""
        return AS_SET if value == "" else super().convert(value, param, ctx)
