"""`mergecast approve`: say yes to a post, where no forge holds reviews."""

from __future__ import annotations

import sys

import click

from mergecast.cli.completing import posts as offered
from mergecast.cli.session import Session
from mergecast.errors import UsageError


@click.command(epilog="Example: mergecast approve launch-2026")
@click.argument("post", required=False, shell_complete=offered)
@click.option("--policy", is_flag=True, help="Approve a change of policy instead.")
@click.option("--withdraw", is_flag=True, help="Take your approval of POST back.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(
    session: Session, *, post: str | None, policy: bool, withdraw: bool, yes: bool
) -> None:
    """Approve exactly what POST (an id) sends, or takes back, as of your commit.

    Shows it, asks, and writes an empty commit with your name; push it like any other.
    If anything that readers get changes later, the approval no longer counts.

    `--policy` is for changes of who may approve what: it shows and approves the whole
    step from the policy in force to that of your commit.
    """
    from mergecast.cli.approving.saying_yes import about, write  # noqa: PLC0415 - not for --help

    if policy == (post is not None) or (policy and withdraw):
        raise UsageError(
            "approve either a post or the policy",
            hint="name the post by its id, or give --policy alone",
        )
    if post is not None:
        asked = about(session, post, withdraw=withdraw)
    else:
        from mergecast.cli.approving.approving_policy import step  # noqa: PLC0415 - seldom

        asked = step(session)
    click.echo(asked.text)
    if yes or agreed(asked.question):
        click.echo(f"{asked.done} in commit {write(session, asked)[:10]}; push it")
    else:
        click.echo(f"not {asked.done}; nothing was written")


def agreed(question: str) -> bool:
    """Whether somebody says yes.

    Raises:
        UsageError: nobody is there.
    """
    try:
        return click.confirm(question, default=False)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        click.echo()
        raise UsageError(
            "nobody is there to be asked",
            hint="read what is shown above, then add --yes",
            not_done="nothing was approved",
        ) from None
