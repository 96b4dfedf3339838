"""`mergecast schema`: the JSON Schemas, for editors and other tools."""

from __future__ import annotations

import click

from mergecast.schemas import KINDS, schema_text


@click.command(epilog="Example: mergecast schema post > post.schema.json")
@click.argument("kind", required=False, type=click.Choice(list(KINDS)))
def command(kind: str | None) -> None:
    """Print the JSON Schema of a KIND of file, or list the kinds.

    Editors that know JSON Schema then complete and explain every field. A file of
    yours may name its schema in its first line; `mergecast new` writes it for you.
    """
    if kind is None:
        click.echo("\n".join(KINDS))
    else:
        click.echo(schema_text(kind), nl=False)
