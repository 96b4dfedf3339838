"""`mergecast publish`: send what is due."""

from __future__ import annotations

from datetime import timedelta

import click

from mergecast.cli.session import Session
from mergecast.cli.times.duration import Duration, MaybeDuration
from mergecast.errors import ExitCode, MergecastError, UsageError


@click.command(epilog="Example: mergecast publish --dry-run")
@click.option("--dry-run", is_flag=True, help="Say what would go out; send nothing.")
@click.option(
    "--wait",
    type=MaybeDuration(),
    is_flag=False,
    flag_value="",
    metavar="[SPAN]",
    help="Stay up to this long (30m) for what is due soon, to the second; without a "
    "length as long as `publishing.wait` says (15m). Give the job a limit of this and "
    "10 minutes more.",
)
@click.option("--loop", is_flag=True, help="Stay for good, on a server of your own.")
@click.option(
    "--rehearse",
    type=Duration(),
    metavar="SPAN",
    help="While `live: false`: show what goes out in this span (7d), and keep nothing.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    session: Session,
    *,
    dry_run: bool,
    wait: timedelta | None,
    loop: bool,
    rehearse: timedelta | None,
    form: str,
) -> int:
    """Send what is approved and due, exactly once.

    Any trigger may start it, any number of times, and several at once: the ledger lets
    one of them send each part. Exit status 4 means that a person must look. Asked to
    stop, it finishes the part in flight.

    A run that stays looks at main and at the ledger every 30 seconds, and takes up what
    is new.

    While `live: false` stands in mergecast.yaml it only rehearses, with an emulator of
    its own and a record on the branch mergecast-rehearsal.
    """
    if rehearse is not None:
        _refuse_both("--rehearse", dry_run=dry_run, wait=wait, loop=loop)
        return _walk(session, rehearse, form)
    if loop:
        _refuse_both("--loop", dry_run=dry_run, wait=wait)
        return _loop(session, form)
    if dry_run or session.pinned is not None:
        # A rehearsal is no sign of life.
        return _run(session, form, dry_run=dry_run, wait=wait)
    from mergecast.cli.publishing.watching import told  # noqa: PLC0415 - not for --help

    with told(lambda trouble: click.echo(f"mergecast: {trouble}", err=True)) as ended:
        return ended(_run(session, form, dry_run=False, wait=wait))


def _refuse_both(
    option: str, *, dry_run: bool, wait: timedelta | None, loop: bool = False
) -> None:
    others = (("--dry-run", dry_run), ("--wait", wait is not None), ("--loop", loop))
    for name, given in others:
        if given:
            raise UsageError(
                f"{option} and {name} exclude each other",
                hint=f"leave out {name}, or {option}",
                not_done="nothing was posted",
            )


def _run(
    session: Session, form: str, *, dry_run: bool, wait: timedelta | None
) -> ExitCode:
    from mergecast.cli.publishing.ticking import run  # noqa: PLC0415 - not for --help
    from mergecast.dispatch.tick import TickReport  # noqa: PLC0415 - as above
    from mergecast.dispatch.world import Step  # noqa: PLC0415 - as above
    from mergecast.renderers.tick import (  # noqa: PLC0415 - as above
        PublishReport,
        step_text,
        tick_json,
        tick_text,
    )

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


def _walk(session: Session, span: timedelta, form: str) -> ExitCode:
    from mergecast.cli.publishing.rehearsing import walk  # noqa: PLC0415 - not for --help
    from mergecast.renderers.rehearsed import (  # noqa: PLC0415 - as above
        rehearsed_json,
        rehearsed_text,
    )

    report = walk(session, span)
    shown = rehearsed_json if form == "json" else rehearsed_text
    click.echo(shown(report), nl=False)
    return ExitCode.DONE


def _loop(session: Session, form: str) -> ExitCode:
    from mergecast.cli.publishing.looping import loop  # noqa: PLC0415 - not for --help
    from mergecast.renderers.journal import (  # noqa: PLC0415 - as above
        entry_json,
        entry_text,
    )

    shown = entry_json if form == "json" else entry_text
    loop(session, lambda entry: click.echo(shown(entry), nl=False))
    return ExitCode.DONE
