"""The options of the steps of `mergecast crisis`, one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mergecast.cli.session import Session
from mergecast.errors import UsageError

if TYPE_CHECKING:
    from mergecast.renderers.crisis import CrisisReport

_form = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text"
)
_incident = click.argument("incident", required=False)


def show(report: CrisisReport, form: str, session: Session) -> None:
    """Print how an incident stands."""
    from mergecast.renderers.crisis import crisis_json, crisis_text  # noqa: PLC0415

    color = session.colour and form == "text"
    text = crisis_json(report) if form == "json" else crisis_text(report, color=color)
    click.echo(text, nl=False)


@click.command("open", epilog="Example: mergecast crisis open --playbook outage ...")
@click.option("--playbook", required=True, help="A file of playbooks/crisis/.")
@click.option("--summary", required=True, help="What happened, in a line.")
@click.option("--level", help="How grave it is; the playbook's own if left out.")
@click.option("--id", "name", help="Its id; made of playbook and day if left out.")
@click.option("--scope", "scopes", multiple=True, help="Freeze this instead.")
@_form
@click.pass_obj
def open_(  # noqa: PLR0913 - one for each option
    session: Session,
    *,
    playbook: str,
    summary: str,
    level: str | None,
    name: str | None,
    scopes: tuple[str, ...],
    form: str,
) -> None:
    """Open an incident: freeze, start its clocks, and say whom to call.

    Where there is a forge it opens the war room, an issue, and the incident's file as a
    draft pull request.
    """
    from mergecast.cli.warroom import incident  # noqa: PLC0415 - not for --help
    from mergecast.cli.warroom.room import told  # noqa: PLC0415 - as above

    asked = incident.Opening(playbook, summary, level, name, scopes)
    report = incident.open_(session, asked)
    show(report, form, session)
    if form == "text":
        click.echo(told(session, report), nl=False)


@click.command(
    epilog="Example: mergecast crisis assess --fact people=12 --fact press=yes"
)
@_incident
@click.option("--level", help="As the people in the room see it.")
@click.option("--fact", "facts", multiple=True, help="NAME=VALUE, as levels.yaml asks.")
@_form
@click.pass_obj
def assess(
    session: Session,
    *,
    incident: str | None,
    level: str | None,
    facts: tuple[str, ...],
    form: str,
) -> None:
    """Raise or lower the level, by facts or by word."""
    from mergecast.cli.warroom.incident import assess_  # noqa: PLC0415 - not for --help
    from mergecast.cli.warroom.room import so_far  # noqa: PLC0415 - as above

    report = assess_(session, incident, level, facts)
    show(report, form, session)
    if form == "text":
        click.echo(so_far(session, report), nl=False)


@click.command(epilog="Example: mergecast crisis notify --who crisis-manager")
@_incident
@click.option("--who", required=True, help="The role that was told.")
@click.option("--how", help="How: by phone, in the channel.")
@_form
@click.pass_obj
def notify(
    session: Session, *, incident: str | None, who: str, how: str | None, form: str
) -> None:
    """Say that somebody was told."""
    from mergecast.cli.warroom.incident import step  # noqa: PLC0415 - not for --help

    show(step(session, incident, "notify", {"who": who, "how": how}), form, session)


@click.command(
    epilog="Example: mergecast crisis respond --statement outage --set what=X"
)
@_incident
@click.option("--statement", help="Write a post from this holding statement.")
@click.option("--set", "values", multiple=True, help="NAME=VALUE for its variables.")
@click.option("--account", "accounts", multiple=True, help="Where; everywhere if none.")
@click.option("--locale", help="In which of its languages.")
@click.option("--said", help="What was answered by hand, and where.")
@_form
@click.pass_obj
def respond(  # noqa: PLR0913 - one for each option
    session: Session,
    *,
    incident: str | None,
    statement: str | None,
    values: tuple[str, ...],
    accounts: tuple[str, ...],
    locale: str | None,
    said: str | None,
    form: str,
) -> None:
    """Answer: write a post from a statement, or say what was answered by hand.

    The post is an ordinary one with its words in full: a pull request where there is a
    forge, else a file with the git commands that share it. Once it is approved by those
    whom the matrix names, and merged, it passes the freeze.
    """
    from mergecast.cli.warroom.graded import pairs  # noqa: PLC0415 - as below
    from mergecast.cli.warroom.incident import step  # noqa: PLC0415 - as below
    from mergecast.cli.warroom.wording import Answer, answer  # noqa: PLC0415 - seldom

    if (statement is None) == (said is None):
        both = "--statement and --said are two things"
        raise UsageError(
            "say how it is answered" if said is None else both,
            hint="add --statement NAME, or --said TEXT",
        )
    if said is not None:
        show(step(session, incident, "respond", {"what": said}), form, session)
        return
    asked = Answer(str(statement), pairs(values), accounts, locale)
    click.echo(answer(session, incident, asked), nl=False)


@click.command(epilog='Example: mergecast crisis close --why "quiet for an hour"')
@_incident
@click.option("--why", required=True, help="Why it is over.")
@_form
@click.pass_obj
def close(session: Session, *, incident: str | None, why: str, form: str) -> None:
    """Say that it is over; what is frozen stays frozen until a thaw.

    Where there is a forge it closes the war room, and brings the incident's file up to
    date, a draft pull request: the retro is filled in there.
    """
    from mergecast.cli.warroom.incident import step  # noqa: PLC0415 - not for --help
    from mergecast.cli.warroom.room import ended  # noqa: PLC0415 - as above

    report = step(session, incident, "close", {"why": why})
    show(report, form, session)
    if form == "text":
        click.echo(ended(session, report, why), nl=False)


@click.command(epilog="Example: mergecast crisis retro --done")
@_incident
@click.option("--done", is_flag=True, help="Its file is merged, and something changed.")
@click.pass_obj
def retro(session: Session, *, incident: str | None, done: bool) -> None:
    """Propose the incident's file from the ledger, then say that the retro was held.

    It is due 48 h after closing. It ends with a changed playbook, or with the reason
    why nothing changes (`no_change_because`).
    """
    from mergecast.cli.warroom.afterwards import learnt  # noqa: PLC0415 - not for --help
    from mergecast.cli.warroom.afterwards import retro as write  # noqa: PLC0415 - too

    if done:
        click.echo(f"{learnt(session, incident)}: the retro is on record")
    else:
        click.echo(write(session, incident), nl=False)


@click.command(epilog='Example: mergecast crisis scan --terms "flood,banjir,洪水"')
@click.option("--terms", multiple=True, required=True, help="Words, with commas.")
@_form
@click.pass_obj
def scan(session: Session, *, terms: tuple[str, ...], form: str) -> None:
    """Find scheduled posts and assets that would look bad now."""
    from mergecast.cli.warroom.afterwards import scan as look  # noqa: PLC0415 - as above
    from mergecast.renderers.crisis_scan import scan_json, scan_text  # noqa: PLC0415

    found = look(session, terms)
    text = scan_json(found) if form == "json" else scan_text(found)
    click.echo(text, nl=False)


@click.command(epilog="Example: mergecast crisis drill outage")
@click.argument("playbook", required=False)
@click.option("--level", help="How grave it is; the playbook's own if left out.")
@click.option(
    "--in", "folder", type=click.Path(path_type=Path), help="An empty folder."
)
@click.option(
    "--score", type=click.Path(exists=True, path_type=Path), help="Of this folder."
)
@_form
@click.pass_obj
def drill(  # noqa: PLR0913 - one for each option
    session: Session,
    *,
    playbook: str | None,
    level: str | None,
    folder: Path | None,
    score: Path | None,
    form: str,
) -> None:
    """Try a playbook on a scratch copy, against the clock; nothing of it is real.

    It says what to run there. `--score` shows which clocks were met.
    """
    from mergecast.cli.warroom import drilling  # noqa: PLC0415 - not for --help
    from mergecast.renderers.crisis import crisis_json, scorecard  # noqa: PLC0415

    if (playbook is None) == (score is None):
        raise UsageError(
            "say what to drill", hint="name a playbook, or add --score FOLDER"
        )
    if score is not None:
        found = drilling.score(session, score)
        text = crisis_json(found) if form == "json" else scorecard(found)
        click.echo(text, nl=False)
        return
    place, report = drilling.begin(session, str(playbook), level, folder)
    show(report, form, session)
    if form == "text":
        click.echo(f"go on with: mergecast -C {place} crisis assess --level ...")
        click.echo(f"then:       mergecast crisis drill --score {place}")


COMMANDS = (open_, assess, notify, respond, close, retro, scan, drill)
