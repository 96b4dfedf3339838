"""`mergecast probe`: try whether an account may answer itself."""

from __future__ import annotations

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast probe acme")
@click.argument("account", metavar="ACCOUNT")
@click.option("--yes", is_flag=True, help="Post without asking first.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, *, account: str, yes: bool, form: str) -> int:
    """Try whether an account may answer itself, as threads do.

    Two short posts go out on the account, the second as an answer to the first. Both
    are deleted at once, but people may see them; so you are asked first. What X did is
    written into mergecast.yaml as `self_replies`: confirmed, or refused.

    It needs the account's keys, and does nothing while the account is frozen or
    `live: false` rehearses, unless MERGECAST_X_API_BASE names a sandbox; what a sandbox
    did is told and never written. Exit status: 0 confirmed, 1 refused, 3 nothing was
    posted, 4 unclear, or a post could not be deleted.
    """
    from mergecast.cli.keys.probing import ending, probe  # noqa: PLC0415 - not for --help
    from mergecast.renderers.trial import probe_json, probe_text  # noqa: PLC0415 - not for --help

    report = probe(session, account, yes=yes)
    click.echo((probe_json if form == "json" else probe_text)(report), nl=False)
    return ending(report)
