"""`mergecast thaw`: let publishing go on."""

from __future__ import annotations

import click

from mergecast.cli.session import Session


@click.command(epilog='Example: mergecast thaw --scope all --reason "all clear"')
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    help="What was frozen, as `mergecast status` names it.",
)
@click.option("--reason", required=True, help="Why; everyone will see it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    session: Session, *, scopes: tuple[str, ...], reason: str, form: str
) -> None:
    """Let publishing go on, from the next run.

    What became due meanwhile goes out as its `late` says, and not all at once.
    """
    from mergecast.cli.settling.freezing import order  # noqa: PLC0415 - not for --help
    from mergecast.model.event import EventKind  # noqa: PLC0415 - as above
    from mergecast.renderers.status import change_shown  # noqa: PLC0415 - as above

    change = order(session, EventKind.THAW, scopes, reason)
    click.echo(change_shown(change, form), nl=False)
