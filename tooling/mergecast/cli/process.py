"""`mergecast process`: guides, meetings and other playbooks, shown and begun."""

from __future__ import annotations

import click

from mergecast.cli.session import Session
from mergecast.errors import ExitCode

_form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
)


@click.group(epilog="Example: mergecast process start customer-service")
def command() -> None:
    """Show how things are done, and begin them.

    Process guides have a plain name (onboarding); other playbooks have their kind
    before it: meeting:daily, crisis:outage, statement:outage, decision:0001,
    incident:NAME, minutes:NAME; and there are levels and matrix.
    """


@command.command("list", epilog="Example: mergecast process list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def list_(session: Session, *, form: str) -> int:
    """List all playbooks: what `show` and `start` take, and who keeps each."""
    from mergecast.cli.guides.finding_guides import guides, opened  # noqa: PLC0415 - not for --help
    from mergecast.renderers.guides import list_json, list_text  # noqa: PLC0415 - not for --help
    from mergecast.renderers.sinks import PLAIN  # noqa: PLC0415 - not for --help

    found = guides(opened(session))
    click.echo(
        list_json(found) if form == "json" else list_text(found, PLAIN), nl=False
    )
    return ExitCode.DONE


@command.command(epilog="Example: mergecast process show crisis:outage")
@click.argument("name")
@_form
@click.pass_obj
def show(session: Session, *, name: str, form: str) -> int:
    """Show a playbook as a page."""
    from mergecast.cli.guides.finding_guides import guide, opened  # noqa: PLC0415 - not for --help
    from mergecast.renderers.guides import page, page_json  # noqa: PLC0415 - not for --help
    from mergecast.renderers.sinks import MARKDOWN, PLAIN  # noqa: PLC0415 - not for --help

    found = guide(opened(session), name)
    sink = MARKDOWN if form == "markdown" else PLAIN
    text = page_json(found) if form == "json" else page(found.guide, sink)
    click.echo(text, nl=False)
    return ExitCode.DONE


@command.command(epilog="Example: mergecast process start meeting:daily --here")
@click.argument("name")
@click.option("--here", is_flag=True, help="Only show it; open no issue on the forge.")
@_form
@click.pass_obj
def start(session: Session, *, name: str, here: bool, form: str) -> int:
    """Begin a process: its steps to tick off, with names and times.

    Of a meeting: its agenda, filled in from posts, the record, open actions and
    decisions. With a forge it becomes an issue; without one it is printed, and
    `--format markdown` can be pasted anywhere.
    """
    from mergecast.cli.guides.beginning import begin  # noqa: PLC0415 - not for --help
    from mergecast.renderers.sinks import MARKDOWN, PLAIN  # noqa: PLC0415 - not for --help

    begun = begin(session, name, here=here)
    if form == "json":
        click.echo(begun.json(), nl=False)
    elif begun.url is not None:
        click.echo(f"opened {begun.url}")
    else:
        sink = MARKDOWN if form == "markdown" else PLAIN
        click.echo(begun.page(sink), nl=False)
    return ExitCode.DONE
