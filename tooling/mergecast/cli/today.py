"""`mergecast today`: the stand-up, in one look."""

from __future__ import annotations

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast today --timezone Asia/Kuala_Lumpur")
@click.option("--timezone", "place", help="Whose clocks to go by; default: UTC.")
@click.option("--week", is_flag=True, help="The week ahead, too: posts, gaps and mix.")
@click.option(
    "--issue",
    is_flag=True,
    help="Keep it in one pinned issue, with the week ahead.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
)
@click.pass_obj
def command(
    session: Session, *, place: str | None, week: bool, issue: bool, form: str
) -> None:
    """Show what goes out, who is there, what is missing, and who has to see to it.

    One look for a stand-up: the day behind and the day to come, with process findings
    by owner. Where the ledger is away, the posts on disk are shown and that is said.

    With --issue the same stands in one issue of the repository, pinned, for phones; by
    the accounts' clocks, unless --timezone says whose. Where everybody can read it,
    people, leave and incidents are left out.
    """
    from mergecast.cli.people.zones import known_zone  # noqa: PLC0415 - not for --help

    zone = known_zone(place).key if place else None
    if issue:
        from mergecast.cli.notices.pinning import pin  # noqa: PLC0415 - not for --help

        click.echo(pin(session, zone))
        return
    from mergecast.cli.people.standup import stand_up  # noqa: PLC0415 - not for --help
    from mergecast.renderers.today import (  # noqa: PLC0415 - not for --help
        today_markdown,
        today_text,
    )
    from mergecast.renderers.today_json import today_json  # noqa: PLC0415 - not for --help

    shown = {"text": today_text, "json": today_json, "markdown": today_markdown}[form]
    click.echo(shown(stand_up(session, zone, week=week)), nl=False)
