"""`mergecast ledger show`, `verify`, `evidence`: what it holds, and that it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mergecast.cli.session import Session
from mergecast.cli.times.moment import Moment
from mergecast.errors import ExitCode
from mergecast.model.event import EventKind

_AWAY = click.option(
    "--offline", "away", is_flag=True, help="Ask no remote: what this clone has."
)
_FORM = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text"
)


@click.command(epilog="Example: mergecast ledger show --post launch-2026 --last 5")
@click.option("--post", metavar="ID", help="Only what is about this post.")
@click.option("--account", metavar="KEY", help="Only what is about this account.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in EventKind]),
    metavar="KIND",
    help="Only events of this kind, as in: posted. May be given again.",
)
@click.option("--since", type=Moment(), help="From this day (UTC) or instant on.")
@click.option("--until", type=Moment(end=True), help="Up to this day or instant.")
@click.option("--run", metavar="NAME", help="Only by runs whose name begins so.")
@click.option("--last", metavar="N", type=click.IntRange(min=1), help="The newest N.")
@_AWAY
@_FORM
@click.pass_obj
def show(session: Session, /, *, away: bool, form: str, **asked: Any) -> None:  # noqa: ANN401 - click's values, read by Asked
    """Show what happened, oldest first.

    A day is one in UTC, as the files of the ledger are. With -v each line begins with
    the event's number and ends with the run that wrote it.
    """
    from mergecast.cli.record.showing_events import (  # noqa: PLC0415 - not for --help
        Asked,
        events,
    )
    from mergecast.renderers.events import (  # noqa: PLC0415 - not for --help
        events_json,
        events_text,
    )

    found = events(session, Asked(**asked), away=away)
    whole = session.verbose
    text = events_json(found) if form == "json" else events_text(found, whole=whole)
    click.echo(text, nl=False)


@click.command(epilog="Example: mergecast ledger verify")
@_AWAY
@_FORM
@click.pass_obj
def verify(session: Session, *, away: bool, form: str) -> int:
    """Check the whole ledger: chain, order, form, signatures, and what is said of keys.

    Exit status 5 means that it is damaged; each place is named by file, line and event.
    A run of `publish` believes what it reads after cheaper checks, so run this daily.
    """
    from mergecast.cli.record.samples import unless_samples  # noqa: PLC0415 - not for --help
    from mergecast.cli.record.verifying import verify as read  # noqa: PLC0415 - not for --help
    from mergecast.renderers.verified import (  # noqa: PLC0415 - not for --help
        verified_json,
        verified_text,
    )

    def look() -> int:
        found = read(session, away=away)
        shown = verified_json(found) if form == "json" else verified_text(found)
        click.echo(shown, nl=False)
        return ExitCode.LEDGER_DAMAGED if found.problems else ExitCode.DONE

    return unless_samples(session, form, look)


@click.command(epilog="Example: mergecast ledger evidence launch-2026 > launch.json")
@click.argument("post", metavar="[ID]", required=False)
@click.option(
    "--check",
    "file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Say whether such a file is true; asks no remote.",
)
@_AWAY
@_FORM
@click.pass_obj
def evidence(
    session: Session, *, post: str | None, file: Path | None, away: bool, form: str
) -> int:
    """Print all that proves how a post came to be live, as one JSON document.

    The file's bytes, what was sent, who approved it, every event with its place and the
    chain to the ledger's end. Somebody with nothing but a clone of both branches can
    check it: exit status 1 means that something in it is not so.
    """
    from mergecast.cli.record.evidence_checking import (  # noqa: PLC0415 - not for --help
        check,
        holds,
    )
    from mergecast.cli.record.evidencing import printed  # noqa: PLC0415 - not for --help
    from mergecast.renderers.evidence import (  # noqa: PLC0415 - not for --help
        checks_json,
        checks_text,
    )

    if (post is None) == (file is None):
        raise click.UsageError("give the id of a post, or --check FILE")
    if post is not None:
        click.echo(printed(session, post, away=away), nl=False)
        return ExitCode.DONE
    checks = check(session, Path(str(file)))
    click.echo(checks_json(checks) if form == "json" else checks_text(checks), nl=False)
    return ExitCode.DONE if holds(checks) else ExitCode.FINDINGS
