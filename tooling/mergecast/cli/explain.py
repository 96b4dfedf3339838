"""`mergecast explain`: what a finding means, and how to mend it."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from mergecast.cli.session import Session

if TYPE_CHECKING:
    from mergecast.cli.checking.explaining import Explanation


@click.command(epilog="Example: mergecast explain alt-text-missing")
@click.argument("check", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(session: Session, check: str | None, form: str) -> None:
    """Say what a CHECK or rule is for, with examples; or list all of them.

    A finding's id stands at its end, as in [alt-text-missing]. Rules are those of
    the workspace's style guide.
    """
    from mergecast.cli.checking.explaining import (  # noqa: PLC0415 - not for --help
        explanation,
        explanations,
    )
    from mergecast.renderers.encoders.ascii_json import (  # noqa: PLC0415 - not for --help
        encode_document,
    )

    if check:
        found = [explanation(check, session.workspace)]
    else:
        found = list(explanations(session.workspace).values())
    if form == "json":
        checks = [asdict(each) for each in found]
        click.echo(encode_document(checks=checks), nl=False)
    elif check is None:
        width = max(len(each.id) for each in found)
        for each in found:
            click.echo(f"{each.id:<{width}}  {each.severity:<7}  {each.title}")
    else:
        click.echo(_page(found[0]))


def _page(each: Explanation) -> str:
    """One check for people: what, why, and both kinds of example."""
    lines = [f"{each.id} ({each.severity})", "", each.title]
    if each.text:
        lines += ["", each.text]
    for title, examples in (("Passes", each.passes), ("Fails", each.fails)):
        for example in examples:
            lines += ["", f"{title}:", "", textwrap.indent(example.rstrip(), "    ")]
    return "\n".join(lines)
