"""`mergecast demo`: the main job, start to finish."""

from __future__ import annotations

import click

from mergecast.cli.session import Session


@click.command(epilog="Example: mergecast demo --open")
@click.option("--keep", is_flag=True, help="Keep the scratch folder, and say where.")
@click.option("--open", "open_", is_flag=True, help="Show the timeline in a browser.")
@click.pass_obj
def command(session: Session, *, keep: bool, open_: bool) -> None:
    """Show the main job, start to finish, in a scratch folder.

    A draft is refused, mended, approved, merged and published once, with a real git
    remote and a local stand-in for X. Nothing leaves this machine.
    """
    from mergecast.cli.demonstrating import run  # noqa: PLC0415 - not for --help

    run(session, keep=keep or open_, browse=open_)
