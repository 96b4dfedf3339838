"""`mergecast new`: start a post."""

from __future__ import annotations

import click

from mergecast.cli import completing
from mergecast.cli.session import Session


@click.command(
    epilog='Example: mergecast new "Launch day" --account acme '
    '--at "2026-11-24 09:00" --text "It is out."'
)
@click.argument("title", required=False)
@click.option(
    "--id", "post_id", metavar="ID", help="Its name for ever; else from TITLE."
)
@click.option(
    "--account",
    "accounts",
    metavar="KEY",
    multiple=True,
    shell_complete=completing.accounts,
    help="One of mergecast.yaml; repeatable.",
)
@click.option("--at", metavar="TIME", help='Like "2026-11-24 09:00".')
@click.option(
    "--which",
    type=click.Choice(["first", "second"]),
    help="Which one, where clocks are set back and the time happens twice.",
)
@click.option("--zone", help="The zone of the times, if not the account's.")
@click.option(
    "--slot",
    metavar="next|NAME[@DAY]",
    shell_complete=completing.slots,
    help="The next free slot of its accounts, or the one of that name.",
)
@click.option("--queue", is_flag=True, help="A draft without a time.")
@click.option("--asap", is_flag=True, help="As soon as it is merged; needs --until.")
@click.option("--until", metavar="TIME", help="The last moment at which it may go out.")
@click.option("--text", help="The words; - reads them from the standard input.")
@click.option("--thread", multiple=True, metavar="TEXT", help="A part; repeatable.")
@click.option(
    "--split",
    metavar="[STYLE]",
    is_flag=False,
    flag_value="none",
    help="Part a long --text into a thread; see `mergecast split`.",
)
@click.option("--image", "images", multiple=True, metavar="FILE", help="Repeatable.")
@click.option(
    "--alt", "alts", multiple=True, metavar="TEXT", help="One for each image."
)
@click.option(
    "--template",
    metavar="NAME",
    shell_complete=completing.templates,
    help="From calendar/templates/NAME.yaml.",
)
@click.option("--set", "sets", multiple=True, metavar="VAR=VALUE", help="Repeatable.")
@click.option(
    "--campaign",
    metavar="ID",
    shell_complete=completing.campaigns,
    help="The campaign that it belongs to.",
)
@click.option(
    "--theme",
    metavar="ID",
    shell_complete=completing.themes,
    help="The theme of a plan that it is about.",
)
@click.option(
    "--owner",
    metavar="MEMBER",
    shell_complete=completing.members,
    help="Who looks after it.",
)
@click.option("--bucket", type=click.Choice(["evergreen", "industry", "reactive"]))
@click.pass_obj
def command(session: Session, /, **options: object) -> None:
    """Write a new post into the calendar, and say what comes next.

    On a terminal it asks for what is missing. Nothing is sent: a post goes out after
    it was reviewed and merged.
    """
    from mergecast.cli.drafting import asking, made, newing  # noqa: PLC0415 - not for --help
    from mergecast.cli.drafting.drafts import Asked  # noqa: PLC0415 - as above

    asked = Asked(**options)  # type: ignore[arg-type]  # click has typed each option
    done = newing.create(session, asking.complete(session, asked))
    click.echo(made.report(session, done), nl=False)
