"""`mergecast freeze`: stop publishing, now."""

from __future__ import annotations

import click

from mergecast.cli.session import Session


@click.command(epilog='Example: mergecast freeze --reason "flood in Klang"')
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    default=("all",),
    show_default=True,
    help="all, account:KEY, network:ID, bucket:NAME, campaign:ID or post:ID.",
)
@click.option("--reason", required=True, help="Why; everyone will see it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    session: Session, *, scopes: tuple[str, ...], reason: str, form: str
) -> None:
    """Stop publishing, now.

    Once this is written no part in its scope is claimed or sent, by any runner. It
    needs only the ledger, so it works while mergecast.yaml or posts cannot be read.
    """
    from mergecast.cli.settling.freezing import order  # noqa: PLC0415 - not for --help
    from mergecast.model.event import EventKind  # noqa: PLC0415 - as above
    from mergecast.renderers.status import change_shown  # noqa: PLC0415 - as above

    change = order(session, EventKind.FREEZE, scopes, reason)
    click.echo(change_shown(change, form), nl=False)
