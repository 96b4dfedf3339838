"""What `mergecast demo` does around the story: a scratch folder, and where to look."""

from __future__ import annotations

import shutil
import tempfile
import webbrowser
from pathlib import Path

import click

from mergecast.cli.session import Session
from mergecast.demo.stage import ACCOUNT
from mergecast.demo.story import tell
from mergecast.sandbox.server import serve, start


def run(session: Session, *, keep: bool, browse: bool) -> None:
    """Tell the story; keep its folder or open its timeline where that was asked for."""
    folder = Path(tempfile.mkdtemp(prefix="mergecast-demo-"))
    try:
        tell(folder, click.echo, colour=session.colour)
        click.echo(
            "Done: four posts are live in the sandbox, each once, and one waits.\n"
        )
        _where_to_look(folder, keep=keep)
        if browse:
            _browse(folder)
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _where_to_look(folder: Path, *, keep: bool) -> None:
    if not keep:
        click.echo("See the posts as people will:  mergecast demo --open")
        click.echo("Keep the files to look at:     mergecast demo --keep")
        click.echo("Start your own:                mergecast init")
        return
    click.echo(f"the calendar   {folder / 'acme'}")
    click.echo(f"the remote     {folder / 'remote.git'}")
    click.echo(f"the timeline   mergecast sandbox --data {folder / 'sandbox.sqlite'}")


def _browse(folder: Path) -> None:
    running = start(folder / "sandbox.sqlite", accounts=(ACCOUNT,))
    click.echo(f"timeline       {running.url}/   (stop it with Ctrl-C)")
    webbrowser.open(running.url)
    serve(running)
