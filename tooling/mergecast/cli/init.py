"""`mergecast init`: begin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mergecast.cli.session import Session
from mergecast.errors import ExitCode


@click.command(epilog="Example: mergecast init --team --repository acme/social")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--team", is_flag=True, help="Ask about a team, and set all of it up.")
@click.option("--update", is_flag=True, help="Show what this release would change.")
@click.option(
    "--fresh", is_flag=True, help="In a copy of mergecast's repository: keep no sample."
)
@click.option(
    "--account",
    "accounts",
    multiple=True,
    metavar="KEY=@HANDLE[,ZONE]",
    help="A key of your own for an account, and its handle.",
)
@click.option("--zone", help="The usual time zone; default: this computer's.")
@click.option(
    "--member",
    "members",
    multiple=True,
    metavar='"KEY, name=..., login=..."',
    help="A member: also zone=, languages=en+ms, roles=creator+moderator.",
)
@click.option(
    "--profile",
    type=click.Choice(["small", "team"]),
    help="Who approves: two or three people, or a team.",
)
@click.option("--slots", metavar="TIMES", help="When to post: 09:00,18:30.  [09:00]")
@click.option(
    "--clock",
    type=click.Choice(["phone", "cloud", "nas", "loop"]),
    help="What else starts runs, since GitHub alone is late.  [cloud]",
)
@click.option("--repository", metavar="OWNER/NAME", help="Where it is on GitHub.")
@click.option(
    "--wheel",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="mergecast's wheel, to be kept in the repository for the jobs.",
)
@click.option(
    "--from-index",
    is_flag=True,
    help="No wheel: trust the package index that pip uses for mergecast.",
)
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(session: Session, /, **options: Any) -> int:  # noqa: ANN401 - click's values, read by Asked
    """Add mergecast's layout and a small sample to the git repository in FOLDER.

    What is there already is kept as it is. Nothing is sent and nothing is committed;
    the sample account is never published to.

    With --team there is no sample: it asks who you are and writes settings, team,
    workflows, forms and rulesets for GitHub, with `live: false`, so that all is a
    rehearsal at first.

    With --update it shows what this release changes in those files, and with --yes
    writes it. Your lines of cron stay, and what you edited is left to you: exit status
    1 means that something still differs.

    With --fresh, a copy of mergecast's own repository becomes an empty workspace: its
    sample posts and people, tests, tools and documents go, and a team's set-up follows.
    """
    from mergecast.cli.starting import founding_workspace  # noqa: PLC0415 - not for --help

    asked = founding_workspace.Asked(**options)
    founding_workspace.refuse_mixed(asked)
    folder = (asked.folder or session.workspace).absolute()
    if asked.update:
        from mergecast.cli.starting.updating import update  # noqa: PLC0415 - not for --help

        report, settled = update(session, folder, asked.source, write=asked.yes)
        click.echo(report, nl=False)
        return ExitCode.DONE if settled else ExitCode.FINDINGS
    if asked.fresh or asked.team:
        from mergecast.cli.starting import fresh  # noqa: PLC0415 - not for --help

        begun = fresh.begin if asked.fresh else fresh.team
        click.echo(begun(session, asked), nl=False)
        return ExitCode.DONE
    founded = founding_workspace.found(session, asked)
    click.echo(founding_workspace.report(session, folder, founded), nl=False)
    return ExitCode.DONE
