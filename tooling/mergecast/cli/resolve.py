"""`mergecast resolve`: say how a part that waits for a person really stands."""

from __future__ import annotations

import click

from mergecast.cli.session import Session


@click.command(
    epilog="Example: mergecast resolve launch-2026@acme:1 "
    '--posted https://x.com/acme_hq/status/1 --reason "seen on the profile"'
)
@click.argument("key")
@click.option("--posted", metavar="URL", help="It is live, and this is where.")
@click.option("--resend", is_flag=True, help="It is not live: send it.")
@click.option("--cancel", is_flag=True, help="It is not live and need not be.")
@click.option("--gone", is_flag=True, help="It was live and has been deleted.")
@click.option("--manual", is_flag=True, help="A person posts it: print what it takes.")
@click.option("--reason", required=True, help="How you know; it is kept for ever.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    session: Session, /, *, key: str, form: str, **told: str | bool | None
) -> None:
    """Say how a part that waits for a person really stands.

    KEY is as `mergecast status` shows it; an id alone will do where only one part of it
    waits. Look at the account first: what you say is believed.
    """
    from mergecast.cli.settling.resolving import (  # noqa: PLC0415 - not for --help
        one_outcome,
        resolve,
    )
    from mergecast.renderers.resolved import (  # noqa: PLC0415 - not for --help
        resolved_json,
        resolved_text,
    )

    reason = str(told.pop("reason"))
    outcome, url = one_outcome(told)
    report = resolve(session, key, outcome, reason, url)
    text = resolved_json(report) if form == "json" else resolved_text(report)
    click.echo(text, nl=False)
