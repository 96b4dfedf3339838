"""`mergecast connect`: get the keys of accounts from X, for the job's secret."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session


@click.command(
    epilog="Example: mergecast connect acme"
    " | gh secret set MERGECAST_SECRETS --env publish"
)
@click.argument("accounts", nargs=-1, required=True, metavar="ACCOUNT...")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the secret to this new file, outside of any repository.",
)
@click.pass_obj
def command(session: Session, accounts: tuple[str, ...], output: Path | None) -> None:
    """Get the keys of accounts from X, and check whose they are.

    You need the API key and secret of an app of X's developer portal, one that may
    read and write, and a browser where you can log in to each account. X shows a PIN
    there; enter it here.

    The keys go into one JSON secret, MERGECAST_SECRETS, with what that variable holds
    already. It is never shown: pipe it to what keeps secrets, or name a file. The
    account's user_id is filled in in mergecast.yaml.
    """
    from mergecast.cli.keys.connecting import connect  # noqa: PLC0415 - not for --help

    connect(session, tuple(dict.fromkeys(accounts)), output)
