"""What `mergecast init --team` does: ask, write what is missing, say what is next."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from mergecast.cli.approving import owning
from mergecast.cli.session import Session
from mergecast.cli.starting import pinning, release_wheel, shipped, starter, team_files
from mergecast.cli.starting.founding_repository import (
    ensure_repository,
    git_name,
    hidden,
)
from mergecast.cli.starting.founding_workspace import checked, findings, together
from mergecast.cli.starting.pinning import Pin, Source
from mergecast.cli.starting.starter import EDITOR_SETTINGS
from mergecast.cli.starting.team_answers import Answers, repository_of
from mergecast.cli.starting.team_asking import Known, answers
from mergecast.cli.starting.team_existing import existing
from mergecast.cli.starting.team_next import steps
from mergecast.cli.starting.team_options import Given, options
from mergecast.cli.starting.team_room import ensure_room
from mergecast.cli.times.instants import known_zone
from mergecast.editing.files import write_atomically
from mergecast.errors import MergecastError, UsageError, WorkspaceError
from mergecast.model.codeowners import PATH as CODEOWNERS
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.repository.git import Git
from mergecast.repository.trees import WorkTree


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `init --team` was asked for.

    ``alone`` is whether the repository is for nothing else.
    """

    folder: Path
    given: Given
    zone: str | None = None
    source: Source = field(default_factory=Source)
    yes: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that can be refused has been asked; nothing is written yet."""

    wanted: Wanted
    told: Answers
    pin: Pin


@dataclass(slots=True)
class Place:
    """A folder in which files are put; what people have there is theirs."""

    folder: Path
    yes: bool
    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """What is left to people, each with its next step."""

    def put(self, path: str, content: str | bytes) -> bool:
        """Write a file unless another one is to be kept; whether it is ours now.

        Raises:
            WorkspaceError: it cannot be written; those before it are.
        """
        raw = content.encode() if isinstance(content, str) else content
        there = self._there(path)
        if there == raw:
            return True
        if there is not None and not self._may_replace(path):
            self.kept.append(path)
            return False
        self.write(path, raw)
        return True

    def write(self, path: str, raw: bytes) -> None:
        """Write a file, whatever was there.

        Raises:
            WorkspaceError: it cannot be written; those before it are.
        """
        try:
            write_atomically(self.folder / path, raw)
        except OSError as error:
            raise WorkspaceError(
                f"'{path}' cannot be written: {error.strerror or error}",
                not_done=f"written so far: {', '.join(self.written) or 'nothing'}",
            ) from None
        self.written.append(path)

    def _there(self, path: str) -> bytes | None:
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            return b""

    def _may_replace(self, path: str) -> bool:
        asks = sys.stdin.isatty() and not self.yes
        return asks and click.confirm(
            f"'{path}' is there already. Write over it?", default=False
        )


def set_up(session: Session, wanted: Wanted) -> str:
    """Ask about a team and write what it needs; what to tell about it.

    Raises:
        UsageError: the folder or an option cannot be meant.
        WorkspaceError: there is no git repository, or a file cannot be written.
    """
    return finish(session, prepare(wanted))


def prepare(wanted: Wanted) -> Prepared:
    """What a team says of itself, and the release that its jobs install.

    Raises:
        UsageError: the folder or an option cannot be meant.
        WorkspaceError: there is no git repository, or something stands in the way.
    """
    ensure_room(wanted.folder, settings=not wanted.alone)
    zone = known_zone(wanted.zone) if wanted.zone else starter.own_zone()
    # Before a repository is begun: what cannot be meant begins none.
    said = options(wanted.given, zone)
    pin = pinning.pin(wanted.source, WorkTree(wanted.folder))
    ensure_repository(wanted.folder, yes=wanted.yes)
    return Prepared(wanted, answers(said, _known(wanted, zone), yes=wanted.yes), pin)


def finish(session: Session, prepared: Prepared) -> str:
    """Write what a team needs; what to tell about it.

    Raises:
        WorkspaceError: a file cannot be written; those before it are.
    """
    wanted = prepared.wanted
    place = Place(wanted.folder, wanted.yes)
    _write(session, prepared, place)
    _owners(session, place)
    found = findings(session, wanted.folder)
    return _report(session, prepared, place, found)


def _known(wanted: Wanted, zone: str) -> Known:
    git = Git(wanted.folder)
    try:
        url = git.text("config", "--get", "remote.origin.url", ok=(0, 1))
    except MergecastError:
        url = ""
    there = None if wanted.alone else existing(wanted.folder)
    return Known(zone, git_name(wanted.folder), repository_of(url), there)


def _write(session: Session, prepared: Prepared, place: Place) -> None:
    wanted, told = prepared.wanted, prepared.told
    of_release = team_files.of_release(told, session.now())
    files = {**team_files.files(told), **of_release}
    if told.own is not None:
        # Its settings and people are there, and so may be its templates.
        for name in team_files.OWN:
            files.pop(name, None)
    if wanted.alone:
        files["README.md"] = starter.readme()
    ours = {path for path, text in sorted(files.items()) if place.put(path, text)}
    mine = {path: text for path, text in of_release.items() if path in ours}
    _pin(prepared.pin, mine, place)
    raw = WorkTree(wanted.folder).read(EDITOR_SETTINGS)
    there = raw.decode("utf-8", "replace") if raw is not None else None
    both = starter.editor_files(there).get(EDITOR_SETTINGS)
    if both is None:
        place.kept.append(EDITOR_SETTINGS)
    elif both != there:
        # Settings that are there are added to, not replaced.
        write_atomically(place.folder / EDITOR_SETTINGS, both)
        place.written.append(EDITOR_SETTINGS)


def _pin(pin: Pin, written: Mapping[str, str], place: Place) -> None:
    """What the jobs install; the wheel lies beside it only if the file names it."""
    raw = WorkTree(place.folder).read(shipped.PINS) or b""
    wanted = pinning.text(pin, written, raw.decode("utf-8", "replace"))
    path = release_wheel.place()
    ours = place.put(shipped.PINS, wanted)
    if ours and pin.raw and WorkTree(place.folder).read(path) != pin.raw:
        place.write(path, pin.raw)


def _owners(session: Session, place: Place) -> None:
    """CODEOWNERS, of the team as it is on disk now."""
    try:
        owners = owning.Owners.of(replace(session, workspace=place.folder))
        if owners.current:
            return
        owning.write(owners, force=False)
    except (UsageError, WorkspaceError) as error:
        done = "kept " if (place.folder / CODEOWNERS).exists() else "left out"
        place.left.append(f"{done} {CODEOWNERS}: {error.message}")
        place.left += [f"      -> {error.hint}"] if error.hint else []
    else:
        place.written.append(CODEOWNERS)


def _report(session: Session, prepared: Prepared, place: Place, found: int) -> str:
    lines = [f"wrote {name}" for name in together(sorted(place.written))]
    lines += [f"kept  {name}" for name in together(sorted(place.kept))]
    lines += place.left
    lines.append(checked(found))
    if not session.quiet:
        told, adds = prepared.told, _adds(prepared.wanted, place.written)
        lines += ["", *steps(told, session.now(), prepared.pin, adds)]
    return "".join(f"{encode_terminal(line)}\n" for line in lines)


def _adds(wanted: Wanted, written: Iterable[str]) -> list[str]:
    """The commands that put what was written into git, what it ignores too."""
    names = sorted(written)
    kept_out = hidden(wanted.folder, names)
    tops = dict.fromkeys(
        each.partition("/")[0] for each in names if each not in kept_out
    )
    adds = ["git add --all" if wanted.alone else f"git add {' '.join(tops)}"]
    if kept_out:
        why = "# .gitignore would leave it out"
        adds.append(f"git add --force {' '.join(kept_out)}  {why}")
    return adds
