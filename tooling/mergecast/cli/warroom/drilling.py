"""What `crisis drill` does: a playbook on a scratch copy, with a clock and a score.

The copy has no remote, no forge and a ledger of its own, so nothing of it can reach
anybody; the people who drill use the commands of the real hour in it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from mergecast.cli.publishing.rehearsal import begun
from mergecast.cli.session import Session
from mergecast.cli.warroom.incident import Opening, open_, report
from mergecast.cli.warroom.scene import scene
from mergecast.cli.wiring import Published, published
from mergecast.editing.splice import remove
from mergecast.errors import UsageError
from mergecast.loading.paths import SETTINGS
from mergecast.renderers.crisis import CrisisReport
from mergecast.repository.commits import NewCommit, Signature, make_commit
from mergecast.repository.git import Git

_WHO = Signature("drill", "drill@localhost")


def begin(
    session: Session, playbook: str, level: str | None, folder: Path | None
) -> tuple[Path, CrisisReport]:
    """Open an incident in a scratch copy; gives its folder and how it stands.

    Raises:
        MergecastError: there is no such playbook, or no copy can be made.
    """
    source = published(session.workspace)
    if folder is not None and folder.exists() and any(folder.iterdir()):
        raise UsageError(
            f"'{folder}' is not empty",
            hint="name another folder, or none",
            not_done="nothing was begun",
        )
    if folder is not None:
        _refuse_inside(folder, source.git)
    place = folder or Path(mkdtemp(prefix="mergecast-drill-"))
    _copy(session, source, place)
    _as_here(source.git, Git(place))
    there = replace(session, workspace=place)
    begun(there, published(place))
    said = Opening(playbook, f"a drill of '{playbook}': nothing of it is real", level)
    return place, open_(there, said)


def _refuse_inside(folder: Path, git: Git) -> None:
    """A copy of a work tree inside of one would be committed with it.

    Raises:
        UsageError: it is in this repository, or in another one.
    """
    here = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
    top = Git(here).answer("rev-parse", "--show-toplevel")
    if top.status == 0 or git.directory.resolve() in here.resolve().parents:
        raise UsageError(
            f"'{folder}' is inside of a repository",
            hint="name a folder elsewhere, or none",
            not_done="nothing was begun",
        )


def score(session: Session, folder: Path) -> CrisisReport:
    """How a drill went, or goes.

    Raises:
        MergecastError: there is none in that folder.
    """
    there = replace(session, workspace=folder)
    found = scene(there).histories()
    if not found:
        raise UsageError(f"there is no drill in '{folder}'", hint="begin one first")
    return report(there, found[-1].id)


def _as_here(here: Git, there: Git) -> None:
    """Who drills is who they are here, also where only this repository says so."""
    for name in ("user.name", "user.email"):
        value = here.run("config", "--get", name, ok=(0, 1)).decode().strip()
        if value:
            there.run("config", name, value)


def _copy(session: Session, source: Published, place: Path) -> None:
    """The publishing branch alone, made harmless: it rehearses, and knows no forge."""
    place.mkdir(parents=True, exist_ok=True)
    git = Git(place)
    ref = f"refs/mergecast/{source.branch}" if source.remote else source.branch
    git.run("init", "--quiet", f"--initial-branch={source.branch}")
    git.run("fetch", "--quiet", "--no-tags", str(session.workspace.absolute()), ref)
    raw = source.tree.read(SETTINGS) or b""
    text = raw.decode("utf-8")
    for name in ("live", "forge", "ledger"):
        if name in source.space.settings.data:
            text = remove(text, (name,))
    text = f"{text.rstrip()}\nlive: false\nforge: {{kind: offline}}\n"
    new = NewCommit(
        source.commit,
        {SETTINGS: text.encode()},
        "A scratch copy for a drill\n",
        _WHO,
        _WHO,
        session.now(),
    )
    commit = make_commit(git, new)
    git.run("update-ref", f"refs/heads/{source.branch}", commit)
    git.run("reset", "--quiet", "--hard", commit)
