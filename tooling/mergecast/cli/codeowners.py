"""`mergecast codeowners`: whom the forge asks for a review."""

from __future__ import annotations

import click

from mergecast.cli.session import Session
from mergecast.errors import ExitCode


@click.command(epilog="Example: mergecast codeowners")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if it would.")
@click.option("--force", is_flag=True, help="Write over a file made by hand.")
@click.pass_obj
def command(session: Session, *, check: bool, force: bool) -> int:
    """Write .github/CODEOWNERS from the team and its policy.

    The forge then asks those for a review who can approve: for posts who holds a role
    that rules name, for people, policy and programs who may change the policy. Only
    members with a login can be asked. What they must say is decided by the policy.
    """
    from mergecast.cli.approving.owning import Owners, write  # noqa: PLC0415 - not for --help

    owners = Owners.of(session)
    if owners.current:
        if not session.quiet:
            click.echo(f"{owners.name} is as it should be")
        return ExitCode.DONE
    if check:
        click.echo(f"{owners.name} {owners.trouble}")
        return ExitCode.FINDINGS
    write(owners, force=force)
    if not session.quiet:
        click.echo(f"wrote {owners.name}; commit it")
    return ExitCode.DONE
