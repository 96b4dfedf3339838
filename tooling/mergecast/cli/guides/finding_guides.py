"""Find a guide by the name that people type."""

from __future__ import annotations

from mergecast.cli.session import Session
from mergecast.errors import UsageError
from mergecast.loading.workspace import Loaded, load
from mergecast.renderers.guides import Listed, listed
from mergecast.repository.trees import WorkTree


def opened(session: Session) -> Loaded:
    """The workspace with all its playbooks, as they are on disk.

    Raises:
        WorkspaceError: there is no workspace.
    """
    return load(WorkTree(session.workspace), whole=True)


def guides(loaded: Loaded) -> list[Listed]:
    """All guides."""
    return list(listed(loaded.workspace.playbooks))


def guide(loaded: Loaded, name: str) -> Listed:
    """The guide of a name; of kinds other than a process: ``KIND:NAME``.

    Raises:
        UsageError: there is none; if its file is broken, that is said.
    """
    found = guides(loaded)
    wanted = name.removeprefix("process:")
    match = next((each for each in found if each.name == wanted), None)
    if match is not None:
        return match
    broken = _broken(loaded, wanted)
    if broken is not None:
        raise UsageError(
            f"'{broken}' cannot be read",
            hint="run `mergecast check` to see where, and what to write",
        )
    names = [each.name for each in found]
    from difflib import get_close_matches  # noqa: PLC0415 - only on a typo

    alike = [each for each in names if each.rpartition(":")[2] == wanted]
    near = alike or get_close_matches(wanted, names, n=1)
    raise UsageError(
        f"there is no guide '{name}'",
        hint=f"did you mean '{near[0]}'?"
        if near
        else "look at `mergecast process list`",
    )


def _broken(loaded: Loaded, name: str) -> str | None:
    stem = name.rpartition(":")[2]
    return next(
        (
            file.path
            for file in loaded.files
            if file.data is None
            and file.path.startswith("playbooks/")
            and file.path.rpartition("/")[2] == f"{stem}.yaml"
        ),
        None,
    )
