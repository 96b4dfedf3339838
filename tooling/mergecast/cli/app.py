"""The commands, in one visible table; each is imported only when it is called."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click

from mergecast.cli.session import Session, instant_option

COMMANDS: dict[str, tuple[str, str]] = {
    "act": ("publish", "Carry out what a comment or button on the forge asks for."),
    "alarms": ("publish", "Tell people what they must see, each thing once."),
    "approvals": ("publish", "Say who must approve, who did, and what is missing."),
    "approve": ("publish", "Approve a post where no forge holds reviews."),
    "calendar": ("look", "Show what goes out when; take it along in any calendar."),
    "check": ("check", "Look for mistakes in posts and settings."),
    "codeowners": ("publish", "Write whom the forge asks for a review."),
    "connect": ("run", "Get an account's keys from X, for the job's secret."),
    "crisis": ("publish", "Handle a crisis by its playbook, with clocks."),
    "demo": ("run", "Show the main job, start to finish, in a scratch folder."),
    "doctor": ("run", "See what would stop publishing, and how to mend it."),
    "explain": ("check", "Say what a finding means and how to mend it."),
    "format": ("write", "Lay a post file out in the house style."),
    "freeze": ("publish", "Stop publishing, now."),
    "init": ("write", "Add mergecast to a git repository."),
    "intake": ("write", "Turn an issue form into a draft pull request."),
    "ledger": ("publish", "Set up, show or verify the record of what was sent."),
    "move": ("write", "Give a post another time, and its file the right place."),
    "new": ("write", "Start a post, with questions or options."),
    "pages": ("look", "Make pages of the calendar that need no server."),
    "plan": ("publish", "Show what goes out when, and why not."),
    "preview": ("write", "Show how a post will look on each account."),
    "probe": ("run", "Try whether an account may send threads."),
    "process": ("people", "Show how things are done, and begin them."),
    "publish": ("publish", "Send what is approved and due, exactly once."),
    "resolve": ("publish", "Say how a part that waits for a person stands."),
    "retract": ("publish", "Take a post back: cancel it, and delete what is live."),
    "sandbox": ("run", "Run a local stand-in for X, with a page to look at."),
    "schema": ("write", "Print the JSON Schema of a kind of file."),
    "split": ("write", "Part a long text into the parts of a thread."),
    "status": ("publish", "Show how every post stands, and why."),
    "style": ("check", "Try a rule of the style guide on what went out."),
    "team": ("people", "Show who is on duty, and how work is shared."),
    "today": ("people", "Show what goes out, who is there, and what is missing."),
    "thaw": ("publish", "Let publishing go on, by two people."),
}
"""Name: (group in the help, short help). The module is ``mergecast.cli.<name>``."""

_GROUPS = {
    "write": "Write",
    "check": "Check",
    "publish": "Publish",
    "people": "People",
    "look": "Look",
    "run": "Run",
}


class LazyGroup(click.Group):
    """A group whose ``--help`` imports no command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module, which has it under the name ``command``."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(
            f"mergecast.cli.{cmd_name.replace('-', '_')}"
        ).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name where there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - only on a typo

            near = get_close_matches(args[0], COMMANDS, n=1)
            meant = f"; did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"there is no command '{args[0]}'{meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """The table, grouped by what one wants to do."""
        del ctx
        for group, title in _GROUPS.items():
            rows = [
                (name, text) for name, (of, text) in COMMANDS.items() if of == group
            ]
            with formatter.section(title):
                formatter.write_dl(sorted(rows))


@dataclass(frozen=True, slots=True)
class _Version:
    """Prints the version without importing anything heavy (metadata costs 41 ms)."""

    def __call__(self, ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls it so
        if value and not ctx.resilient_parsing:
            from mergecast import __version__  # noqa: PLC0415 - only when asked

            click.echo(f"mergecast {__version__}")
            ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: mergecast check calendar/2026/11",
)
@click.option(
    "--workspace",
    "-C",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder with mergecast.yaml; default: here.",
)
@instant_option
@click.option("--no-color", is_flag=True, help="No colours (NO_COLOR works too).")
@click.option("--quiet", "-q", is_flag=True, help="Say only what matters.")
@click.option("--verbose", "-v", is_flag=True, help="Say more.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_Version(),
    help="Show the version.",
)
@click.pass_context
def app(ctx: click.Context, /, **options: object) -> None:
    """Merge it, and it goes out.

    Posts are YAML files in git. A pull request is the draft, its review is the
    approval, and `publish` sends what was merged, on schedule, exactly once.
    """
    ctx.obj = Session.of(options)
