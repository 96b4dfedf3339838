"""A pull request on the command line: its number, or ``head``."""

from __future__ import annotations

import re

import click

HEAD = 0
"""The number of no pull request: the one that ends in the commit is meant."""
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class PullRequest(click.ParamType[int]):
    """``17``, or ``head`` for the one that ends in the commit at hand."""

    name = "pull request"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Its number, ``HEAD`` where it has to be found."""
        if value == "head":
            return HEAD
        if not _NUMBER.fullmatch(str(value)):
            said = f"'{value}' is neither the number of a pull request nor head"
            self.fail(said, param, ctx)
        return int(str(value))
