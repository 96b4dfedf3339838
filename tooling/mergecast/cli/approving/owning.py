"""What `mergecast codeowners` does: compare, and write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mergecast.cli.session import Session
from mergecast.editing.files import read_exactly, write_atomically
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading.workspace import usable
from mergecast.model.codeowners import PATH, codeowners, is_ours
from mergecast.repository.trees import WorkTree

_ELSEWHERE = ("CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks as well, but only if there is none at our place."""


@dataclass(frozen=True, slots=True)
class Owners:
    """The file as it is (None: there is none) and as it should be.

    ``silenced`` is another one that GitHub heeds now, and would no more.
    """

    file: Path
    there: str | None
    wanted: str
    name: str = PATH
    silenced: str = ""

    @staticmethod
    def of(session: Session) -> Owners:
        """The file of a workspace, as it lies on disk.

        Raises:
            WorkspaceError: the settings, or the file, cannot be read.
        """
        space = usable(WorkTree(session.workspace))
        file = session.workspace / PATH
        wanted = codeowners(space.team, space.settings.approval)
        there = _text(file)
        others = [path for path in _ELSEWHERE if (session.workspace / path).is_file()]
        silenced = others[0] if others and there is None else ""
        return Owners(file, there, wanted, silenced=silenced)

    @property
    def current(self) -> bool:
        """Whether there is nothing to write."""
        return self.there == self.wanted

    @property
    def trouble(self) -> str:
        """What is wrong with it."""
        if self.silenced:
            return f"does not exist; GitHub heeds {self.silenced}"
        if self.there is None:
            return "does not exist"
        if not is_ours(self.there):
            return "was made by hand"
        return "is older than the team or the policy"


def write(owners: Owners, *, force: bool) -> None:
    """Write the file; one that people made is left alone without ``force``.

    Raises:
        UsageError: somebody made it by hand, or another one would be silenced.
        WorkspaceError: it cannot be written.
    """
    if owners.there is not None and not is_ours(owners.there) and not force:
        raise UsageError(
            f"{owners.name} was made by hand",
            hint="put its people into playbooks/team.yaml, then use --force",
            not_done="nothing was written",
        )
    if owners.silenced and not force:
        raise UsageError(
            f"{owners.name} would silence {owners.silenced}: GitHub heeds but one",
            hint=f"put the people of {owners.silenced} into playbooks/team.yaml and "
            "remove it, then run `mergecast codeowners`",
            not_done=f"{owners.name} was not written",
        )
    try:
        write_atomically(owners.file, owners.wanted)
    except OSError as error:
        raise _unusable(owners.name, error, "written") from None


def _text(file: Path) -> str | None:
    try:
        return read_exactly(file)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(PATH, error, "read") from None


def _unusable(name: str, error: Exception, done: str) -> WorkspaceError:
    why = getattr(error, "strerror", None) or str(error)
    return WorkspaceError(
        f"{name} cannot be {done}: {why}",
        hint="look at what lies there",
        not_done="nothing was written",
    )
