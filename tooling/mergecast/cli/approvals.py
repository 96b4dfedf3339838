"""`mergecast approvals`: who must approve, who did, what is missing."""

from __future__ import annotations

from datetime import timedelta

import click

from mergecast.cli.completing import posts as offered
from mergecast.cli.session import Session
from mergecast.cli.times.duration import Duration
from mergecast.errors import ExitCode, UsageError


@click.command(epilog="Example: mergecast approvals launch-2026 --check")
@click.argument("posts", nargs=-1, metavar="[FILE|ID]...", shell_complete=offered)
@click.option("--ref", default="HEAD", metavar="COMMIT", help="Read there.  [HEAD]")
@click.option(
    "--pull", type=int, metavar="NUMBER", help="The pull request of that commit."
)
@click.option("--check", is_flag=True, help="Exit 1 while an approval is missing.")
@click.option(
    "--ahead",
    type=Duration(),
    metavar="14d",
    help="Instead: which scheduled posts will lack an approval at their time.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    session: Session,
    *,
    posts: tuple[str, ...],
    ref: str,
    pull: int | None,
    check: bool,
    ahead: timedelta | None,
    form: str,
) -> int:
    """Say who must approve a post, who did, and what is missing.

    Without a FILE or ID: every post that your branch brings, and its change of policy.
    It is judged as if it were merged now, by the policy in force and never by one that
    the branch brings.

    With --ahead it looks at what is merged and scheduled, and warns today of what will
    stop a post then: an approval that is missing, expires, or counts no more.
    """
    if ahead is not None:
        return _ahead(session, ahead, (posts, pull), check=check, form=form)
    from mergecast.cli.approving.accounting import account  # noqa: PLC0415 - not for --help
    from mergecast.renderers.approvals import (  # noqa: PLC0415 - not for --help
        approvals_json,
        approvals_text,
    )

    report = account(session, posts, ref, pull)
    text = approvals_json(report) if form == "json" else approvals_text(report)
    click.echo(text, nl=False)
    missing = check and not report.approved
    return ExitCode.FINDINGS if missing else ExitCode.DONE


def _ahead(
    session: Session,
    ahead: timedelta,
    named: tuple[tuple[str, ...], int | None],
    *,
    check: bool,
    form: str,
) -> int:
    from mergecast.cli.approving.looking_ahead import look_ahead  # noqa: PLC0415 - seldom asked
    from mergecast.renderers.ahead import (  # noqa: PLC0415 - seldom asked
        ahead_json,
        ahead_text,
    )

    if any(named):
        raise UsageError("--ahead looks at all that is merged and scheduled")
    report = look_ahead(session, ahead)
    click.echo(ahead_json(report) if form == "json" else ahead_text(report), nl=False)
    stops = any(not each.sound for each in report.posts)
    return ExitCode.FINDINGS if check and stops else ExitCode.DONE
