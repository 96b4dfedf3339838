"""The documentation says what is so: examples work, links lead, nothing is missing."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import click
import pytest
from checks import example_workspace
from markdown_pages import (
    NAMES,
    ROOT,
    Block,
    anchors,
    blocks,
    every_block,
    headings,
    inline_code,
    links,
)

from mergecast.checks.base import PostCheck
from mergecast.cli.app import COMMANDS, app
from mergecast.cli.checking.explaining import every_explanation
from mergecast.errors import ExitCode
from mergecast.loading import front_door
from mergecast.loading.shape import SHAPES
from mergecast.loading.workspace import read
from mergecast.schemas import KINDS, schema

PACKAGE = ROOT / "tooling" / "mergecast"
OTHERS = {"workflow", "pre-commit"}
"""What a YAML block may be about that is no file of ours."""


def every_command() -> dict[str, click.Command]:
    """All commands and subcommands, by what one types."""
    root = click.Context(app, info_name="mergecast")
    found = {}
    for name in COMMANDS:
        command = app.get_command(root, name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": one for sub, one in command.commands.items()}
    return found


# --- what must be there ---


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_with_an_example_and_its_place_in_the_reference(
    name: str,
) -> None:
    shown = set(headings("docs/reference/commands.md"))
    for typed, command in every_command().items():
        if typed.partition(" ")[0] == name:
            assert command.help, typed
            assert (command.epilog or "").startswith(f"Example: mergecast {typed}")
            assert f"mergecast {typed}" in shown


def test_the_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "generate_docs.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_sample_month_costs_what_its_page_says() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "sample_costs.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_id_of_a_finding_has_its_section() -> None:
    assert set(headings("docs/reference/checks.md")) == {
        "Checks",
        *every_explanation(),
    }


def test_every_exit_code_is_in_the_table_by_number_and_name() -> None:
    text = (ROOT / "docs/reference/exit-codes.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", text, re.MULTILINE)

    assert rows == [(str(code.value), code.name) for code in ExitCode]


def test_every_variable_that_is_read_is_listed() -> None:
    text = (ROOT / "docs/reference/environment.md").read_text("utf-8")
    literals = {
        name
        for file in PACKAGE.rglob("*.py")
        for name in re.findall(r'"(MERGECAST_[A-Z_]*[A-Z])"', file.read_text("utf-8"))
    }

    assert literals
    assert {name for name in literals if f"`{name}`" not in text} == set()


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs"
    linked = {
        (index / link.partition("#")[0]).resolve() for link in links("docs/README.md")
    }
    pages = {path.resolve() for path in index.rglob("*.md")} - {index / "README.md"}

    assert pages - linked == set()


def test_the_layers_on_the_page_are_those_of_the_contract() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    wanted = next(one["layers"] for one in contracts if one["type"] == "layers")
    block = next(blocks("docs/explanation/architecture.md"))
    shown = [re.split(r" {2,}", line)[0] for line in block.text.splitlines()]

    assert shown == wanted


def test_every_place_that_the_architecture_names_exists() -> None:
    named = [
        code
        for code in inline_code("docs/explanation/architecture.md")
        if re.fullmatch(r"[\w./*]+(?:\.py|/)", code)
    ]
    inside = [ROOT / "tooling/mergecast", ROOT]

    assert named
    assert [n for n in named if not any(any(p.glob(n)) for p in inside)] == []


# --- what stands there must be so ---


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    assert [link for link in links(name) if not _leads(name, link)] == []


def _leads(name: str, link: str) -> bool:
    if re.match(r"(?:https?|mailto):", link):
        return True
    path, _, anchor = link.partition("#")
    target = (ROOT / name).parent / path if path else ROOT / name
    if not target.exists():
        return False
    inside = target.resolve().relative_to(ROOT.resolve()).as_posix()
    return not anchor or anchor in anchors(inside)


@pytest.mark.parametrize("name", NAMES)
def test_commands_in_running_text_exist(name: str) -> None:
    asked = [
        found[1]
        for code in inline_code(name)
        if (found := re.match(r"(?:\.venv/bin/)?mergecast ([a-z][a-z-]*)", code))
    ]

    # A word may be a beginning, too: the page on completion types one.
    assert [
        word for word in asked if not any(c.startswith(word) for c in COMMANDS)
    ] == []


def console_lines() -> Iterator[tuple[str, str]]:
    """Each command line of a console or shell block, and where it stands."""
    for language, prompt in (("console", "$ "), ("sh", "")):
        for block in every_block(language):
            for line in block.text.splitlines():
                if line.startswith(prompt):
                    yield str(block), line.removeprefix(prompt).partition(" #")[0]


@pytest.mark.parametrize(
    ("where", "line"),
    [each for each in console_lines() if "mergecast " in each[1]],
)
def test_command_lines_are_understood(
    where: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(click.Path, "convert", lambda _type, value, *_: value)
    for part in re.split(r" && |[|;] ", line):
        words = shlex.split(part)
        program = words[0] if words else ""
        if program.rpartition("/")[2] == "mergecast":
            _parse(words[1:], where)


def _parse(words: list[str], where: str) -> None:
    """Let click read a command line, and run nothing."""
    command: click.Command = app
    context = app.make_context("mergecast", [*words])
    while isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]  # as click's groups do
        name, found, rest = command.resolve_command(context, rest)
        assert found is not None, where
        command = found
        context = command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("block", every_block("json"), ids=str)
def test_json_examples_are_json(block: Block) -> None:
    json.loads(block.text)


def documented_yaml(*, refused: bool) -> list[Block]:
    """The YAML blocks that are files of ours, or parts of one."""
    return [
        block
        for block in every_block("yaml")
        if block.about not in OTHERS and ("refused" in block.about.split()) == refused
    ]


@pytest.mark.parametrize("block", documented_yaml(refused=False), ids=str)
def test_yaml_examples_have_the_form_of_their_kind(block: Block) -> None:
    whole, kind = _completed(block.text, Path(block.page).stem)

    found = read("calendar/queue/example.yaml", whole.encode(), kind)

    assert [(name, remark.message) for name, remark in found.said] == []


@pytest.mark.parametrize("block", documented_yaml(refused=True), ids=str)
def test_yaml_examples_that_are_wrong_are_refused(block: Block) -> None:
    path = "calendar/queue/example.yaml"

    said = read(path, block.text.encode(), "post").said

    assert said or front_door.read(path, block.text.encode()).remarks


_STEP = "{owner: creator, within: 1h, do: [look]}"
_PHASES = ("identify", "assess", "notify", "respond", "record")
_STEPS = f"steps: {{{', '.join(f'{name}: {_STEP}' for name in _PHASES)}}}\n"
_MINIMAL = {
    "post": "id: example-post\naccounts: [acme]\ntext: Hello\n",
    "series": "id: tips\naccounts: [acme]\nrule: FREQ=DAILY\n"
    "starts: 2026-11-24 09:00\ntimezone: UTC\nuntil: 2026-12-24\ntexts: [Hello]\n",
    "settings": "version: 1\naccounts: {}\n",
    "team": "members: {}\n",
    "away": "away: []\n",
    "rota": "shifts: {}\n",
    "campaign": "id: launch\ntitle: Launch\nstarts: 2026-11-01\nends: 2026-11-30\n",
    "blackouts": "",
    "year": "year: 2026\n",
    "quarter": "quarter: 2026-Q4\n",
    "month": "month: 2026-11\n",
    "week": "week: 2026-W48\n",
    "levels": "facts: {n: {ask: Many?, type: yes-no}}\nlevels: {low: {title: Low}}\n",
    "matrix": "levels: {low: {roles: {creator: {within: 1h}}}}\n",
    "crisis": "id: outage\ntitle: Outage\ntriggers: [it is down]\n" + _STEPS,
    "statement": "id: outage\ntitle: Outage\ntexts: {en: We know.}\n",
    "process": "id: help\ntitle: Help\ntrigger: a question\nsteps: [{do: answer}]\n",
    "meeting": "id: daily\ntitle: Daily\nevery: day\nminutes: 15\n"
    "agenda: [{topic: News}]\n",
    "minutes": "meeting: daily\nday: 2026-11-24\n",
    "handover": "shift: london\nday: 2026-11-24\nby: mei\nwritten: 2026-11-24 09:40\n",
    "decision": 'number: "0001"\ntitle: So\nstate: accepted\nday: 2026-11-24\n'
    "because: It is.\ndecision: So.\n",
    "names": "names: [{write: mergecast}]\n",
    "voice": "emoji: {most: 1}\n",
    "rating": "most: G\n",
    "branding": "assets: optional\n",
    "asset": "file: media/a.png\nsha256: ''\nowner: mei\nlicence: own\n",
    "conduct": "title: Conduct\nrules: [{rule: Be kind.}]\n",
    "incident": "id: outage-2026\ntitle: Outage\nplaybook: outage\nlevel: low\n"
    "timeline: [{at: 2026-11-24 09:00, step: open, what: down}]\n",
}


def _completed(text: str, page: str) -> tuple[str, str]:
    """An example as a whole file, and of which kind it is: its page or keys tell."""
    document = front_door.read("example.yaml", text.encode()).document
    assert document is not None
    assert isinstance(document.data, dict)
    keys = set(document.data)
    if page not in KINDS and isinstance(document.data.get("accounts"), dict):
        keys |= {"version"}
    # What a campaign may cost is one amount, and what a month may is several.
    own = {"warn", "wait"} & {*(document.data.get("budget") or ())}
    kind = next(
        kind
        for kind, marks in (
            (page if page in KINDS else "post", keys if page in KINDS else set()),
            ("series", {"rule"}),
            ("settings", {"version", "live", "checks", "ledger", "forge"}),
            ("campaign", {"starts", "goals", "kpis", "utm", "approvers"}),
            ("campaign", {"budget"} if own else set()),
            *((kind, {kind}) for kind in ("year", "quarter", "month", "week")),
            ("team", {"members", "roles"}),
            ("away", {"away"}),
            ("rota", {"shifts", "around_the_clock", "cover", "on_call"}),
            ("blackouts", {"days", "holidays"}),
            ("levels", {"facts"}),
            ("matrix", {"levels"}),
            ("crisis", {"triggers"}),
            ("statement", {"texts"}),
            ("process", {"steps", "answers"}),
            ("meeting", {"agenda"}),
            ("minutes", {"meeting"}),
            ("handover", {"shift"}),
            ("decision", {"decision"}),
            ("incident", {"timeline", "retro"}),
            ("post", keys),
            ("settings", keys),
            ("campaign", keys),
        )
        if marks & keys and keys <= set(schema(kind)["properties"])
    )
    missing = [
        line
        for line in _MINIMAL[kind].splitlines()
        if line.partition(":")[0] not in document.data
        and not (line.startswith("text") and "thread" in keys)
    ]
    return "\n".join([*missing, text]), kind


def complete_posts() -> list[Block]:
    """The examples that are whole posts."""
    return [
        block
        for block in documented_yaml(refused=False)
        if re.search(r"^id: ", block.text, re.MULTILINE)
        and re.search(r"^(?:text|thread):", block.text, re.MULTILINE)
    ]


@pytest.mark.parametrize("block", complete_posts(), ids=str)
def test_examples_of_whole_posts_pass_the_check(
    block: Block, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from mergecast.cli.boundary import run  # noqa: PLC0415 - click, only here

    time = re.search(
        r"^(?:until|publish_at): (\d{4})-(\d\d)-(\d\d)", block.text, re.MULTILINE
    )
    path = (
        "/".join((*time.groups()[:2], f"{time[3]}-a.yaml")) if time else "queue/a.yaml"
    )
    _write_workspace(tmp_path)
    post = tmp_path / "calendar" / path
    post.parent.mkdir(parents=True, exist_ok=True)
    post.write_text(block.text, "utf-8")

    status = run(["-C", str(tmp_path), "--now", "2026-11-01T00:00Z", "check"])

    assert (status, "nothing found" in (out := capsys.readouterr().out)) == (0, True), (
        out
    )


def _write_workspace(folder: Path) -> None:
    settings = json.loads(json.dumps(example_workspace.SETTINGS))
    settings["accounts"]["acme-uk"] = {
        "network": "x",
        "user": "acme_uk",
        "timezone": "Europe/London",
    }
    (folder / "mergecast.yaml").write_text(json.dumps(settings), "utf-8")
    for name, data in (
        ("playbooks/team.yaml", example_workspace.TEAM),
        (
            "calendar/campaigns/launch.yaml",
            {
                "id": "launch",
                "title": "L",
                "starts": "2026-11-01",
                "ends": "2027-12-31",
            },
        ),
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(data), "utf-8")
    media = folder / "calendar/media"
    media.mkdir()
    picture = PACKAGE / "demo/content/launch.png"
    (media / "launch.png").write_bytes(picture.read_bytes())


def test_the_check_that_contributing_writes_is_one() -> None:
    source = next(one for one in blocks("CONTRIBUTING.md") if one.language == "python")
    check = ModuleType("text_shouting")
    exec(source.text, check.__dict__)  # noqa: S102 - it is our own page
    passes, fails = re.findall(r"::\n\n((?:    .*\n)+)", check.__doc__ or "")

    def remarks(example: str) -> list[object]:
        (post,) = example_workspace.posts(example)
        return list(check.check(post, example_workspace.context(post)))

    assert set(get_type_hints(PostCheck)) <= set(vars(check))
    assert check.ID not in every_explanation()
    assert (remarks(passes), len(remarks(fails))) == ([], 1)


def test_the_form_examples_of_the_reference_are_known() -> None:
    assert set(SHAPES) <= set(every_explanation())
