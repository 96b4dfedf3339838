"""`mergecast style`: try the rules of the style guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mergecast.cli.session import Session

if TYPE_CHECKING:
    from mergecast.cli.guiding.trying import Hit, Tried


@click.group(epilog="Example: mergecast style try House.Fillers --since 2026-01")
def command() -> None:
    """Try the rules of the style guide, and read those for people."""


@command.command(
    "try", epilog="Example: mergecast style try House.Fillers --since 2026-01"
)
@click.argument("rule")
@click.option(
    "--since", default="", metavar="DAY", help="From this year, month or day on."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def try_rule(session: Session, rule: str, since: str, form: str) -> None:
    """Say which past posts a RULE would have found something in.

    RULE is an id, or a file of a rule that is not in the style guide yet. Posts of
    days up to today are read, as they are in the work tree.
    """
    from mergecast.cli.guiding.trying import tried  # noqa: PLC0415 - not for --help
    from mergecast.renderers.encoders.ascii_json import (  # noqa: PLC0415 - not for --help
        encode_document,
    )

    found = tried(session, rule, since)
    if form == "json":
        hits = [_json(each) for each in found.hits]
        document = encode_document(
            rule=found.rule.id, posts=found.posts, read=found.read, hits=hits
        )
        click.echo(document, nl=False)
        return
    for each in found.hits:
        click.echo(_line(each))
    click.echo(_summary(found))


@command.command("conduct", epilog="Example: mergecast style conduct")
@click.pass_obj
def conduct(session: Session) -> None:
    """Print the rules of conduct as Markdown, and who has signed them.

    Whoever joins reads them, then adds a line to 'signed' in styleguide/conduct.yaml.
    """
    from mergecast.cli.guiding.conduct_page import (  # noqa: PLC0415 - not for --help
        conduct_page,
    )
    from mergecast.repository.trees import WorkTree  # noqa: PLC0415 - not for --help

    click.echo(conduct_page(WorkTree(session.workspace)), nl=False)


def _line(hit: Hit) -> str:
    from mergecast.renderers.encoders.terminal import (  # noqa: PLC0415 - not for --help
        encode_terminal,
    )

    place = f"{hit.path}:{hit.span.line}:{hit.span.column}"
    return encode_terminal(f"{place}  {hit.said.message}")


def _summary(found: Tried) -> str:
    level = found.rule.level
    return (
        f"'{found.rule.id}' ({level}) finds something in {found.posts} of {found.read} "
        "posts that went out"
    )


def _json(hit: Hit) -> dict[str, object]:
    return {
        "path": hit.path,
        "id": hit.post,
        "line": hit.span.line,
        "column": hit.span.column,
        "end_line": hit.span.end_line,
        "end_column": hit.span.end_column,
        "words": hit.said.words,
        "message": hit.said.message,
    }
