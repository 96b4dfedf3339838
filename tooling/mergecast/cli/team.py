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
    from mergecast.cli.people import showing  # noqa: PLC0415 - not for --help

    click.echo(showing.team(ctx.obj, form), nl=False)


@command.command(epilog="Example: mergecast team coverage --timezone Europe/London")
@click.option("--from", "first", type=Moment(), help="The first day; default: today.")
@click.option("--days", type=click.IntRange(1, 31), default=7, show_default=True)
@click.option("--timezone", "place", help="Whose clocks to go by; default: UTC.")
@click.option("--network", help="Count only who knows their way around it.")
@_FORM
@click.pass_obj
def coverage(session: Session, /, *, form: str, **options: object) -> None:
    """Show hour by hour how many are on shift, and where somebody is missing."""
    from mergecast.cli.people import covering, showing  # noqa: PLC0415 - not for --help

    asked = covering.Asked(**options)  # type: ignore[arg-type]  # click has typed them
    click.echo(showing.coverage(session, asked, form), nl=False)


@command.command(epilog="Example: mergecast team oncall --at 2026-11-24T18:00Z")
@click.option("--at", type=Moment(), help="The instant; default: now.")
@_FORM
@click.pass_obj
def oncall(session: Session, *, at: datetime | None, form: str) -> int:
    """Say who is on duty, who to call, and who comes next; 1 where nobody is."""
    from mergecast.cli.people import showing  # noqa: PLC0415 - not for --help

    text, anybody = showing.duty(session, at, form)
    click.echo(text, nl=False)
    return ExitCode.DONE if anybody else ExitCode.FINDINGS


@command.command(epilog="Example: mergecast team balance")
@_FORM
@click.pass_obj
def balance(session: Session, *, form: str) -> None:
    """Show hours and posts of each person, and people of each network, for 4 weeks."""
    from mergecast.cli.people import showing  # noqa: PLC0415 - not for --help

    click.echo(showing.balance(session, form), nl=False)


@command.command(epilog="Example: mergecast team handover --write")
@click.option("--shift", help="Which shift ends; default: the one that ends first.")
@click.option(
    "--write", "save", is_flag=True, help="Write it into playbooks/handovers/."
)
@click.option("--sign", is_flag=True, help="Take over: sign the newest, and commit it.")
@click.option(
    "--as", "member", help="Who signs; git has to know them by their address."
)
@click.pass_obj
def handover(session: Session, /, **options: object) -> None:
    """Draft what a shift hands over, from what is on record; or sign it.

    The draft says what went out, what goes out next and what waits for a person. Add
    what only you know. Whoever takes over runs it with --sign: their commit signs it.
    """
    from mergecast.cli.people.handover import run  # noqa: PLC0415 - not for --help

    click.echo(run(session, **options), nl=False)  # type: ignore[arg-type]  # click's
