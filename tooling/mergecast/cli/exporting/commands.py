"""The commands of `mergecast calendar` that write it for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli import completing
from mergecast.cli.session import Session
from mergecast.cli.views.choosing import choosing
from mergecast.planning.agenda import Wanted

_TOOLS = ("csv", "json", "asana", "monday", "notion", "trello", "trello-json")

_output = click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; default: standard output.",
)


@click.command(epilog="Example: mergecast calendar ics --output posts.ics")
@_output
@choosing
@click.pass_obj
def ics(session: Session, *, output: Path | None, wanted: Wanted) -> None:
    """Write the calendar as a file that other calendars import or subscribe to.

    A post keeps its event when it moves or changes: its id decides which it is.
    """
    from mergecast.cli.views.subscribing import feed  # noqa: PLC0415 - not for --help

    _give(output, feed(session, wanted))


@click.command(epilog="Example: mergecast calendar export --to asana --output a.csv")
@click.option(
    "--to",
    "tool",
    type=click.Choice(_TOOLS),
    default="csv",
    show_default=True,
    help="Which tool reads it.",
)
@_output
@click.option("--zone", help="Whose clock; default: the accounts' zone.")
@choosing
@click.pass_obj
def export(
    session: Session,
    *,
    tool: str,
    output: Path | None,
    zone: str | None,
    wanted: Wanted,
) -> None:
    """Write the calendar as a table or board that another tool imports.

    csv is for spreadsheets, json for programs. asana, monday and notion are CSV files
    for the importers of these; trello is one for its Power-Ups, since Trello itself
    imports no tables, and trello-json has the form of a board that Trello exports.
    """
    from mergecast.cli.exporting.tables import table  # noqa: PLC0415 - as above

    _give(output, table(session, wanted, tool, zone))


@click.command(epilog="Example: mergecast calendar gantt --output campaigns.md")
@_output
@click.option(
    "--campaign", shell_complete=completing.campaigns, help="Only this campaign."
)
@click.pass_obj
def gantt(session: Session, *, output: Path | None, campaign: str | None) -> None:
    """Draw the campaigns and how their posts stand, as a chart in Markdown.

    GitHub, GitLab and Notion show it as a Gantt chart (a block of Mermaid).
    """
    from mergecast.cli.exporting.charts import chart  # noqa: PLC0415 - as above

    _give(output, chart(session, campaign))


def _give(output: Path | None, text: str) -> None:
    from mergecast.cli.views.subscribing import write  # noqa: PLC0415 - as above

    if output is None:
        click.echo(text, nl=False)
    else:
        write(output, text)


COMMANDS = (ics, export, gantt)
