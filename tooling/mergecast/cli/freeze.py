"""`mergecast freeze`: stop publishing, now."""

from __future__ import annotations

from datetime import datetime

import click

from mergecast.cli.session import Session
from mergecast.cli.times.moment import LaterOn


@click.command(epilog='Example: mergecast freeze --reason "flood in Klang"')
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    default=("all",),
    show_default=True,
    help="all, account:KEY, network:ID, bucket:NAME, campaign:ID, locale:TAG or "
    "post:ID; may be repeated.",
)
@click.option("--reason", required=True, help="Why; everyone will see it.")
@click.option(
    "--until",
    type=LaterOn(),
    help="When to remind people of it (2h, or 2026-11-24T01:00Z); it ends nothing.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    session: Session,
    *,
    scopes: tuple[str, ...],
    reason: str,
    until: datetime | None,
    form: str,
) -> None:
    """Stop publishing, now.

    Once this is written no part in its scope is claimed or sent, by any runner. It
    needs only the ledger, so it works while mergecast.yaml or posts cannot be read;
    where the ledger may not be written from here, it starts the forge's own job.

    Only `mergecast thaw` ends it: at `--until` people are reminded, and it stays.
    """
    from mergecast.cli.settling.freezing import freeze  # noqa: PLC0415 - not for --help
    from mergecast.dispatch.stops import Order  # noqa: PLC0415 - as above
    from mergecast.model.event import EventKind  # noqa: PLC0415 - as above
    from mergecast.renderers.status import change_shown  # noqa: PLC0415 - as above

    asked = Order(EventKind.FREEZE, scopes, reason, "", until)
    click.echo(change_shown(freeze(session, asked), form), nl=False)
