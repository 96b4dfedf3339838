"""What `mergecast init` does: add the layout and a sample to a git repository."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mergecast.cli.checking.check_posts import Asked as CheckAsked
from mergecast.cli.checking.check_posts import look
from mergecast.cli.session import Session
from mergecast.cli.starting import starter
from mergecast.cli.starting.founding_repository import (
    NOTHING_WRITTEN,
    ensure_repository,
    git_name,
)
from mergecast.cli.starting.pinning import Source
from mergecast.cli.starting.starter import EDITOR_SETTINGS, Start
from mergecast.cli.times.instants import known_zone
from mergecast.editing.files import write_atomically, write_new
from mergecast.errors import UsageError, WorkspaceError
from mergecast.inspection.place import on_disk
from mergecast.loading.paths import SETTINGS
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.repository.trees import WorkTree
from mergecast.schemas.editors import FOLDER

_ATTRIBUTES = ".gitattributes"
_CONTENT = (_ATTRIBUTES, "calendar", "playbooks", "styleguide")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one `init`."""

    folder: Path | None = None
    fresh: bool = False
    team: bool = False
    update: bool = False
    accounts: tuple[str, ...] = ()
    zone: str | None = None
    yes: bool = False
    members: tuple[str, ...] = ()
    profile: str | None = None
    slots: str | None = None
    clock: str | None = None
    repository: str | None = None
    wheel: Path | None = None
    from_index: bool = False

    @property
    def source(self) -> Source:
        """Where the jobs' mergecast is to come from.

        Raises:
            UsageError: from two places at once.
        """
        if self.wheel is not None and self.from_index:
            raise UsageError(
                "--wheel and --from-index are two answers to one question",
                hint="leave --from-index out: a wheel in the repository is safer",
                not_done=NOTHING_WRITTEN,
            )
        return Source(self.wheel, index=self.from_index)


_OF_A_START = (
    *("team", "fresh", "accounts", "members", "zone", "profile", "slots", "clock"),
    "repository",
)
"""What is said once, when a workspace begins; an update asks nothing of it."""


def refuse_mixed(asked: Asked) -> None:
    """Stop where a beginning and an update are asked for at once.

    Raises:
        UsageError: they are.
    """
    said = [name for name in _OF_A_START if getattr(asked, name)]
    if asked.update and said:
        option = {"accounts": "account", "members": "member"}.get(said[0], said[0])
        raise UsageError(
            f"--update and --{option} cannot be meant together",
            hint="--update alone compares with this release; what a team says of itself"
            " stands in mergecast.yaml and playbooks/team.yaml, and is changed there",
            not_done=NOTHING_WRITTEN,
        )


@dataclass(frozen=True, slots=True)
class Founded:
    """What was written, what was there already, and what `check` finds."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    findings: int


def found(session: Session, asked: Asked) -> Founded:
    """Add what a workspace needs; nothing that is there is overwritten.

    Raises:
        UsageError: the folder or the options cannot be meant.
        WorkspaceError: there is no git repository, or a file cannot be written.
    """
    folder = (asked.folder or session.workspace).absolute()
    beginning(session, asked, folder)  # what cannot be meant stops here, before git
    ensure_repository(folder, yes=asked.yes)
    start = beginning(session, asked, folder)
    tree = WorkTree(folder)
    files = editor_files(tree)
    if tree.mode(SETTINGS) is None:
        files |= starter.workspace_files(start)
    if all(tree.mode(name) is None for name in _CONTENT):
        files[_ATTRIBUTES] = starter.git_attributes()
    written = write(tree, files)
    names = sorted({SETTINGS, EDITOR_SETTINGS, *files})
    kept = [name for name in names if name not in written and tree.mode(name)]
    if EDITOR_SETTINGS not in files:
        at = kept.index(EDITOR_SETTINGS)
        kept[at] += ': it has comments; add "yaml.schemas" by hand if you want it'
    return Founded(written, tuple(kept), findings(session, folder))


def beginning(session: Session, asked: Asked, folder: Path) -> Start:
    """What the first files say of this team.

    Raises:
        UsageError: the account or the zone cannot be meant.
    """
    if len(asked.accounts) > 1:
        raise UsageError(
            "one account is enough for a sample",
            hint="add --team to set up several",
            not_done=NOTHING_WRITTEN,
        )
    account = starter.account(*(asked.accounts or ("brand=@your_handle",)))
    zone = known_zone(asked.zone) if asked.zone else starter.own_zone()
    return Start(account, zone, git_name(folder), session.now())


def editor_files(tree: WorkTree) -> dict[str, str]:
    """The schemas and the settings of the editor, those that are there added to."""
    raw = tree.read(EDITOR_SETTINGS)
    return starter.editor_files(raw.decode("utf-8", "replace") if raw else None)


def write(tree: WorkTree, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write the files that are not there; an editor's settings are added to.

    Raises:
        WorkspaceError: one cannot be written; those before it are.
    """
    written = []
    for name, text in sorted(files.items()):
        mode = tree.mode(name)
        try:
            if mode is None:
                write_new(tree.root / name, text)
                written.append(name)
            elif name == EDITOR_SETTINGS and tree.read(name) != text.encode():
                write_atomically(tree.root / name, text)
                written.append(name)
        except OSError as error:
            raise WorkspaceError(
                f"'{name}' cannot be written: {error.strerror or error}",
                not_done=f"written so far: {', '.join(written) or 'nothing'}",
            ) from None
    return tuple(written)


def findings(session: Session, folder: Path) -> int:
    """How many findings `check` has there."""
    inside = replace(session, workspace=folder)
    found, _ = look(inside, on_disk(folder), CheckAsked(), lambda _done, _all: None)
    return len(found)


def report(session: Session, folder: Path, founded: Founded) -> str:
    """What was done, and what comes next."""
    lines = [f"wrote {name}" for name in together(founded.written)]
    lines += [f"kept  {name}" for name in together(founded.kept)]
    lines.append(checked(founded.findings))
    if not session.quiet:
        lines += ["", "next:", *_next_steps(folder, founded.written)]
    return "".join(f"{encode_terminal(line)}\n" for line in lines)


def together(names: Iterable[str]) -> list[str]:
    """The names of files, those of the schemas as one: nobody reads twenty of them."""
    schemas = f"{FOLDER}/*.schema.json"
    return list(
        dict.fromkeys(
            schemas
            if name.startswith(FOLDER) and name.endswith(".schema.json")
            else name
            for name in names
        )
    )


def checked(count: int) -> str:
    """What `check` says, in one line."""
    if not count:
        return "checked: nothing found"
    plural = "s" if count > 1 else ""
    return f"checked: {count} finding{plural}; see them with `mergecast check`"


def _next_steps(folder: Path, written: Iterable[str]) -> list[str]:
    steps = [] if folder == Path.cwd() else [f"  cd {folder}"]
    tops = dict.fromkeys(name.partition("/")[0] for name in written)
    if tops:
        steps += [
            f"  git add {' '.join(tops)}",
            '  git commit -m "Start with mergecast"',
        ]
    return [
        *steps,
        "  mergecast plan          what would go out, and when",
        "  mergecast new           the first post of your own",
        "  mergecast ledger init   when an account is no sample any more",
    ]
