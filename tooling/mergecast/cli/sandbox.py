"""`mergecast sandbox`: a local stand-in for X."""

from __future__ import annotations

import math
from pathlib import Path

import click

from mergecast.cli.session import Session


class WithFaults(click.Command):
    """A command whose help lists every kind of fault."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The kinds, and what is below them in any help."""
        from mergecast.sandbox.faults import MEANING  # noqa: PLC0415 - only for --help

        with formatter.section("Kinds of --fault"):
            formatter.write_dl([(str(kind), said) for kind, said in MEANING.items()])
        super().format_epilog(ctx, formatter)


class Seconds(click.FloatRange):
    """A number of seconds; `nan` would be in any range."""

    def convert(
        self,
        value: float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """The number, or a refusal."""
        found = float(super().convert(value, param, ctx))
        if math.isnan(found):
            self.fail(f"'{value}' is no number", param, ctx)
        return found


@click.command(
    cls=WithFaults, epilog="Example: mergecast sandbox --port 8377 --fault 503:0.1"
)
@click.option("--port", default=8377, show_default=True, help="0 takes a free one.")
@click.option(
    "--data",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep posts in this file; default: in memory.",
)
@click.option(
    "--account",
    "accounts",
    multiple=True,
    metavar="HANDLE[:ID]",
    help="Who can post; default: the accounts in mergecast.yaml.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="KIND[:CHANCE]",
    help="Misbehave by chance, as in timeout-applied:0.1; without one, always.",
)
@click.option(
    "--read-only", is_flag=True, help="Keys may only read, as those of a new app on X."
)
@click.option(
    "--no-self-replies",
    is_flag=True,
    help="Refuse an account's answers to itself, and so threads.",
)
@click.option(
    "--latency",
    type=Seconds(0, 60),
    default=0.0,
    metavar="SECONDS",
    help="Take so long for each answer.",
)
@click.option(
    "--lag",
    type=Seconds(0, 3600),
    default=0.0,
    metavar="SECONDS",
    help="Show a post in timelines only after so long.",
)
@click.option("--seed", default=0, help="The same seed gives the same faults.")
@click.pass_obj
def command(session: Session, /, **options: object) -> None:
    """Run a local stand-in for X, with a page that shows what is live.

    Posts go nowhere else. To publish here, set MERGECAST_X_API_BASE to the address that
    is printed.
    """
    from mergecast.cli.sandboxing import Wanted, run  # noqa: PLC0415 - not for --help

    run(session, Wanted(**options))  # type: ignore[arg-type]  # click has typed each option
