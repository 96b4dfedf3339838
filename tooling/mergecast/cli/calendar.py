# ruff: noqa: A005 - a command's module has the name of the command
"""`mergecast calendar`: look at the calendar, and take it along."""

from __future__ import annotations

from datetime import datetime

import click

from mergecast.cli.exporting import commands as exporting
from mergecast.cli.filling import command as filling
from mergecast.cli.session import Session
from mergecast.cli.times.moment import DAY
from mergecast.cli.views.choosing import choosing
from mergecast.cli.weekly import command as weekly
from mergecast.planning.agenda import Wanted


@click.group(epilog="Example: mergecast calendar show --view month")
def command() -> None:
    """Look at the calendar, by month, week or day, and take it along."""


@command.command(epilog="Example: mergecast calendar show --view week --day 2026-11-24")
@click.option(
    "--view",
    type=click.Choice(["month", "week", "agenda"]),
    default="agenda",
    help="A month, a week, or two weeks day by day (the default).",
)
@click.option(
    "--day",
    type=DAY,
    help="Any day of the month or week; the first day of an agenda. Default: today.",
)
@click.option("--zone", help="Whose clock; default: the accounts' zone.")
@choosing
@click.option("--by-bucket", is_flag=True, help="Colours say the bucket.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def show(session: Session, /, *, wanted: Wanted, form: str, **told: object) -> None:
    """Show what goes out when, as the files on disk say, and how it stands.

    How a post stands is what the ledger said when it was last fetched here.
    """
    from mergecast.cli.views.looking import Asked, printed  # noqa: PLC0415 - not for --help

    click.echo(printed(session, Asked.of(wanted, told), form), nl=False)


@command.command(epilog="Example: mergecast calendar diff main~5..main")
@click.argument("commits", metavar="BASE..HEAD", required=False)
@click.option("--tell", is_flag=True, help="Tell owners what was merged, each once.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text"
)
@click.pass_obj
def diff(session: Session, *, commits: str | None, tell: bool, form: str) -> None:
    """Say what changed in the calendar between two commits, by who looks after it.

    Moved, dropped, new, or in other words; without HEAD, up to the commit at hand.

    With --tell and no commits: what was merged since people were told last. Owners are
    told below the pinned issue (`today --issue`), and MERGECAST_ALARM_URL hears of it.
    """
    from mergecast.cli.views.comparing import asked  # noqa: PLC0415 - as above

    click.echo(asked(session, commits, form, tell=tell), nl=False)


@command.command(epilog="Example: mergecast calendar mix --view week")
@click.option("--view", type=click.Choice(["month", "week"]), default="month")
@click.option("--day", type=DAY, help="Any day of it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def mix(session: Session, *, view: str, day: datetime | None, form: str) -> None:
    """Measure how much is planned, and of which kinds, against what is agreed.

    What went out counts as much as what is still to come. Agreed is what `planning` in
    mergecast.yaml says; without it 70 to 80 % planned, and of all posts 60 % evergreen,
    20 % industry, 20 % reactive.
    """
    from mergecast.cli.views.mixing import mix as measured  # noqa: PLC0415 - as above

    click.echo(measured(session, view, day, form), nl=False)


for _each in (*exporting.COMMANDS, filling.fill, weekly.week):
    command.add_command(_each)
