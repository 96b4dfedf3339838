"""`mergecast team`: who is on it, who is on duty, and what is handed on."""

from __future__ import annotations

from datetime import datetime

import click

from mergecast.cli.session import Session
from mergecast.cli.times.moment import Moment
from mergecast.errors import ExitCode

_FORM = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text"
)


@click.group(
    invoke_without_command=True, epilog="Example: mergecast team oncall --at 2026-11-24"
)
@_FORM
@click.pass_context
def command(ctx: click.Context, *, form: str) -> None:
    """Show who is on the team, who is on duty, and how work is shared.

    Without a subcommand: everybody, with their roles, clocks and backups.
    """
    if ctx.invoked_subcommand is not None:
        return
    from mergecast.cli.people.who import everybody  # noqa: PLC0415 - not for --help
    from mergecast.renderers.people import (  # noqa: PLC0415 - as above
        team_json,
        team_text,
    )

    report = everybody(ctx.obj)
    click.echo(team_json(report) if form == "json" else team_text(report), nl=False)


@command.command(epilog="Example: mergecast team coverage --timezone Europe/London")
@click.option("--from", "first", type=Moment(), help="The first day; default: today.")
@click.option("--days", type=click.IntRange(1, 31), default=7, show_default=True)
@click.option("--timezone", "place", help="Whose clocks to go by; default: UTC.")
@_FORM
@click.pass_obj
def coverage(
    session: Session, *, first: datetime | None, days: int, place: str | None, form: str
) -> None:
    """Show hour by hour how many are on shift, and where somebody is missing."""
    from mergecast.cli.people import covering  # noqa: PLC0415 - not for --help
    from mergecast.renderers.coverage import (  # noqa: PLC0415 - as above
        coverage_json,
        coverage_text,
    )
    from mergecast.renderers.report import Look  # noqa: PLC0415 - as above

    report = covering.coverage(session, first, days, place)
    text = (
        coverage_json(report)
        if form == "json"
        else coverage_text(report, Look(session.colour))
    )
    click.echo(text, nl=False)


@command.command(epilog="Example: mergecast team oncall --at 2026-11-24T18:00Z")
@click.option("--at", type=Moment(), help="The instant; default: now.")
@_FORM
@click.pass_obj
def oncall(session: Session, *, at: datetime | None, form: str) -> int:
    """Say who is on duty, who to call, and who comes next; 1 where nobody is."""
    from mergecast.cli.people.who import duty  # noqa: PLC0415 - not for --help
    from mergecast.renderers.people import (  # noqa: PLC0415 - as above
        duty_json,
        duty_text,
    )

    report = duty(session, at)
    click.echo(duty_json(report) if form == "json" else duty_text(report), nl=False)
    return ExitCode.DONE if report.there else ExitCode.FINDINGS


@command.command(epilog="Example: mergecast team balance")
@_FORM
@click.pass_obj
def balance(session: Session, *, form: str) -> None:
    """Show hours and posts of each person, and people of each network, for 4 weeks."""
    from mergecast.cli.people.who import (  # noqa: PLC0415 - not for --help
        balance as shared,
    )
    from mergecast.renderers.people import (  # noqa: PLC0415 - as above
        balance_json,
        balance_text,
    )

    report = shared(session)
    text = balance_json(report) if form == "json" else balance_text(report)
    click.echo(text, nl=False)
