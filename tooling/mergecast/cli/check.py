"""`mergecast check`: look for mistakes before anyone else does."""

from __future__ import annotations

from pathlib import Path

import click

from mergecast.cli.session import Session
from mergecast.errors import ExitCode
from mergecast.findings import Severity

FORMAT_NAMES = ("text", "json", "sarif", "github", "markdown")


@click.command(epilog="Example: mergecast check calendar/2026/11 --format github")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--changed", metavar="BASE", help="Only what differs from BASE.")
@click.option("--ref", metavar="COMMIT", help="Look at a commit, not at the disk.")
@click.option("--format", "form", type=click.Choice(FORMAT_NAMES), default=None)
@click.option(
    "--fail-level",
    type=click.Choice([level.value for level in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
@click.option("--fix", is_flag=True, help="Mend what has one right answer.")
@click.option(
    "--process", is_flag=True, help="Look at how people work together instead."
)
@click.option(
    "--score", is_flag=True, help="Score what went out, by post, author and month."
)
@click.pass_obj
def command(session: Session, /, **options: object) -> int:
    """Look for mistakes in posts, settings and people's files.

    Without PATHS all content is looked at. Nothing is sent anywhere.

    --process looks at shifts, leave, stand-ins, roles and playbooks: what somebody has
    to see to, and no post waits for.

    --score prints JSON: 100 for a post that nothing was found in, 20 less for an error,
    5 for a warning, 1 for an info; with the means of each author and month.
    """
    from mergecast.cli.checking.check_posts import Asked, run  # noqa: PLC0415 - not for --help

    asked = Asked(**options)  # type: ignore[arg-type]  # click has typed each option
    failed = run(session, asked)
    return ExitCode.FINDINGS if failed else ExitCode.DONE
