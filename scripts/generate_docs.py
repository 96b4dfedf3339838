"""Write the reference pages that say what the program itself says.

    .venv/bin/python scripts/generate_docs.py           write them
    .venv/bin/python scripts/generate_docs.py --check   say whether they are fresh

``docs/reference/commands.md`` comes from the ``--help`` of every command, ``checks.md``
from what ``mergecast explain`` knows, and ``post.md``, ``settings.md``, ``team.md``,
``away.md``, ``rota.md`` and ``campaign.md`` from the schemas. A test runs ``--check``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from schema_pages import schema_page

from mergecast.cli.app import COMMANDS, app
from mergecast.cli.checking.explaining import Explanation, every_explanation
from mergecast.loading.hazards import HAZARDS, shown

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
NOTE = (
    "<!-- Written by scripts/generate_docs.py; change what it reads, then run it. -->"
)
WIDTH = 80
MOST_ROWS = 16

MORE = {
    "approvals": "[Who must approve what](../how-to/who-must-approve-what.md) shows "
    "how to say it, and [JSON](json.md) describes `--format json`.",
    "approve": "[Approval](../explanation/approval.md) says what is bound.",
    "check": "[Checks](checks.md) lists what is looked for, and [JSON](json.md) "
    "describes `--format json`. "
    "[In pre-commit and CI](../how-to/check-in-pre-commit-and-ci.md) shows where to "
    "run it.",
    "ledger": "[Set up the ledger](../how-to/set-up-the-ledger.md), "
    "[sign it](../how-to/sign-the-ledger.md) and "
    "[audit it](../how-to/audit-the-ledger.md) show the way; [Ledger](ledger.md) says "
    "what is in it.",
    "probe": "[Try whether threads work](../how-to/try-threads.md) shows how it goes.",
    "publish": "[Exactly once](../explanation/exactly-once.md) says how, and "
    "[exit codes](exit-codes.md) what the status means.",
    "sandbox": "[Rehearse with the sandbox](../how-to/rehearse-with-the-sandbox.md) "
    "shows how to use it, with the kinds of `--fault`.",
    "team": "[Who is on duty](../how-to/who-is-on-duty.md) shows how to use it, and "
    "[people and their clocks](../explanation/people.md) how it counts.",
    "today": "[Who is on duty](../how-to/who-is-on-duty.md) says what to do with it.",
    "schema": "The same in words: [post](post.md), [settings](settings.md), "
    "[team](team.md), [leave](away.md), [rota](rota.md), [campaign](campaign.md).",
}
"""Where to read on, by command."""


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` compare them; 1 where one is stale."""
    stale = [
        name
        for name, page in PAGES.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != page()
    ]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/reference/{name} is stale: run scripts/generate_docs.py")
        return 1 if stale else 0
    for name in stale:
        (FOLDER / name).write_text(PAGES[name](), "utf-8")
        print(f"wrote docs/reference/{name}")
    return 0


def commands_page() -> str:
    """Every command with its help, as the terminal shows it."""
    root = click.Context(
        app,
        info_name="mergecast",
        terminal_width=WIDTH,
        help_option_names=app.context_settings["help_option_names"],
    )
    lines = [
        "# Commands",
        "",
        NOTE,
        "",
        "What `--help` says, command by command.",
        "Options of `mergecast` itself stand before the command, as in",
        "`mergecast -C social --now 2026-11-24T01:00Z plan`.",
        "",
        *_help("mergecast", app, root, 2),
    ]
    for name in sorted(COMMANDS):
        command = app.get_command(root, name)
        if command is None:
            raise SystemExit(f"there is no command {name}")
        lines += _with_subcommands(name, command, root)
    return "\n".join(lines).rstrip("\n") + "\n"


def _with_subcommands(
    name: str, command: click.Command, root: click.Context
) -> Iterator[str]:
    context = click.Context(command, root, info_name=name, terminal_width=WIDTH)
    yield from _help(f"mergecast {name}", command, context, 2)
    if name in MORE:
        yield from (MORE[name], "")
    if isinstance(command, click.Group):
        for sub, each in sorted(command.commands.items()):
            under = click.Context(each, context, info_name=sub, terminal_width=WIDTH)
            yield from _help(f"mergecast {name} {sub}", each, under, 3)


def _help(
    title: str, command: click.Command, context: click.Context, level: int
) -> Iterator[str]:
    yield f"{'#' * level} {title}"
    yield ""
    yield "```text"
    yield command.get_help(context).rstrip()
    yield "```"
    yield ""


def checks_page() -> str:
    """Every id that a finding can have: a table, and a section each."""
    known = every_explanation().values()
    lines = [
        "# Checks",
        "",
        NOTE,
        "",
        f"Everything that `mergecast check` can find: {len(known)} ids.",
        "`mergecast explain ID` says the same at the terminal.",
        "[Suppress a finding](../how-to/suppress-a-finding.md) shows how to change a",
        "severity, or to leave a finding out with a reason. What is *process*",
        "[never stops a post](../explanation/people.md): only `check --process` and",
        "`today` look for it.",
        "",
        "An example stands alone unless its first line names another file.",
        "What shows nothing is written as its number, `<U+200B>`.",
        "",
        "| id | severity | what it is about |",
        "|---|---|---|",
        *(
            f"| [`{e.id}`](#{e.id}) | {e.severity}{', process' if e.process else ''} "
            f"| {_cell(e.title)} |"
            for e in known
        ),
        "",
    ]
    for each in known:
        lines += _check(each)
    return "\n".join(lines).rstrip("\n") + "\n"


def _check(each: Explanation) -> Iterator[str]:
    yield from (f"## {each.id}", "", f"**{_sentence(each.title)}** {each.severity}", "")
    if each.text:
        yield from (each.text, "")
    for title, examples in (("Passes", each.passes), ("Fails", each.fails)):
        for example in examples:
            text = shown(example) if each.id in HAZARDS else example
            rows = text.rstrip("\n").split("\n")
            if len(rows) > MOST_ROWS:
                rows[MOST_ROWS:] = ["…"]
            yield from (f"{title}:", "", "```text", *rows, "```", "")


def _sentence(title: str) -> str:
    return f"{title[0].upper()}{title[1:]}."


def _cell(title: str) -> str:
    return title.replace("|", "\\|")


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "checks.md": checks_page,
    "post.md": lambda: schema_page("post", NOTE),
    "series.md": lambda: schema_page("series", NOTE),
    "settings.md": lambda: schema_page("settings", NOTE),
    "team.md": lambda: schema_page("team", NOTE),
    "away.md": lambda: schema_page("away", NOTE),
    "rota.md": lambda: schema_page("rota", NOTE),
    "campaign.md": lambda: schema_page("campaign", NOTE),
    "blackouts.md": lambda: schema_page("blackouts", NOTE),
    "year.md": lambda: schema_page("year", NOTE),
    "quarter.md": lambda: schema_page("quarter", NOTE),
    "month.md": lambda: schema_page("month", NOTE),
    "week.md": lambda: schema_page("week", NOTE),
    "names.md": lambda: schema_page("names", NOTE),
    "voice.md": lambda: schema_page("voice", NOTE),
    "rating.md": lambda: schema_page("rating", NOTE),
    "branding.md": lambda: schema_page("branding", NOTE),
    "asset.md": lambda: schema_page("asset", NOTE),
    "conduct.md": lambda: schema_page("conduct", NOTE),
    "levels.md": lambda: schema_page("levels", NOTE),
    "matrix.md": lambda: schema_page("matrix", NOTE),
    "crisis.md": lambda: schema_page("crisis", NOTE),
    "statement.md": lambda: schema_page("statement", NOTE),
    "process.md": lambda: schema_page("process", NOTE),
    "meeting.md": lambda: schema_page("meeting", NOTE),
    "minutes.md": lambda: schema_page("minutes", NOTE),
    "handover.md": lambda: schema_page("handover", NOTE),
    "decision.md": lambda: schema_page("decision", NOTE),
    "incident.md": lambda: schema_page("incident", NOTE),
}
"""Each page by its file name."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
