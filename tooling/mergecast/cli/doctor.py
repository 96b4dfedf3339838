"""`mergecast doctor`: could this workspace publish today?"""

from __future__ import annotations

import click

from mergecast.cli.session import Session
from mergecast.errors import ExitCode


@click.command(epilog="Example: mergecast doctor --offline")
@click.option(
    "--offline",
    is_flag=True,
    help="Ask neither the remote, nor the forge, nor a network.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, *, offline: bool, form: str) -> int:
    """Look at everything that publishing rests on, and say how to mend what is wrong.

    Settings, git, the ledger and its key, accounts and whose their keys are, what
    guards the branches and secrets on the forge, what starts runs, the clock. It only
    reads; each account costs one request to its network.

    Exit status 1: something fails. What could not be looked at is `unknown`, which
    fails nothing and is never `ok`.
    """
    from mergecast.cli.selfcheck.doctoring import examined  # noqa: PLC0415 - not for --help
    from mergecast.model.health import Level  # noqa: PLC0415 - not for --help
    from mergecast.renderers.doctor import (  # noqa: PLC0415 - not for --help
        doctor_json,
        doctor_text,
    )

    found = examined(session, offline=offline)
    text = (
        doctor_json(found)
        if form == "json"
        else doctor_text(found, colour=session.colour, quiet=session.quiet)
    )
    click.echo(text, nl=False)
    return ExitCode.FINDINGS if found.count(Level.FAIL) else ExitCode.DONE
