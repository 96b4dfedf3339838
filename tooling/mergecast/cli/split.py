"""`mergecast split`: a long text becomes a thread."""

from __future__ import annotations

import click

from mergecast.cli import completing
from mergecast.cli.session import Session
from mergecast.thread.numbering import STYLES


@click.command(epilog="Example: mergecast split launch-2026 --numbers 1/5")
@click.argument("post", metavar="FILE|ID", shell_complete=completing.posts)
@click.option(
    "--numbers",
    type=click.Choice(sorted(STYLES)),
    default="none",
    show_default=True,
    help="How the parts are counted in their own words.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show the parts.")
@click.pass_obj
def command(session: Session, *, post: str, numbers: str, dry_run: bool) -> None:
    """Part what is too long in a post into the parts of a thread.

    Parts end where sentences do, in any script, or else where it hurts least; links,
    mentions, tags and emoji stay whole, and no word is changed. A line of --- alone
    says where a part is to begin. Images and polls go with the first part; comments
    and layout stay as they are.
    """
    from mergecast.cli.drafting import splitting  # noqa: PLC0415 - not for --help

    done = splitting.split(session, post, numbers)
    if not dry_run:
        splitting.write(session, done)
    click.echo(splitting.report(done, written=not dry_run), nl=False)
