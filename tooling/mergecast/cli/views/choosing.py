"""The options that say which posts of the calendar are asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import click

from mergecast.cli import completing
from mergecast.planning.agenda import Wanted

_OPTIONS = (
    click.option(
        "--account", shell_complete=completing.accounts, help="Only this account's."
    ),
    click.option(
        "--person", shell_complete=completing.members, help="Only what they look after."
    ),
    click.option(
        "--campaign", shell_complete=completing.campaigns, help="Only this campaign's."
    ),
    click.option(
        "--bucket",
        type=click.Choice(["evergreen", "industry", "reactive"]),
        help="Only this bucket's.",
    ),
)


def choosing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options, as one argument: ``wanted``."""

    @wraps(command)
    def asked(
        *args: object,
        account: str | None,
        person: str | None,
        campaign: str | None,
        bucket: str | None,
        **more: object,
    ) -> None:
        wanted = Wanted(account, person, campaign, bucket)
        command(*args, wanted=wanted, **more)

    for option in reversed(_OPTIONS):
        asked = option(asked)
    return asked
