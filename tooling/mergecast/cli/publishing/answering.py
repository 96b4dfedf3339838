"""What `publish` answers, as it goes."""

from __future__ import annotations

from datetime import timedelta

import click

from mergecast.cli.publishing.ticking import run
from mergecast.cli.session import Session
from mergecast.dispatch.tick import TickReport
from mergecast.dispatch.world import Step
from mergecast.errors import ExitCode, MergecastError
from mergecast.renderers.tick import PublishReport, step_text, tick_json, tick_text


def watched(session: Session, form: str, wait: timedelta | None) -> int:
    """One run that counts as a sign of life."""
    from mergecast.cli.publishing.watching import told  # noqa: PLC0415 - no other run signals

    with told(lambda trouble: click.echo(f"mergecast: {trouble}", err=True)) as ended:
        return ended(once(session, form, dry_run=False, wait=wait))


def once(
    session: Session, form: str, *, dry_run: bool, wait: timedelta | None
) -> ExitCode:
    """One run, each step said as it is taken."""
    steps: list[Step] = []

    def told(step: Step) -> None:
        steps.append(step)
        if form == "text":
            click.echo(step_text(step), nl=False)

    try:
        report = run(session, dry_run=dry_run, wait=wait, told=told)
    except MergecastError as error:
        if steps:
            # Of JSON nothing was printed yet.
            if form == "json":
                done = PublishReport(TickReport(tuple(steps), (), ()))
                click.echo(tick_json(done), nl=False)
            error.not_done = "what it had done until then is told above"
        raise
    if form == "json":
        click.echo(tick_json(report), nl=False)
    else:
        click.echo(tick_text(report, quiet=session.quiet), nl=False)
    settled = report.tick is None or report.tick.settled
    return ExitCode.DONE if settled else ExitCode.PERSON_NEEDED


def walk(session: Session, span: timedelta, form: str) -> ExitCode:
    """A rehearsal of all that goes out in ``span``."""
    from mergecast.cli.publishing import rehearsing  # noqa: PLC0415 - brings the emulator
    from mergecast.renderers.rehearsed import (  # noqa: PLC0415 - only for a rehearsal
        rehearsed_json,
        rehearsed_text,
    )

    report = rehearsing.walk(session, span)
    shown = rehearsed_json if form == "json" else rehearsed_text
    click.echo(shown(report), nl=False)
    return ExitCode.DONE


def stay(session: Session, form: str) -> ExitCode:
    """Runs, one after the other, until asked to stop."""
    from mergecast.cli.publishing.looping import loop  # noqa: PLC0415 - only to stay
    from mergecast.renderers.journal import (  # noqa: PLC0415 - only to stay
        entry_json,
        entry_text,
    )

    shown = entry_json if form == "json" else entry_text
    loop(session, lambda entry: click.echo(shown(entry), nl=False))
    return ExitCode.DONE
